"""A sheet as its cells read, and the limits that every way of reading keeps to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from loaders.errors import LoadError

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 200_000, 500, 5_000_000
MAX_MERGES, MAX_FILES, MAX_SHEETS = 50_000, 100, 100
Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: first and last row and column, counted from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    ``rows[0]`` is the first row of the file's sheet, so that a place in it is the place a person sees; rows may be of
    different lengths. ``encoding`` is "" for a file that has none.
    """

    file: str
    name: str
    rows: tuple[Cells, ...]
    merges: tuple[Merge, ...] = ()
    encoding: str = ""
    hidden: bool = False

    @property
    def title(self) -> str:
        """File and sheet, for messages."""
        return f"{self.file} [{self.name}]" if self.name else self.file


def enforce(file: str, what: str, found: int, limit: int) -> None:
    """Check a limit. Raises LoadError, which names what is too much."""
    if found > limit:
        raise LoadError("sheet_limit", file=file, what=what, found=found, limit=limit)


def check_size(file: str, rows: int, columns: int) -> None:
    """Check what a sheet takes up, empty cells between others included. Raises LoadError."""
    enforce(file, "rows", rows, MAX_ROWS)
    enforce(file, "columns", columns, MAX_COLUMNS)
    enforce(file, "cells", rows * columns, MAX_CELLS)
