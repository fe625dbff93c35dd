"""A table that was found in a sheet: its columns, its rows, and the rows that are none of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from loaders.records import TableRow
from loaders.sources.cell import ERROR_VALUES
from loaders.sources.sheet import Cells, Sheet

ENCLOSURE = re.compile(r"附(件|表)?\s*\d*\s*[:：]?")  # stands above titles and is none
GROUP_COLUMN = "(分组)"  # the column that holds a group row's text: a province's name above its enterprises


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row of the sheet that is no row of the table.

    Args:
        line: its number in the sheet, counted from 1.
        reason: title, head, group, sum, note or hidden.
        text: its cells, joined.
    """

    line: int
    reason: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ListTable:
    """A table.

    Args:
        sheet: the sheet, or the part of it that has this table alone.
        columns: the names of its columns.
        rows: its rows, each with its line in the sheet.
        skipped: the rows of the sheet that are none of the table.
        header_line: the header's last line in the sheet; 0 where there is no header.
        positions: where the cells of each column stand in a row of the sheet, counted from 0.
    """

    sheet: Sheet
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    skipped: tuple[SkippedRow, ...]
    header_line: int = 0
    positions: Mapping[str, int] = field(default_factory=dict)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the texts above the header."""
        return tuple(row.text for row in self.skipped if row.reason == "title")

    @property
    def caption(self) -> str:
        """Return the title right above the table, or the sheet's name."""
        return next((title for title in reversed(self.titles) if not ENCLOSURE.fullmatch(title)), self.sheet.name)

    @property
    def hidden_lines(self) -> int:
        """Return how many of its rows are hidden in Excel."""
        lines = (*(row.line for row in self.rows), *(row.line for row in self.skipped if row.reason == "hidden"))
        return sum(line - 1 in self.sheet.hidden_rows for line in lines) if self.sheet.hidden_rows else 0

    def sample(self, column: str) -> str:
        """Return the first cell of a column that is neither empty nor an error."""
        cells = (row[column] for row in self.rows)
        return next((cell for cell in cells if cell and cell not in ERROR_VALUES), "")


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
