"""Archive a dataset's own records in the store, so that they can be restored and compared."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

import msgspec

from graph.model.records import Dataset, Edge, Node
from graph.store.columns import from_store
from graph.store.integrity import archive_hash
from loaders.errors import LoadError
from loaders.records import RecordSet

PART_CHARACTERS = 1_000_000  # of a node's text: far below the 16 MB at which the embedded engine drops a message
MAX_TEXT_BYTES = 2_000_000_000  # of an archive that is opened: a snapshot that somebody made may hold a bomb
COMPRESSION_LEVEL = 1  # the fastest: a list of 100,000 rows is archived while a person waits
CLAIMS_KEY = "complete"  # the key that completeness claims have had in archives since the first version
JSON_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True)
class Version:
    """Archived records. Equal records have an equal hash."""

    hash: str
    parts: tuple[str, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return the rows that create the nodes of its parts."""
        return [
            {"props": {"id": f"{self.hash}:{number}", "version": self.hash, "part": number, "data": part}}
            for number, part in enumerate(self.parts)
        ]

    def is_begun_by(self, parts: Sequence[str]) -> bool:
        """Return whether stored parts are the first of its own, or all of it as another compressor wrote it."""
        return tuple(parts) == self.parts[: len(parts)] or archive_hash(parts) == self.hash


def dump_archive(records: RecordSet) -> Version:
    """Archive records. Refused rows are not kept."""
    digest, compressor = blake2b(digest_size=12), zlib.compressobj(COMPRESSION_LEVEL)
    data = bytearray()
    for item in _items(records):
        line = JSON_ENCODER.encode(item) + b"\n"
        digest.update(line)
        data += compressor.compress(line)
    text = base64.b64encode(data + compressor.flush()).decode()
    starts = range(0, len(text), PART_CHARACTERS)
    return Version(digest.hexdigest(), tuple(text[start : start + PART_CHARACTERS] for start in starts))


def _items(records: RecordSet) -> Iterator[object]:
    yield {
        "dataset": _dataset_spec(records.dataset),
        "refers_to": records.refers_to,
        "counts": dict(records.counts),
        "same": dict(records.same),
    }
    for node in records.nodes:
        yield "n", node.id, node.label, node.row, dict(node.props), node.location
    for edge in records.edges:
        yield "e", edge.id, edge.type, edge.source, edge.target, dict(edge.props), edge.location


def _dataset_spec(dataset: Dataset) -> dict[str, Any]:
    """Return a dataset as archives hold it. Moved ids are left out where there are none, so older hashes stay."""
    spec = asdict(dataset)
    moved = spec.pop("moved_ids")
    spec[CLAIMS_KEY] = spec.pop("completeness_claims")
    return {**spec, "moved_ids": moved} if moved else spec


def load_archive(parts: Sequence[str]) -> RecordSet:
    """Restore the records of an archive's parts, in their order.

    Raises:
        LoadError: they are damaged.
    """
    try:
        return _record_set(_decompress(parts))
    except (ValueError, LookupError, TypeError, zlib.error) as problem:
        raise LoadError("version_broken") from problem


def _decompress(parts: Sequence[str]) -> str:
    decompressor = zlib.decompressobj()
    text = decompressor.decompress(base64.b64decode("".join(parts), validate=True), MAX_TEXT_BYTES)
    if decompressor.unconsumed_tail or not decompressor.eof:
        raise LoadError("version_broken")
    return text.decode("utf-8", "surrogatepass")


def _record_set(text: str) -> RecordSet:
    head, *lines = text.rstrip("\n").split("\n")
    spec = json.loads(head)
    items = [json.loads(line) for line in lines]
    return RecordSet(
        dataset=_dataset(spec["dataset"]),
        nodes=tuple(_node(item) for item in items if item[0] == "n"),
        edges=tuple(_edge(item) for item in items if item[0] == "e"),
        refers_to=tuple(spec["refers_to"]),
        counts={table: (low, high) for table, (low, high) in spec["counts"].items()},
        same=spec["same"],
    )


def _dataset(spec: dict[str, Any]) -> Dataset:
    claims, moved = spec.pop(CLAIMS_KEY), spec.pop("moved_ids", ())
    return Dataset(**spec, completeness_claims=tuple(claims), moved_ids=tuple(moved))


def _node(item: Sequence[Any]) -> Node:
    _, id_, label, row, props, location = item
    return Node(id=id_, label=label, row=row, props=from_store(props), location=location)


def _edge(item: Sequence[Any]) -> Edge:
    _, id_, name, source, target, props, location = item
    return Edge(id=id_, type=name, source=source, target=target, props=from_store(props), location=location)
