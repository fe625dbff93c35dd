"""A table that was found in a sheet: its columns, its rows, and the rows that are none of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loaders.records import TableRow
from loaders.sources.sheet import Cells, Sheet

GROUP_COLUMN = "(分组)"  # the column that holds a group row's text: a province's name above its enterprises


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row of the sheet that is no row of the table.

    Args:
        line: its number in the sheet, counted from 1.
        reason: title, head, group, sum or note.
        text: its cells, joined.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class ListTable:
    """A table: its columns, its rows, each with its line in the sheet, and the skipped rows."""

    sheet: Sheet
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    skipped: tuple[SkippedRow, ...]

    def sample(self, column: str) -> str:
        """Return the first cell of a column that is not empty."""
        return next((row[column] for row in self.rows if row[column]), "")


def distinct_columns(tables: Iterable[ListTable]) -> list[str]:
    """Return the columns of several tables, each once."""
    return list(dict.fromkeys(column for table in tables for column in table.columns))


@dataclass(frozen=True, slots=True)
class CellsByColumn(Mapping[str, str]):
    """A row's cells by the names of their columns. It shares the names, because a dict a row costs a long list much."""

    positions: Mapping[str, int]
    cells: Cells

    def __getitem__(self, column: str) -> str:
        position = self.positions[column]
        return self.cells[position] if position < len(self.cells) else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)
