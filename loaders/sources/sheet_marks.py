"""What a workbook says of a sheet beside the values: hidden rows, and cells that hold no value but an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.sources.sheet import Sheet

MAX_FAULTS = 100_000  # cells of a sheet whose errors are kept: beyond it they are read as empty


@dataclass
class SheetMarks:
    """The marks of a sheet. Rows and columns are counted from 0.

    Args:
        hidden_rows: the rows that a person or a filter has hidden.
        faults: cell -> the error value that stands in it, or ``UNCOMPUTED``; the readers of values leave it empty.
    """

    hidden_rows: set[int] = field(default_factory=set)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)

    def add_fault(self, row: int, column: int, value: str) -> None:
        """Note the error value of a cell."""
        if len(self.faults) < MAX_FAULTS:
            self.faults[row, column] = value

    def add_to(self, sheet: Sheet) -> Sheet:
        """Return a sheet with its marks."""
        rows: Sequence[tuple[str, ...]] = sheet.rows
        if self.faults:
            by_row: dict[int, dict[int, str]] = {}
            for (row, column), value in self.faults.items():
                by_row.setdefault(row, {})[column] = value
            rows = [_with_faults(cells, by_row.get(row, {})) for row, cells in enumerate(sheet.rows)]
        return replace(sheet, rows=tuple(rows), hidden_rows=frozenset(self.hidden_rows))


def _with_faults(cells: tuple[str, ...], faults: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(cell or faults.get(column, "") for column, cell in enumerate(cells)) if faults else cells
