"""The tables in a sheet: where their headers are, and which rows below are rows of them.

Office lists have titles above the header, headers of two rows, names of groups between the rows, sums and notes below,
and sometimes several tables in one sheet, or no header at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from statistics import median

from xlsxwriter.utility import xl_col_to_name

from loaders.records import TableRow
from loaders.sources.heading import WHITE_SPACE, normalize_heading
from loaders.sources.list_table import GROUP_COLUMN, CellsByColumn, ListTable, SkippedRow
from loaders.sources.row_reasons import ORGANISATION_NAME, RowReasons
from loaders.sources.sheet import Sheet
from loaders.sources.sheet_grid import SheetGrid
from loaders.sources.table_layout import TableLayout
from loaders.sources.table_parts import sheet_parts

MAX_HEADER_ROWS = 3  # rows of one header that merged cells join
HEADER_SEARCH_ROWS = 40  # first rows of a sheet in which the header is sought
LATE_HEADER_ROWS = 200  # rows in which one with several known headings is sought where the first have none
MIN_KNOWN_HEADINGS = 2  # in one row make it the header; where no row has so many, one is enough
USUAL_WIDTH_SHARE = 0.6  # of the median row's cells that an unknown header has at least: a title has fewer
DATA_SAMPLE_ROWS = 20  # below a row that may be the header, by whose cells it is told whether it is a row itself
MIN_SAME_KIND = 0.6  # of the cells of a column below that are of its first cell's kind, where that cell is no heading
AUTOMATIC = TableLayout()

YEAR = re.compile(r"(19|20)\d\d年?")
COMPANY_NAME = re.compile(r".有限(责任)?公司$")  # no heading ends so
# What a cell of a row may be and a heading is not.
DATA_KINDS: tuple[Callable[[str], object], ...] = (
    re.compile(r"[+-]?[\d,]+(\.\d+)?[%％]?").fullmatch,
    re.compile(r"(?=.*\d)[0-9A-Z-]{9,20}").fullmatch,
    ORGANISATION_NAME.search,
)


def find_tables(
    sheet: Sheet, headings: Collection[str] = (), names: Collection[str] = (), layout: TableLayout = AUTOMATIC
) -> list[ListTable]:
    """Find the tables in a sheet, below and beside one another.

    Args:
        sheet: the sheet.
        headings: known headings, as ``normalize_heading`` returns them.
        names: those of them that head a column of names.
        layout: what a person says about the sheet.

    Raises:
        LoadError: merged cells are beyond a limit.
    """
    if layout.header == "auto":
        header_row = _find_header_row(SheetGrid(sheet), headings, names)
        parts = sheet_parts(sheet, header_row, headings, names)
    else:
        parts = [sheet]
    tables = (find_table(part, headings, names, layout) for part in parts)
    return [table for table in tables if table]


def find_table(
    sheet: Sheet, headings: Collection[str] = (), names: Collection[str] = (), layout: TableLayout = AUTOMATIC
) -> ListTable | None:
    """Find the only table in a sheet.

    The header is the first row with several of the known headings, or with the only one. Where none is known, it is the
    first row that is about as full as the sheet's rows usually are, unless its cells are what the cells below are: then
    there is no header. Rows that merged cells join to the header belong to it. A column without a heading that has
    cells is named by its letters.

    Returns:
        The table; None where no row has a cell.

    Raises:
        LoadError: merged cells are beyond a limit.
    """
    grid = SheetGrid(sheet)
    block = _find_header(grid, headings, names, layout)
    if block is None:
        return None
    top, bottom = block
    column_names = _column_names(grid, top, bottom)
    named = {name: column for column, name in enumerate(column_names) if name}
    positions = {GROUP_COLUMN: len(column_names), **named}  # a list that was given back has a column of this name
    skipped = [SkippedRow(row + 1, "title", grid.text(row)) for row in range(top) if grid.filled(row)]
    rows: list[TableRow] = []
    group = ""
    last_parts = (normalize_heading(name.rpartition("/")[2]) for name in column_names)
    name_columns = [column for column, heading in enumerate(last_parts) if heading in names]
    reasons = RowReasons(grid, top, bottom, name_columns)
    for row in reasons.filled_rows:
        hidden = row in sheet.hidden_rows and not layout.hidden_rows
        reason = "hidden" if hidden else reasons.skip_reason(row)
        if not reason:
            rows.append(TableRow(grid.title, row + 1, CellsByColumn(positions, grid.row_with_group(row, group))))
            continue
        skipped.append(SkippedRow(row + 1, reason, grid.text(row)))
        group = grid.text(row) if reason == "group" else group
    columns = (*filter(None, column_names), *([GROUP_COLUMN] if group else []))
    return ListTable(
        sheet=sheet,
        columns=columns,
        rows=tuple(rows),
        skipped=tuple(skipped),
        header_line=bottom + 1 if bottom >= top else 0,
        positions=named,
    )


def _find_header(
    grid: SheetGrid, headings: Collection[str], names: Collection[str], layout: TableLayout
) -> tuple[int, int] | None:
    """Return the header's first and last row; the last is above the first where there is no header."""
    first = _first_filled(grid)
    if first == len(grid.rows) or (isinstance(layout.header, int) and layout.header > len(grid.rows)):
        return None
    if layout.header == "none":
        return first, first - 1
    if layout.header != "auto":
        return layout.header - 1, layout.header - 1
    header_row = _find_header_row(grid, headings, names)
    if header_row is not None:
        return _header_block(grid, header_row)
    row = _first_usual_row(grid)
    return row, row - 1


