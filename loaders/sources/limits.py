"""The limits that every way of reading a spreadsheet keeps to.

They protect a small office PC: a file of a few kilobytes can claim to be a sheet of seventeen thousand million cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.errors import SourceError

MAX_SPREADSHEET_BYTES = 50 * 1024 * 1024  # of the file as it is on disk
MAX_UNPACKED_BYTES = 400 * 1024 * 1024  # of all entries of a ZIP together
MAX_ROWS = 200_000  # of one sheet; an XLSX could have 1,048,576
MAX_COLUMNS = 500  # of one sheet; an XLSX could have 16,384
MAX_CELLS = 5_000_000  # rows x columns of one sheet, and of all sheets together, empty cells between others included
MAX_MERGES = 50_000  # merged ranges of one sheet
MAX_MERGED_CELLS = 1_000_000  # cells that the merged ranges of one sheet cover together
MAX_SHEETS = 100  # of one workbook
MAX_LIST_FILES = 100  # spreadsheets in one ZIP
MAX_ZIP_ENTRIES = 2_000  # of one ZIP; a workbook with many pictures has some hundreds


def enforce(what: str, count: int, limit: int) -> None:
    """Check one limit.

    Args:
        what: what is counted: bytes, unpacked, rows, columns, cells, merges, files, sheets.
        count: how many there are.
        limit: how many there may be.

    Raises:
        SourceError: ``sheet_limit``: there are more.
    """
    if count > limit:
        raise SourceError("sheet_limit", what=what, found=count, limit=limit)


@dataclass(slots=True)
class SheetExtent:
    """The extent of a sheet's cells, checked while the sheet is still being read.

    Args:
        rows, columns: the last row and column that have a cell, counted from 1.
        merges: the number of merged ranges.
    """

    rows: int = 0
    columns: int = 0
    merges: int = 0

    def include(self, row: int, column: int) -> None:
        """Extend the sheet to a cell, counted from 1. Raises SourceError beyond a limit."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        enforce("rows", self.rows, MAX_ROWS)
        enforce("columns", self.columns, MAX_COLUMNS)
        enforce("cells", self.rows * self.columns, MAX_CELLS)

    def add_merges(self, count: int = 1) -> None:
        """Count merged ranges. Raises SourceError beyond the limit."""
        self.merges += count
        enforce("merges", self.merges, MAX_MERGES)
