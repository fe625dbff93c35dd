"""The files of ``neo4j-admin database import``: for each node label and edge type a header, and rows as CSV.

That tool writes an empty Neo4j's files directly, many times faster than statements do. A column has one type there, and
the store keeps ``5`` and ``5.0`` apart; so records whose values are not of the declared types have files of their own.
An empty field is no value, a quoted one an empty text. Ids are unique among all nodes except the datasets, which may
have the id of what they describe: they are a group of their own (see ``snapshot_format``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeAlias

from graph.model.errors import StoreError
from graph.model.property import Property
from graph.model.schema import Schema
from graph.store import writes
from graph.store.columns import edge_columns, node_columns
from graph.store.contents import GraphRecord
from graph.store.integrity import DATASET

ARGUMENTS_FILE = "import.args"
"""The tool's options, as it reads them itself: ``neo4j-admin database import full neo4j @import.args``."""
ARRAY_DELIMITER = "\x1f"
"""Stands between the texts of a list: the control character that is there for it. No text of ours has it."""
BUFFER_BYTES = 4 << 20
"""The longest line that the tool reads without being told (its default)."""

ColumnTypes: TypeAlias = Mapping[str, str]
TypedColumns: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ImportTable:
    """A header and its data file.

    Args:
        name: a node label or an edge type.
        is_edge: which of the two.
        columns: the properties with their types, as a header names them.
        undeclared: the columns whose type is not the declared one; empty for nearly all.
    """

    name: str
    is_edge: bool
    columns: TypedColumns
    undeclared: TypedColumns = ()

    @property
    def file_stem(self) -> str:
        """Return the name of its files.

        >>> ImportTable("Observation", False, (), (("number", "long"),)).file_stem
        'Observation-number-long'
        """
        return "-".join((self.name, *(part.rstrip("[]") for column in self.undeclared for part in column)))

    def header(self, schema: Schema) -> str:
        """Return the header: the ends of an edge or the key of a node, then its properties."""
        properties = [f"{name}:{type_}" for name, type_ in self.columns]
        if self.is_edge:
            source = DATASET if schema.edges[self.name].is_provenance else "Node"
            return ",".join((f":START_ID({source})", ":END_ID(Node)", *properties)) + "\n"
        group = DATASET if self.name == DATASET else "Node"
        return ",".join((f"id:ID({group})", *properties)) + "\n"

    def option(self, schema: Schema) -> str:
        """Return the tool's option that names both files and what they hold."""
        files = f"{self.file_stem}-header.csv,{self.file_stem}.csv"
        if self.is_edge:
            return f"--relationships={self.name}={files}"
        return f"--nodes={writes.labels(schema.nodes[self.name]).removeprefix(':')}={files}"


def csv_field(value: Any) -> str:
    """Return a value as a field.

    >>> csv_field("石墨烯"), csv_field(0.1), csv_field(True)
    ('"石墨烯"', '0.1', 'true')

    Raises:
        StoreError: a text of a list holds ``ARRAY_DELIMITER``, or a list has no text at all: the tool drops it.
    """
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, list):
        if not any(value) or any(ARRAY_DELIMITER in text for text in value):
            raise StoreError("export_list", value=value)
        return csv_field(ARRAY_DELIMITER.join(value))
    return str(value).lower() if isinstance(value, bool) else repr(value)


VALUE_TYPES: Mapping[type, str] = {str: "string", int: "long", float: "double", bool: "boolean", list: "string[]"}


def declared_type(prop: Property | None) -> str:
    """Return the column type of a declared property; None: of one that the store adds, which is a text.

    >>> declared_type(Property(name="aliases", type="texts"))
    'string[]'
    """
    if prop is None or prop.is_free_text or prop.enum:
        return "string"
    if prop.type == "texts":
        return "string[]"
    return "long" if prop.is_integer else "double"


@dataclass
class _Tables:
    """The tables of one label or type, by the undeclared types of their records."""

    name: str
    is_edge: bool
    declared: ColumnTypes
    by_undeclared: dict[TypedColumns, _OpenTable] = field(default_factory=dict)

    def of(self, props: Mapping[str, Any], opened: Callable[[ImportTable], _OpenTable]) -> _OpenTable:
        """Return the table that takes a record with these properties."""
        undeclared = tuple(
            sorted(
                (name, VALUE_TYPES[type(value)])
                for name, value in props.items()
                if self.declared.get(name) != VALUE_TYPES[type(value)]
            )
        )
        if undeclared not in self.by_undeclared:
            columns = tuple({**self.declared, **dict(undeclared)}.items())
            self.by_undeclared[undeclared] = opened(ImportTable(self.name, self.is_edge, columns, undeclared))
        return self.by_undeclared[undeclared]