def _first_filled(grid: SheetGrid) -> int:
    """Return the first row that has a cell; the number of rows where none has one."""
    return next((row for row in range(len(grid.rows)) if grid.filled(row)), len(grid.rows))


def _find_header_row(grid: SheetGrid, headings: Collection[str], names: Collection[str]) -> int | None:
    """Return the row of the header; None where there is none."""
    start = _first_filled(grid)
    first_rows = range(start, min(len(grid.rows), start + HEADER_SEARCH_ROWS))
    known_headings = {row: _count_known(grid, row, headings) for row in first_rows}
    if max(known_headings.values(), default=0) < MIN_KNOWN_HEADINGS:
        late_rows = range(first_rows.stop, min(len(grid.rows), start + LATE_HEADER_ROWS))
        late = (row for row in late_rows if _count_known(grid, row, headings) >= MIN_KNOWN_HEADINGS)
        if (late_header := next(late, None)) is not None:
            return late_header
    several = (row for row in first_rows if known_headings[row] >= MIN_KNOWN_HEADINGS)
    one = (row for row in first_rows if known_headings[row] and not _stands_again(grid, row, headings, names))
    known = next(several, None)
    known = next(one, None) if known is None else known
    if known is not None or not first_rows:
        return known
    row = _first_usual_row(grid)
    return None if _is_data(grid, row) else row


def _first_usual_row(grid: SheetGrid) -> int:
    """Return the first row that is about as full as the rows usually are."""
    widths = [grid.filled(row) for row in range(len(grid.rows)) if grid.filled(row)]
    min_width = max(1.0, USUAL_WIDTH_SHARE * median(widths)) if widths else 1.0
    return next(row for row in range(len(grid.rows)) if grid.filled(row) >= min_width)


def _count_known(grid: SheetGrid, row: int, headings: Collection[str]) -> int:
    return sum(normalize_heading(cell) in headings for cell in grid.rows[row] if cell)


def _stands_again(grid: SheetGrid, row: int, headings: Collection[str], names: Collection[str]) -> bool:
    """Return whether the only known heading of a row stands in its column again: then it is a cell, as 集团 may be.

    企业名称 is no cell, but the heading of another table below.
    """
    column = next(n for n, cell in enumerate(grid.rows[row]) if cell and normalize_heading(cell) in headings)
    cell = grid.rows[row][column]
    if normalize_heading(cell) in names and not cell.isascii():
        return False
    others = (cells for cells in grid.rows if cells != grid.rows[row])
    return any(column < len(cells) and cells[column] == cell for cells in others)


def _is_data(grid: SheetGrid, row: int) -> bool:
    """Return whether a row is one of a table without a header: its cells are of the kinds of those below them."""
    below = [cells for cells in grid.rows[row + 1 :] if any(cells)][:DATA_SAMPLE_ROWS]
    if any(map(COMPANY_NAME.search, grid.rows[row])):
        return True
    for column, cell in enumerate(grid.rows[row]):
        others = [cells[column] for cells in below if column < len(cells) and cells[column]]
        if not cell or not others or YEAR.fullmatch(cell):
            continue
        if cell in others or any(
            is_kind(cell) and sum(bool(is_kind(other)) for other in others) >= MIN_SAME_KIND * len(others)
            for is_kind in DATA_KINDS
        ):
            return True
    return False


def _header_block(grid: SheetGrid, header_row: int) -> tuple[int, int]:
    """Return the header's first and last row: all that merged cells join, without a title over all columns."""
    top = bottom = header_row
    width = max((len(cells) for cells in grid.rows[: header_row + MAX_HEADER_ROWS]), default=0)
    for (row, _), merge in grid.merges.items():
        if row == header_row and merge.bottom > merge.top:
            top, bottom = min(top, merge.top), max(bottom, merge.bottom)
    in_header_row = (merge for (row, _), merge in grid.merges.items() if row == header_row)
    if (
        top == bottom == header_row
        and grid.filled(header_row) > 1
        and any(map(grid.heads_several_columns, in_header_row))
    ):
        bottom += 1
    rows_over_some_columns = {
        row
        for (row, _), merge in grid.merges.items()
        if merge.top == merge.bottom and 1 < merge.right - merge.left + 1 < width
    }
    if top - 1 in rows_over_some_columns and grid.filled(top - 1) > 1:
        top -= 1
    return max(top, bottom - MAX_HEADER_ROWS + 1, 0), min(bottom, len(grid.rows) - 1)


def _column_names(grid: SheetGrid, top: int, bottom: int) -> list[str]:
    """Return each column's name: its header cells from top to bottom, joined by "/".

    The second column of one name is "name#2". A column without a heading is "列B" if it has cells, else "".
    """
    names: list[str] = []
    used = {column for cells in grid.rows[bottom + 1 :] for column, cell in enumerate(cells) if cell}
    for column in range(grid.width):
        parts = (WHITE_SPACE.sub("", grid.visible_cell(row, column)) for row in range(top, bottom + 1))
        name = "/".join(dict.fromkeys(part for part in parts if part)) or (
            f"列{xl_col_to_name(column)}" if column in used else ""
        )
        same = sum(other == name or other.rpartition("#")[0] == name for other in names) if name else 0
        names.append(f"{name}#{same + 1}" if same else name)
    return names
