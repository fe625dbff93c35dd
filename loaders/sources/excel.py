"""The sheets of an Excel file whose limits have been checked. Macros, links and charts are not read."""

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

from loaders.errors import SourceError
from loaders.sources.cell import cell_text
from loaders.sources.sheet import Merge, Sheet


def excel_sheets(raw: bytes) -> Iterator[Sheet]:
    """Read the worksheets that have cells, in their order. A formula is read as the value that Excel stored for it.

    Args:
        raw: an XLSX, XLSM or XLS. Its limits must have been checked: calamine makes a list of every empty cell.

    Raises:
        SourceError: ``sheet_damaged``, or ``sheet_locked`` by a password.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            for metadata in book.sheets_metadata:
                if metadata.typ == SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(metadata.name)
                    if sheet.start is not None:
                        yield _sheet(sheet, hidden=metadata.visible != SheetVisibleEnum.Visible)
    except PasswordError as problem:
        raise SourceError("sheet_locked") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem


def _sheet(sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    texts: dict[str, str] = {}  # one object for equal texts: the name of a district is in thousands of cells
    rows = tuple(
        tuple(texts.setdefault(text, text) for text in map(cell_text, row))
        for row in sheet.to_python(skip_empty_area=False)
    )
    merges = (Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Sheet(name=sheet.name, rows=rows, merges=tuple(merges), hidden=hidden)
