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
from loaders.sources.limits import MAX_CELLS, MAX_SHEETS, enforce
from loaders.sources.sheet import Merge, Sheet

RUST_PANIC = "PanicException"


def excel_sheets(raw: bytes) -> Iterator[Sheet]:
    """Read the worksheets that have cells, in their order. A formula is read as the value that Excel stored for it.

    Args:
        raw: an XLSX, XLSM or XLS. Its limits must have been checked: calamine makes a list of every empty cell.

    Raises:
        SourceError: ``sheet_damaged``, or ``sheet_locked`` by a password.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            yield from _worksheets(book)
    except PasswordError as problem:
        raise SourceError("sheet_locked") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem
    except BaseException as problem:  # calamine is Rust: its panic is no Exception, so that nobody else would catch it
        if type(problem).__name__ != RUST_PANIC:
            raise
        raise SourceError("sheet_damaged", reason=RUST_PANIC) from problem


def _worksheets(book: CalamineWorkbook) -> Iterator[Sheet]:
    """Yield the worksheets that have cells. Sheets and cells are counted again: many names may point at one part."""
    enforce("sheets", len(book.sheets_metadata), MAX_SHEETS)
    cells = 0
    for metadata in book.sheets_metadata:
        if metadata.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(metadata.name)
            cells += sheet.total_height * sheet.total_width
            enforce("cells", cells, MAX_CELLS)
            if sheet.start is not None:
                yield _sheet(sheet, hidden=metadata.visible != SheetVisibleEnum.Visible)


def _sheet(sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    texts: dict[str, str] = {}  # one object for equal texts: the name of a district is in thousands of cells
    rows = tuple(
        tuple(texts.setdefault(text, text) for text in map(cell_text, row))
        for row in sheet.to_python(skip_empty_area=False)
    )
    merges = (Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Sheet(name=sheet.name, rows=rows, merges=tuple(merges), hidden=hidden)
