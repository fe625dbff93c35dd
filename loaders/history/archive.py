"""What a dataset says, packed: kept in the store, so that it can be brought back and compared."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b

import msgspec

from graph.model.records import Dataset, Edge, Node
from graph.store.columns import from_store
from loaders.errors import LoadError
from loaders.records import RecordSet

PART_CHARACTERS = 1_000_000  # characters; a server's message holds a few
MAX_TEXT_BYTES = 2_000_000_000  # bytes of text
LINE = msgspec.json.Encoder()
CLAIMS = {"completeness_claims": "complete"}  # the key that archives have had since the first version
COMPRESSION_LEVEL = 1  # fast: a list of 100,000 rows is packed while a person waits


@dataclass(frozen=True)
class Version:
    """Packed records. Equal records have an equal hash."""

    hash: str
    parts: tuple[str, ...]

    def rows(self) -> list[dict[str, object]]:
        """The nodes that keep it."""
        return [
            {"props": {"id": f"{self.hash}:{n}", "version": self.hash, "part": n, "data": part}}
            for n, part in enumerate(self.parts)
        ]


def dump_archive(records: RecordSet) -> Version:
    """Pack records; refused rows are not kept."""
    digest, pressed = blake2b(digest_size=12), zlib.compressobj(COMPRESSION_LEVEL)
    data = bytearray()
    for line in _lines(records):
        raw = LINE.encode(line) + b"\n"
        digest.update(raw)
        data += pressed.compress(raw)
    text = base64.b64encode(data + pressed.flush()).decode()
    return Version(
        digest.hexdigest(), tuple(text[at : at + PART_CHARACTERS] for at in range(0, len(text), PART_CHARACTERS))
    )


def load_archive(parts: Sequence[str]) -> RecordSet:
    """The records of a version's parts, in their order. Raises LoadError when they are damaged."""
    try:
        return _records(_opened(parts))
    except (ValueError, LookupError, TypeError, zlib.error) as problem:
        raise LoadError("version_broken") from problem


def _opened(parts: Sequence[str]) -> str:
    """The text; a snapshot that somebody made may hold anything."""
    opening = zlib.decompressobj()
    text = opening.decompress(base64.b64decode("".join(parts), validate=True), MAX_TEXT_BYTES)
    if opening.unconsumed_tail or not opening.eof:
        raise LoadError("version_broken")
    return text.decode("utf-8", "surrogatepass")


def _records(text: str) -> RecordSet:
    head, *lines = text.rstrip("\n").split("\n")
    spec = json.loads(head)
    claims = tuple(spec["dataset"].pop("complete"))
    dataset = Dataset(**spec["dataset"], completeness_claims=claims)
    found = [json.loads(line) for line in lines]
    counts = {table: (low, high) for table, (low, high) in spec["counts"].items()}
    return RecordSet(
        dataset,
        tuple(_node(*row[1:]) for row in found if row[0] == "n"),
        tuple(_edge(*row[1:]) for row in found if row[0] == "e"),
        (),
        tuple(spec["refers_to"]),
        counts,
        spec["same"],
    )


def _node(id_: str, label: str, row: str, props: dict[str, object], origin: str) -> Node:
    return Node(id=id_, label=label, row=row, props=from_store(props), location=origin)


def _edge(id_: str, kind: str, source: str, target: str, props: dict[str, object], origin: str) -> Edge:
    return Edge(id=id_, type=kind, source=source, target=target, props=from_store(props), location=origin)


def _lines(records: RecordSet) -> Iterator[object]:
    yield {
        "dataset": {CLAIMS.get(name, name): value for name, value in asdict(records.dataset).items()},
        "refers_to": records.refers_to,
        "counts": dict(records.counts),
        "same": dict(records.same),
    }
    yield from (("n", one.id, one.label, one.row, dict(one.props), one.location) for one in records.nodes)
    yield from (("e", one.id, one.type, one.source, one.target, dict(one.props), one.location) for one in records.edges)
