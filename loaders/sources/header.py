"""The table in a sheet: where its header is, and which rows below are rows of the table.

Office lists have titles above the header, headers of two rows, names of groups between the rows, sums and notes below.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from statistics import median

from xlsxwriter.utility import xl_col_to_name

from loaders.errors import LoadError
from loaders.records import TableRow
from loaders.sources.list_table import GROUP_COLUMN, CellsByColumn, ListTable, SkippedRow
from loaders.sources.sheet import Sheet
from loaders.sources.sheet_grid import SheetGrid

MAX_HEADER_ROWS = 3  # rows of one header that merged cells join
HEADER_SEARCH_ROWS = 40  # first rows of a sheet in which the header is sought
LATE_HEADER_ROWS = 200  # rows in which one with several known headings is sought where the first have none
MIN_KNOWN_HEADINGS = 2  # in one row make it the header; where no row has so many, one is enough
MIN_REPEATED_HEADINGS = 3  # in a row below make it another table's header: two may be cells of a row
USUAL_WIDTH_SHARE = 0.6  # of the median row's cells that an unknown header has at least: a title has fewer

NOTE_ROW = re.compile(
    r"(注|备注|附注|说明)\d*([:：]|$)|(填表|制表|审核|联系|单位|负责人|资料来源|数据来源|统计)[^:：]{0,6}[:：]"
)
SUM_ROW = re.compile(r"(合计|总计|小计|共计)([:：].*|[\d,.家个户万元亿（(]*[)）]?)")
CHINESE_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十百]{1,4}[)）、.．]?")
ORGANISATION_NAME = re.compile(
    r"(公司|集团|厂|研究院|研究所|大学|学院|中心|实验室|医院|孵化器|众创空间|合作社|事务所)([(（].*)?$"
)
WHITE_SPACE = re.compile(r"\s+")
HALF_WIDTH_MARKS = str.maketrans("（）／", "()/")


def normalize_heading(text: str) -> str:
    """Return a heading in the form in which headings are compared.

    >>> normalize_heading("统一社会\\n信用代码 （ID）")
    '统一社会信用代码(id)'
    """
    return WHITE_SPACE.sub("", text).translate(HALF_WIDTH_MARKS).casefold()


def find_table(sheet: Sheet, headings: Collection[str] = ()) -> ListTable | None:
    """Find the table in a sheet.

    The header is the first row with several of the known headings, or with the only one. Where none is known, it is the
    first row that is about as full as the sheet's rows usually are. Rows that merged cells join to it belong to it. A
    column without a heading that has cells is named by its letters.

    Args:
        sheet: the sheet.
        headings: known headings, as ``normalize_heading`` returns them.

    Returns:
        The table; None where there is no header.

    Raises:
        LoadError: a second table with another header is below the first, or merged cells are beyond a limit.
    """
    grid = SheetGrid(sheet)
    header_row = _find_header_row(grid, headings)
    if header_row is None:
        return None
    top, bottom = _header_block(grid, header_row)
    names = _column_names(grid, top, bottom)
    positions = {name: column for column, name in enumerate(names) if name} | {GROUP_COLUMN: len(names)}
    skipped = [SkippedRow(row + 1, "title", grid.text(row)) for row in range(top) if grid.filled(row)]
    rows: list[TableRow] = []
    group = ""
    classifier = _RowClassifier(grid, top, bottom, headings)
    for row in classifier.filled_rows:
        reason = classifier.skip_reason(row)
        if not reason:
            rows.append(TableRow(grid.title, row + 1, CellsByColumn(positions, grid.row_with_group(row, group))))
            continue
        skipped.append(SkippedRow(row + 1, reason, grid.text(row)))
        group = grid.text(row) if reason == "group" else group
    columns = (*filter(None, names), *([GROUP_COLUMN] if group else []))
    return ListTable(sheet, columns, tuple(rows), tuple(skipped))


def _find_header_row(grid: SheetGrid, headings: Collection[str]) -> int | None:
    first_rows = range(min(len(grid.rows), HEADER_SEARCH_ROWS))
    known_headings = {row: _count_known(grid, row, headings) for row in first_rows}
    if max(known_headings.values(), default=0) < MIN_KNOWN_HEADINGS:
        late_rows = range(HEADER_SEARCH_ROWS, min(len(grid.rows), LATE_HEADER_ROWS))
        late = (row for row in late_rows if _count_known(grid, row, headings) >= MIN_KNOWN_HEADINGS)
        if (late_header := next(late, None)) is not None:
            return late_header
    if most_known := max(known_headings.values(), default=0):
        return next(row for row in first_rows if known_headings[row] >= min(most_known, MIN_KNOWN_HEADINGS))
    widths = [grid.filled(row) for row in range(len(grid.rows)) if grid.filled(row)]
    min_width = max(1.0, USUAL_WIDTH_SHARE * median(widths)) if widths else 1.0
    return next((row for row in first_rows if grid.filled(row) >= min_width), None)


def _count_known(grid: SheetGrid, row: int, headings: Collection[str]) -> int:
    return sum(normalize_heading(cell) in headings for cell in grid.rows[row] if cell)


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


class _RowClassifier:
    """Tells the rows of a table from headers, groups, sums and notes between and below them."""

    def __init__(self, grid: SheetGrid, top: int, bottom: int, headings: Collection[str]) -> None:
        self.grid, self.headings = grid, frozenset(headings)
        self.header_rows = {grid.rows[row] for row in range(top, bottom + 1)}
        self.filled_rows = [row for row in range(bottom + 1, len(grid.rows)) if grid.filled(row)]
        self.width = max(map(grid.filled, self.filled_rows), default=0)
        self.last_full_row = max(filter(self._is_full, self.filled_rows), default=0)
        self.longest_heading = max(map(len, self.headings), default=0)

    def skip_reason(self, row: int) -> str:
        """Return why a row is no row of the table: head, sum, note or group; "" where it is one."""
        texts = ["".join(cell.split()) for cell in self.grid.visible_row(row) if cell]
        if self.grid.rows[row] in self.header_rows:
            return "head"
        if self._known_headings(texts) >= MIN_REPEATED_HEADINGS:
            raise LoadError("table_second", file=self.grid.title, line=row + 1)
        if any(SUM_ROW.fullmatch(text) for text in texts[:2]):
            return "sum"
        words = [text for text in texts if not CHINESE_ORDINAL.fullmatch(text)]
        names_somebody = any(map(ORGANISATION_NAME.search, words))
        if len(words) > 2 or (names_somebody and not self._is_note(row) and not self.grid.has_merge_across(row)):
            return ""
        if row > self.last_full_row or (self.width > 1 and self._is_note(row)):
            return "note"
        return "group" if self.width > 2 and len(words) == 1 and not words[0].isdecimal() else ""

    def _known_headings(self, texts: list[str]) -> int:
        short = {normalize_heading(text) for text in texts if len(text) <= self.longest_heading}
        return len(short & self.headings)

    def _is_full(self, row: int) -> bool:
        """Return whether a row is one of the table beyond doubt."""
        filled = self.grid.filled(row)
        return (filled > 1 or self.width < 3) and (filled > 2 or self.width < 4) and not self._is_note(row)

    def _is_note(self, row: int) -> bool:
        return self.grid.filled(row) < 3 and bool(NOTE_ROW.match(self.grid.text(row)))
