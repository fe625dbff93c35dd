"""The files of ``neo4j_import`` read back, a row at a time.

They are believed as Neo4j's importer believes them: labels, types and columns are checked against the schema, the rows'
hashes are not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graph.model.errors import StoreError
from graph.model.schema import Schema
from graph.store import writes
from graph.store.neo4j_import import ARGUMENTS_FILE, ARRAY_DELIMITER, VALUE_TYPES, ImportTable

OPTION = re.compile(r"--(nodes|relationships)=((?:\w+:)?(\w+))=([\w-]+)-header\.csv,\4\.csv")
"""An option that names files: those of another folder do not fit."""
FIELD = re.compile(r'(?:\A|,)(?:"([^"]*(?:""[^"]*)*)"|([^",]*))')
"""A quoted field, in which quotes are doubled, or a bare one."""
PLAIN_CHARACTERS = 4096
"""The longest record that the csv module takes: limits that others set it for a field are higher."""
PARSERS: Mapping[str, Callable[[str], Any]] = {
    "long": int,
    "double": float,
    "boolean": lambda text: text == "true",
    "string[]": lambda text: text.split(ARRAY_DELIMITER),
}

ImportRow: TypeAlias = tuple[list[str], dict[str, Any]]
"""The id of a node, or those of an edge's source and target, and the properties without the id of a node."""


@dataclass
class ImportRows:
    """The rows of a table.

    Args:
        table: what they are.
        file: the data file.
        count: the number of rows that were read so far.
    """

    table: ImportTable
    file: Path
    count: int = 0

    def __iter__(self) -> Iterator[ImportRow]:
        """Yield each row.

        Raises:
            StoreError: ``bulk_row``, with the number of the row.
        """
        parse, self.count = _RowParser(self.table), 0
        with self.file.open(encoding="utf-8", newline="") as lines:
            try:
                for record in _records(lines):
                    self.count += 1
                    yield parse(record)
            except (ValueError, csv.Error) as problem:
                raise StoreError("bulk_row", file=str(self.file), row=self.count) from problem


class _RowParser:
    def __init__(self, table: ImportTable) -> None:
        self.key_count = 2 if table.is_edge else 1
        self.names = [name for name, _ in table.columns]
        self.parsers = [(name, PARSERS[type_]) for name, type_ in table.columns if type_ in PARSERS]

    def __call__(self, record: str) -> ImportRow:
        fields = _fields(record)
        keys = fields[: self.key_count]
        pairs = zip(self.names, fields[self.key_count :], strict=True)
        props: dict[str, Any] = {name: value for name, value in pairs if value is not None}
        for name, parse in self.parsers:
            if name in props:
                props[name] = parse(props[name])
        return [key or "" for key in keys], props


def _records(lines: Iterable[str]) -> Iterator[str]:
    r"""Yield the records without the line break at their end; a text in quotes may go over several lines.

    >>> list(_records(['1,"a\n', 'b"\n', '2,"c"\n']))
    ['1,"a\nb"', '2,"c"']
    """
    begun: list[str] = []
    quotes = 0
    for line in lines:
        begun.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            yield "".join(begun).removesuffix("\n")
            begun.clear()
    if begun:
        raise ValueError(begun)


def _fields(record: str) -> list[str | None]:
    """Return the fields of a record; None where there is no value, which is not the same as an empty text.

    >>> _fields('5,,"","a ""b"" c"')
    ['5', None, '', 'a "b" c']
    """
    if '""' not in record and len(record) < PLAIN_CHARACTERS:
        return [field or None for field in next(csv.reader((record,)))]
    found = list(FIELD.finditer(record))
    if "".join(field[0] for field in found) != record:
        raise ValueError(record)
    return [field[2] or None if field[1] is None else field[1].replace('""', '"') for field in found]


def read_tables(schema: Schema, folder: Path) -> list[ImportRows]:
    """Return the tables of a folder, those of nodes first, without the store's own mark.

    Raises:
        StoreError: ``bulk_folder``: it holds no such files, or those of another version of the schema.
        OSError: a file cannot be read.
    """
    arguments = folder / ARGUMENTS_FILE
    if not arguments.is_file():
        raise StoreError("bulk_folder", path=str(folder), reason=ARGUMENTS_FILE)
    lines = arguments.read_text("utf-8").splitlines()
    tables = [_read_table(schema, folder, line) for line in lines if line.startswith(("--nodes", "--relationships"))]
    marks = [row for rows in tables if rows.table.name == "Graph" for row in rows]
    if [props.get("schema_version") for _, props in marks] != [schema.version]:
        raise StoreError("bulk_folder", path=str(folder), reason=f"schema_version {schema.version}")
    return sorted((rows for rows in tables if rows.table.name != "Graph"), key=lambda rows: rows.table.is_edge)


def _read_table(schema: Schema, folder: Path, line: str) -> ImportRows:
    """Return a table as its header describes it. Raises StoreError where the schema has no such label, type, column."""
    option = OPTION.fullmatch(line)
    if option is None:
        raise StoreError("bulk_folder", path=str(folder), reason=line)
    kind, labels, name, stem = option.groups()
    is_edge, header = kind == "relationships", (folder / f"{stem}-header.csv").read_text("utf-8")
    columns = [column.partition(":")[::2] for column in header.strip().split(",")[2 if is_edge else 1 :]]
    table = ImportTable(name, is_edge, tuple(columns))
    known = set(schema.edges) if is_edge else {writes.labels(node)[1:] for node in schema.nodes.values()}
    fits = all(column.isidentifier() and type_ in VALUE_TYPES.values() for column, type_ in columns)
    if labels not in known or not fits or header != table.header(schema):
        raise StoreError("bulk_folder", path=str(folder), reason=f"{stem}-header.csv")
    return ImportRows(table, folder / f"{stem}.csv")
