"""A sheet as a reader sees it: the texts of its cells and the ranges that are merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A range of merged cells: its first and last row and column, counted from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet.

    Args:
        rows: the cells. ``rows[0]`` is the first row of the file's own sheet, so that a position in it is the position
            that a person sees. Rows may be of different lengths.
        file: the file's name; within a ZIP, the ZIP's name and the path in it. The readers of bytes do not know it.
        name: the sheet's name; "" where the file has only one.
        merges: the merged ranges.
        encoding: of a text file; "" for a file that has none.
        hidden: whether the sheet is hidden in Excel.
        hidden_rows: the rows that are hidden in Excel, by a person or a filter, counted from 0.
        area: the columns that it is a part of, where several tables stand side by side; "" for all.
    """

    rows: tuple[Cells, ...]
    file: str = ""
    name: str = ""
    merges: tuple[Merge, ...] = ()
    encoding: str = ""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    area: str = ""

    @property
    def title(self) -> str:
        """Return file and sheet, for messages."""
        part = " ".join(filter(None, (self.name, self.area)))
        return f"{self.file} [{part}]" if part else self.file
