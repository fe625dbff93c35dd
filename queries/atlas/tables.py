"""The tables that an atlas is made from: Parquet files in a folder, checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from graph.model.errors import LiantuError

SUFFIX = ".parquet"
TEXT, TEXTS, INTEGER, NUMBER, FLAG = "VARCHAR", "VARCHAR[]", "INTEGER", "DOUBLE", "BOOLEAN"
FITTING = {  # the types of a file that are read as one of ours
    TEXT: ("VARCHAR", "ENUM"),
    TEXTS: ("VARCHAR[]",),
    INTEGER: ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    NUMBER: ("FLOAT", "DOUBLE", "DECIMAL", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    FLAG: ("BOOLEAN",),
}


@dataclass(frozen=True, kw_only=True)
class Table:
    """An input table: ``NAME.parquet``, or a folder ``NAME`` of Parquet files.

    Attributes:
        name: the table's name.
        required: its columns and their types.
        optional: those that may be missing: type and the value that stands for them, in SQL.
        is_optional: whether the whole table may be missing.
    """

    name: str
    required: Mapping[str, str]
    optional: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    is_optional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns, the required ones first."""
        return (*self.required, *self.optional)


_DATED = {"year": (INTEGER, "NULL"), "grade": (TEXT, "''")}
_SUPPORT = {"support": (TEXT, "'established'")}
TABLES = (
    Table(
        name="segments",
        required={"chain": TEXT, "segment": TEXT},
        optional={"critical": (FLAG, "false"), "supply_roles": (TEXTS, "['production']")},
    ),
    Table(name="feeds", required={"from_id": TEXT, "to_id": TEXT}),
    Table(name="regions", required={"region": TEXT}, is_optional=True),
    Table(
        name="holdings",
        required={"region": TEXT, "segment": TEXT, "organisation": TEXT, "role": TEXT, "status": TEXT},
        optional={
            "level": (INTEGER, "NULL"),
            "share": (NUMBER, "NULL"),
            "dataset": (TEXT, "''"),
            **_DATED,
            **_SUPPORT,
        },
    ),
    Table(
        name="absences",
        required={"region": TEXT, "segment": TEXT, "role": TEXT},
        optional={**_DATED, **_SUPPORT},
        is_optional=True,
    ),
    Table(
        name="claims",
        required={"region": TEXT, "dataset": TEXT, "segment": TEXT, "role": TEXT},
        optional={"year": (INTEGER, "NULL"), "above": (TEXT, "''"), "ignore_smaller": (FLAG, "false")},
        is_optional=True,
    ),
)


def create_views(connection: duckdb.DuckDBPyConnection, folder: Path) -> Mapping[str, frozenset[str]]:
    """Make a view of each table, which has all of its columns whether the file has them or not.

    Returns:
        The columns that each table's files have.

    Raises:
        LiantuError: a table or a column is missing, of another type, or a file cannot be read.
    """
    if not folder.is_dir():
        raise LiantuError("atlas_folder", folder=str(folder))
    return {table.name: _create_view(connection, folder, table) for table in TABLES}


def files_of(folder: Path, name: str) -> list[Path]:
    """Return the files of a table, in the order of their names."""
    one = folder / f"{name}{SUFFIX}"
    return [one] if one.is_file() else sorted((folder / name).glob(f"**/*{SUFFIX}"))


def parquet_source(files: list[Path]) -> str:
    """Return files as a table of SQL."""
    return f"read_parquet([{', '.join(literal(str(file)) for file in files)}], union_by_name = true)"


def literal(text: str) -> str:
    """Return a text as SQL has it.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _create_view(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> frozenset[str]:
    files = files_of(folder, table.name)
    if not files:
        if not table.is_optional:
            raise LiantuError("atlas_table", folder=str(folder), table=table.name)
        nothing = [f"NULL::{type_} AS {name}" for name, type_ in _types(table).items() if name != "support"]
        connection.execute(f"CREATE VIEW {table.name} AS SELECT {', '.join(nothing)} WHERE false")
        return frozenset()
    source = parquet_source(files)
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
    except duckdb.Error as problem:
        raise LiantuError("atlas_unreadable", file=str(files[0]), reason=str(problem)) from problem
    types = {str(row[0]): str(row[1]) for row in described}
    _check(files[0], table, types)
    columns = [_expression(table, name, name in types) for name in table.columns if name != "support"]
    where = " WHERE support = 'established'" if "support" in table.columns and "support" in types else ""
    connection.execute(f"CREATE VIEW {table.name} AS SELECT {', '.join(columns)} FROM {source}{where}")  # noqa: S608
    return frozenset(types)


def _types(table: Table) -> dict[str, str]:
    return {**table.required, **{name: type_ for name, (type_, _) in table.optional.items()}}


def _check(file: Path, table: Table, types: Mapping[str, str]) -> None:
    if missing := [name for name in table.required if name not in types]:
        raise LiantuError("atlas_columns", file=str(file), missing=missing, known=sorted(types))
    for name, wanted in _types(table).items():
        if name in types and types[name].split("(")[0] not in FITTING[wanted]:
            expected = FITTING[wanted][0]
            raise LiantuError("atlas_type", file=str(file), column=name, type=types[name], expected=expected)


def _expression(table: Table, name: str, is_there: bool) -> str:
    type_ = _types(table)[name]
    if not is_there:
        return f"{table.optional[name][1]}::{type_} AS {name}"
    if name in table.required:
        return name
    return f"coalesce({name}, {table.optional[name][1]})::{type_} AS {name}"
