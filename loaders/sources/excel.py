"""The sheets of an Excel file; formulas as their stored values; macros, links and charts are not looked at."""

from __future__ import annotations

import io
from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from loaders.errors import LoadError
from loaders.sources.cell import cell_text
from loaders.sources.sheet import Merge, Sheet


def excel_sheets(raw: bytes, file: str) -> Iterator[Sheet]:
    """The worksheets that have cells, in their order; the file must have been weighed.

    Raises:
        LoadError: it is damaged or locked by a password.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            for known in book.sheets_metadata:
                if known.typ == SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(known.name)
                    if sheet.start is not None:
                        yield _sheet(sheet, file, hidden=known.visible != SheetVisibleEnum.Visible)
    except PasswordError as problem:
        raise LoadError("sheet_locked", file=file) from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem


def _sheet(sheet: CalamineSheet, file: str, *, hidden: bool) -> Sheet:
    texts: dict[str, str] = {}  # a district stands in thousands of cells
    rows = tuple(
        tuple(texts.setdefault(text, text) for text in map(cell_text, row))
        for row in sheet.to_python(skip_empty_area=False)
    )
    merges = (Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Sheet(file, sheet.name, rows, tuple(merges), hidden=hidden)
