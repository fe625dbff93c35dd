"""The snapshot's lines: one JSON record a line, checked against the schema and turned into the rows of a write.

The first line names the format and the schema's version. Then come the nodes in the order of their ids, then the edges
by type and id, and a last line with their number, the SHA-256 of all lines before it, and who made the file. Keys are
sorted, so equal graphs give equal bytes up to the last line. The sum finds damage; it is no signature, because whoever
changes a line can compute it anew. Records of an older schema are renamed by the migrations that followed it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Annotated, Any, Protocol

import msgspec

from graph.model.errors import StoreError
from graph.model.records import Edge, Node
from graph.model.schema import Schema
from graph.store import writes
from graph.store.batching import ParameterRow
from graph.store.columns import RECORD_COLUMNS, SEARCH_PROPERTY, edge_columns, from_store, to_row
from graph.store.integrity import DATASET, VERSION, BrokenRow, IntegrityCheck
from graph.store.migrations.migration import FIRST_SCHEMA_VERSION, migrate_record

SNAPSHOT_FORMAT = "liantu-graph"
FORMAT_VERSION = 2
# Properties that the store adds: not of the schema, so not checked against it. `aliases` are those of all datasets.
SYSTEM_PROPERTIES = frozenset({*RECORD_COLUMNS, SEARCH_PROPERTY, "label", "aliases"})

Text = Annotated[str, msgspec.Meta(min_length=1)]
Int64 = Annotated[int, msgspec.Meta(ge=-(2**63) + 1, le=2**63 - 1)]  # Bolt has no larger integers
PropValue = str | Int64 | float | bool | list[str]


class LineWriter(Protocol):
    """A stream that lines of text are written to."""

    def write(self, text: str, /) -> int:
        """Write text and return its length."""


class NodeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that holds a node."""

    node: Text
    label: Text
    props: dict[str, PropValue]


class EdgeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that holds an edge."""

    edge: Text
    type: Text
    source: Text
    target: Text
    props: dict[str, PropValue]


def header_line(schema: Schema) -> dict[str, Any]:
    """Return the first record of a snapshot."""
    return {"format": SNAPSHOT_FORMAT, "schema": schema.version, "version": FORMAT_VERSION}


@dataclass(frozen=True, kw_only=True)
class SnapshotOrigin:
    """The origin of a snapshot, which nothing proves: who made it, when (ISO 8601 with the zone), by which version."""

    who: str = ""
    at: str = ""
    product: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """The result of an import.

    Attributes:
        count: the number of nodes and edges.
        sum: the SHA-256 that the file ends with.
        origin: who made the file; None where it does not say.
        broken: the rows whose content is not what their hashes say.
    """

    count: int
    sum: str
    origin: SnapshotOrigin | None = None
    broken: tuple[BrokenRow, ...] = ()


def end_line(count: int, digest: str, origin: SnapshotOrigin | None = None, broken: int = 0) -> dict[str, Any]:
    """Return the last record of a snapshot.

    Args:
        count: the number of nodes and edges.
        digest: the SHA-256 of the lines before.
        origin: who makes it.
        broken: how many rows of a backup are not what was written.
    """
    made = {"made": asdict(origin)} if origin else {}
    return {"end": count, "sha256": digest, **made, **({"broken": broken} if broken else {})}


def json_line(record: Mapping[str, Any]) -> str:
    """Return a record as a line.

    >>> json_line({"node": "a", "label": "Park"})
    '{"label":"Park","node":"a"}\\n'
    """
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False) + "\n"


@dataclass(kw_only=True)
class SnapshotReader:
    """Reads the lines of a snapshot into rows by the statement that writes them.

    Attributes:
        schema: what the records are checked against.
        file: the file's name, for messages.
        rows: statement -> its rows, in the order of the lines.
        sum, origin: what the last line says.
        labels: node id -> label; a dataset's id has a prefix, because a dataset and an entity may have the same id.
    """

    schema: Schema
    file: str
    rows: dict[str, list[ParameterRow]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[str, str] = field(default_factory=dict)
    sum: str = ""
    origin: SnapshotOrigin | None = None
    _integrity: IntegrityCheck = field(init=False)
    _keys: set[tuple[str, str]] = field(default_factory=set)
    _schema_version: int = FIRST_SCHEMA_VERSION

    def __post_init__(self) -> None:
        """Begin to check the rows against their hashes."""
        self._integrity = IntegrityCheck(self.schema)

    @property
    def count(self) -> int:
        """Return the number of nodes and edges read so far."""
        return len(self._keys)

    def report(self) -> ImportReport:
        """Return what was read."""
        return ImportReport(count=self.count, sum=self.sum, origin=self.origin, broken=tuple(self._integrity.broken()))

    def read(self, lines: Iterable[str]) -> None:
        """Read every line.

        Raises:
            StoreError: this is no snapshot, one of a newer schema, a line is broken, or the file was cut or edited.
            SchemaError: a record breaks the schema.
        """
        numbered = enumerate(lines, 1)
        digest, number = sha256(), 1
        _, first = next(numbered, (1, "{}"))
        self._read_header(self._parse(number, first))
        digest.update(first.encode("utf-8", "surrogatepass"))
        for number, line in numbered:
            record = self._parse(number, line)
            if "end" in record:
                complete = (record["end"], record.get("sha256")) == (self.count, digest.hexdigest())
                if not complete or any(rest.strip() for _, rest in numbered):
                    raise StoreError("import_edited", file=self.file, line=number)
                self._read_end(number, record)
                return
            digest.update(line.encode("utf-8", "surrogatepass"))
            self._read_record(number, record)
        raise StoreError("import_cut", file=self.file, line=number)

    def _parse(self, number: int, line: str) -> dict[str, Any]:
        try:
            record = json.loads(line, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as problem:
            raise self._broken(number) from problem
        if not isinstance(record, dict):
            raise self._broken(number)
        return record

    def _read_header(self, header: Mapping[str, Any]) -> None:
        version = header.get("schema", FIRST_SCHEMA_VERSION)
        if (header.get("format"), header.get("version")) != (SNAPSHOT_FORMAT, FORMAT_VERSION) or not isinstance(
            version, int
        ):
            raise StoreError("import_format", file=self.file, found=header.get("format"), version=header.get("version"))
        if version > self.schema.version:
            raise StoreError("import_newer", file=self.file, found=version, known=self.schema.version)
        self._schema_version = version

    def _read_end(self, number: int, record: Mapping[str, Any]) -> None:
        self.sum = str(record["sha256"])
        try:
            self.origin = msgspec.convert(record.get("made"), SnapshotOrigin | None)
        except msgspec.ValidationError as problem:
            raise self._broken(number) from problem

    def _read_record(self, number: int, record: dict[str, Any]) -> None:
        try:
            if "node" in record:
                self._read_node(number, msgspec.convert(record, NodeLine))
            else:
                self._read_edge(number, msgspec.convert(record, EdgeLine))
        except (msgspec.ValidationError, UnicodeEncodeError) as problem:  # half a character, which is no text
            raise self._broken(number) from problem

    def _read_node(self, number: int, line: NodeLine) -> None:
        label, props = migrate_record(line.label, line.props, self._schema_version)
        key = _node_key(line.node, dataset=label == DATASET)
        self._take_key(number, ("", key))
        kind = self.schema.node_type(label, self._place(number))
        if (kind.internal and label != VERSION) or props.get("id") != line.node:
            raise self._broken(number)
        node = Node(
            id=line.node,
            label=label,
            row=line.node,
            props=from_store(props, SYSTEM_PROPERTIES),
            location=self._place(number),
        )
        self.schema.check_node(node)
        self.labels[key] = label
        self._integrity.add_node(line.node, label, props)
        self.rows[writes.create_nodes(kind)].append({"id": line.node, "props": props})

    def _read_edge(self, number: int, line: EdgeLine) -> None:
        self._take_key(number, (line.type, line.edge))
        kind = self.schema.edge_type(line.type, self._place(number))
        keys = (_node_key(line.source, dataset=kind.is_provenance), _node_key(line.target, dataset=False))
        has_both_ends = set(keys) <= self.labels.keys()
        if not has_both_ends or line.props.get("id") != line.edge or not isinstance(line.props.get("dataset"), str):
            raise self._broken(number)
        if not kind.is_provenance:
            self.schema.check_edge(
                Edge(
                    id=line.edge,
                    type=line.type,
                    source=line.source,
                    target=line.target,
                    props=from_store(line.props, SYSTEM_PROPERTIES),
                    location=self._place(number),
                )
            )
        source, target = (self.schema.nodes[self.labels[key]].merge_label for key in keys)
        # Not check_endpoints: rows of several datasets may have turned an entity into what an older edge cannot join.
        if (source, target) not in self._merge_labels(line.type):
            raise self._broken(number)
        self._integrity.add_edge(line.type, line.source, line.target, line.props)
        columns = edge_columns(self.schema, line.type)
        if not set(columns) >= line.props.keys():
            raise self._broken(number)
        row = [line.source, line.target, *to_row(line.props, columns)]
        self.rows[writes.create_edges(self.schema, line.type, source, target)].append(row)

    def _merge_labels(self, edge_type: str) -> set[tuple[str, str]]:
        nodes = self.schema.nodes
        return {(nodes[a].merge_label, nodes[b].merge_label) for a, b in self.schema.edges[edge_type].endpoints}

    def _take_key(self, number: int, key: tuple[str, str]) -> None:
        """Refuse a key twice: deleting and creating in one transaction would not meet the unique index."""
        if key in self._keys:
            raise self._broken(number)
        self._keys.add(key)

    def _place(self, number: int) -> str:
        return f"{self.file}:{number}"

    def _broken(self, number: int) -> StoreError:
        return StoreError("import_line", file=self.file, line=number)


def _node_key(id_: str, *, dataset: bool) -> str:
    return f"{DATASET}{id_}" if dataset else id_


def _refuse_constant(constant: str) -> float:
    raise ValueError(constant)  # NaN and Infinity are no JSON