@dataclass
class _OpenTable:
    """A table whose data file is being written; ``place`` tells where a property stands in a row."""

    table: ImportTable
    out: IO[str]
    place: Mapping[str, int]
    has_line_breaks: bool = False
    longest: int = 0

    def write(self, keys: tuple[str, ...], props: Mapping[str, Any]) -> None:
        fields = [""] * len(self.place)
        for name, value in props.items():
            fields[self.place[name]] = csv_field(value)
        line = ",".join((*map(csv_field, keys), *fields))
        self.has_line_breaks = self.has_line_breaks or "\n" in line or "\r" in line
        self.longest = max(self.longest, len(line))
        self.out.write(line + "\n")


class ImportFiles:
    """Writes records into the files of a folder, each as it comes: no more than a line is in memory.

    Args:
        schema: today's schema, which names the types of the columns.
        folder: an empty folder.
    """

    def __init__(self, schema: Schema, folder: Path) -> None:
        self.schema, self.folder = schema, folder
        self._kinds: dict[tuple[str, bool], _Tables] = {}
        self._open: list[_OpenTable] = []
        self._files = ExitStack()

    def write(self, records: Iterable[GraphRecord]) -> int:
        """Write every record, the headers and the tool's options; return the number of records.

        Raises:
            StoreError: a list cannot be written; see ``csv_field``.
            OSError: a file cannot be written.
        """
        count = 0
        with self._files:
            self._add_node("graph", "Graph", {"setup": "", "schema_version": self.schema.version})
            for count, record in enumerate(records, 1):  # noqa: B007
                if "node" in record:
                    props = {name: value for name, value in record["props"].items() if name != "id"}
                    self._add_node(record["node"], record["label"], props)
                else:
                    kind = self._kind(record["type"], is_edge=True)
                    kind.of(record["props"], self._opened).write((record["source"], record["target"]), record["props"])
        for table in (opened.table for opened in self._open):
            header = self.folder / f"{table.file_stem}-header.csv"
            header.write_text(table.header(self.schema), "utf-8", newline="\n")
        (self.folder / ARGUMENTS_FILE).write_text("".join(f"{line}\n" for line in self._arguments()), "utf-8")
        return count

    def _add_node(self, id_: str, label: str, props: Mapping[str, Any]) -> None:
        self._kind(label, is_edge=False).of(props, self._opened).write((id_,), props)

    def _kind(self, name: str, *, is_edge: bool) -> _Tables:
        if (name, is_edge) not in self._kinds:
            self._kinds[name, is_edge] = _Tables(name, is_edge, column_types(self.schema, name, is_edge=is_edge))
        return self._kinds[name, is_edge]

    def _opened(self, table: ImportTable) -> _OpenTable:
        path = self.folder / f"{table.file_stem}.csv"
        out = self._files.enter_context(path.open("w", encoding="utf-8", newline="\n"))
        opened = _OpenTable(table, out, {name: place for place, (name, _) in enumerate(table.columns)})
        self._open.append(opened)
        return opened

    def _arguments(self) -> list[str]:
        """Return the tool's options.

        Its format v2 of fields with line breaks, which names the files and is faster, fails at a file over 4 MB in 5.26
        ("found CR outside a text cell"); v1 is for all files or none.
        """
        options = [opened.table.option(self.schema) for opened in self._open]
        options.append(f"--array-delimiter=U+{ord(ARRAY_DELIMITER):04X}")
        if any(opened.has_line_breaks for opened in self._open):
            options.append("--multiline-fields=true")
        longest = 4 * max(opened.longest for opened in self._open)  # bytes: a character has up to four
        return [*options, f"--read-buffer-size={longest}"] if longest > BUFFER_BYTES else options


def column_types(schema: Schema, name: str, *, is_edge: bool) -> dict[str, str]:
    """Return the columns of a label or an edge type with their types; not a node's ``id``, which is its key."""
    if not is_edge:
        declared = schema.nodes[name].properties
        names = [column for column in node_columns(schema.nodes[name]) if column != "id"]
    else:
        declared = schema.edges[name].properties
        if schema.edges[name].is_provenance:
            declared = {key: prop for kind in schema.nodes.values() for key, prop in kind.properties.items()}
        names = list(edge_columns(schema, name))
    return {column: declared_type(declared.get(column)) for column in names}
