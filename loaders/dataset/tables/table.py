"""What a form is, and how cells become properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.model.normalize import normalize_text, parse_value
from graph.model.records import Dataset, Edge, Node, Value, statement_id
from graph.model.schema import MAX_NAME_LENGTH, Property, Schema
from loaders.errors import RowError
from loaders.records import TableRow

Record: TypeAlias = Node | Edge


@dataclass(frozen=True)
class Context:
    """What a row is read in: the schema, its dataset, and the texts of documents that the user gave."""

    schema: Schema
    dataset: Dataset
    texts: Mapping[str, str] = field(default_factory=dict)

    def id(self, row: str) -> str:
        """The id of a statement or a row of this dataset."""
        return statement_id(self.dataset.id, row)


@dataclass(frozen=True)
class TableFormat:
    """A kind of table: its file's name, its columns, and what a row becomes."""

    name: str
    columns: Callable[[Schema], frozenset[str]]
    records: Callable[[TableRow, Context], Iterable[Record]]


def required_cell(row: TableRow, column: str) -> str:
    """A cell that must not be empty: an id or a name, on one line, without unseen characters.

    Raises:
        RowError: it is empty, or too long.
    """
    text = " ".join(normalize_text(row[column]).split())
    if not text:
        raise RowError("empty_cell", file=row.file, line=row.line, column=column)
    return short(row, column, text)


def short(row: TableRow, column: str, text: str) -> str:
    """The text of an id or a name. Raises RowError when it is too long for one."""
    if len(text) > MAX_NAME_LENGTH:
        raise RowError(
            "cell_too_long", file=row.file, line=row.line, column=column, length=len(text), limit=MAX_NAME_LENGTH
        )
    return text


def properties(row: TableRow, allowed: Mapping[str, Property], skip: Iterable[str] = ()) -> dict[str, Value]:
    """The properties that a row's cells state; columns that name no property are left to the form.

    Raises:
        RowError: a cell is not of its property's type.
    """
    found: dict[str, Value] = {}
    for column, text in row.cells.items():
        wanted = allowed.get(column)
        if wanted is None or column in skip:
            continue
        try:
            value = parse_value(wanted, text)
        except ValueError:
            raise RowError(
                "bad_cell", file=row.file, line=row.line, column=column, value=text, wanted=wanted.expected
            ) from None
        if value is not None:
            found[column] = value
    return found


def with_provenance(row: TableRow, context: Context, props: dict[str, Value]) -> dict[str, Value]:
    """The same properties with the dataset, and with the row itself as evidence where it names none."""
    return {"evidence": f"{row.file}:{row['id'] or row.line}", **props, "dataset": context.dataset.id}
