"""Several tables in one sheet, below or beside one another, each as a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import takewhile

from xlsxwriter.utility import xl_col_to_name

from loaders.sources.heading import normalize_heading
from loaders.sources.row_reasons import NOTE_ROW, ORGANISATION_NAME, SUM_ROW
from loaders.sources.sheet import Sheet
from loaders.sources.sheet_grid import SheetGrid

MIN_OTHER_HEADINGS = 3  # known ones make a row below another table's header: two may be cells of a row
MIN_ONLY_HEADINGS = 2  # known ones and no other cell make it one too
ROWS_BELOW = 10  # below a row, whose numbers make it a header
NUMBER = re.compile(r"[\d.,%％]+")
MAX_TITLE_ROWS = 3  # above a header, each with one text
MIN_NAMES = 0.6  # of a block's cells of names that must be names before two equal blocks are two tables


def sheet_parts(sheet: Sheet, header: int | None, headings: Collection[str], names: Collection[str]) -> list[Sheet]:
    """Split a sheet into parts with one table each. The cells of a part keep their positions.

    Args:
        sheet: the sheet.
        header: the row of the first header, counted from 0; None where there is none.
        headings, names: known headings, and those of them that head names, as ``normalize_heading`` returns them.
    """
    if header is None:
        return [sheet]
    grid = SheetGrid(sheet)
    tables = [(0, header), *_later_tables(grid, header, headings, names)]
    ends = [*(start for start, _ in tables[1:]), len(sheet.rows)]
    parts: list[Sheet] = []
    for (top, header_row), bottom in zip(tables, ends, strict=True):
        part = _crop(sheet, top, bottom, 0, grid.width)
        ranges = _column_ranges(SheetGrid(part), header_row, names)
        parts += [_crop(part, 0, bottom, *columns) for columns in ranges] if len(ranges) > 1 else [part]
    return parts


def _later_tables(
    grid: SheetGrid, header: int, headings: Collection[str], names: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Yield the first row, with its titles, and the header of each table below the first.

    A header that stands there again is the same table's, as on every printed page, unless a title of its own is above.
    """
    has_title = header > 0 and _is_lone(grid, header - 1)
    headers = _HeaderTest(grid, headings, names)
    for row in range(header + 1, len(grid.rows)):
        again = grid.rows[row] == grid.rows[header]
        if not again and not headers.is_header(row, near=row - header < MAX_TITLE_ROWS):
            continue
        start = _titles_above(grid, row, header)
        if again and (start == row or _is_place(grid.text(start)) or (grid.filled(start - 1) and not has_title)):
            continue
        yield start, row
        header, has_title = row, start < row


def _is_place(title: str) -> bool:
    """Return whether a title only names a part of the list: a province, or how many there are."""
    return title.endswith(("省", "市", "区", "县", ")", "）"))


class _HeaderTest:
    """Tells the header of another table from a row."""

    def __init__(self, grid: SheetGrid, headings: Collection[str], names: Collection[str]) -> None:
        self.grid, self.headings, self.names = grid, frozenset(headings), frozenset(names)
        self.longest = max(map(len, headings), default=0)

    def is_header(self, row: int, *, near: bool) -> bool:
        """Return whether a row has headings, by what they are, or by the rows above and below.

        Right below another header (``near``) only the former tells: the row may be the header's second.
        """
        cells = [cell for cell in self.grid.rows[row] if cell]
        if len(cells) < MIN_ONLY_HEADINGS:
            return self.grid.width == 1 and any(normalize_heading(cell) in self.names for cell in cells)
        known = {normalize_heading(cell) for cell in cells if len(cell) <= self.longest} & self.headings
        if len(known) >= MIN_OTHER_HEADINGS or (len(known) >= MIN_ONLY_HEADINGS and len(known) == len(cells)):
            return True
        if near or any(NUMBER.search(cell) or ORGANISATION_NAME.search(cell) for cell in cells):
            return False
        begins = row > 0 and (not self.grid.filled(row - 1) or _is_lone(self.grid, row - 1))
        return begins and (bool(known & self.names) or (self._has_title_and_gap(row) and self._heads_numbers(row)))

    def _has_title_and_gap(self, row: int) -> bool:
        lone = row - 1
        while lone > 0 and row - lone <= MAX_TITLE_ROWS and _is_lone(self.grid, lone):
            lone -= 1
        return lone < row - 1 and not self.grid.filled(lone)

    def _heads_numbers(self, row: int) -> bool:
        """Return whether a text of a row has only numbers below it, up to the next empty row."""
        below = list(takewhile(any, self.grid.rows[row + 1 : row + 1 + ROWS_BELOW]))
        columns = [column for column, cell in enumerate(self.grid.rows[row]) if cell]
        cells = ([cells[column] if column < len(cells) else "" for cells in below] for column in columns)
        return any(texts and all(map(NUMBER.fullmatch, texts)) for texts in cells)


def _titles_above(grid: SheetGrid, row: int, header: int) -> int:
    """Return the first of the rows with one text each that stand right above a header, below the table before."""
    start = row
    while start - 1 > header + 1 and not grid.filled(start - 1):
        start -= 1
    top = start
    while top - 1 > header and start - top < MAX_TITLE_ROWS and _is_lone(grid, top - 1):
        top -= 1
    if top == start:
        return row
    if grid.filled(top - 1) == 0:
        return top
    return start - 1 if grid.width > 1 else row  # in one column every row has one text


def _is_lone(grid: SheetGrid, row: int) -> bool:
    text = grid.text(row)
    lone = grid.filled(row) == 1 or (grid.filled(row) == 2 and grid.has_merge_across(row))
    return lone and not NOTE_ROW.match(text) and not SUM_ROW.match("".join(text.split()))


def _column_ranges(grid: SheetGrid, header: int, names: Collection[str]) -> list[tuple[int, int]]:
    """Return the first and the one after the last column of each table of a part."""
    blocks = _blocks_with_names(grid, header, names)
    return blocks if len(blocks) > 1 else _equal_blocks(grid, header, names)


def _blocks_with_names(grid: SheetGrid, header: int, names: Collection[str]) -> list[tuple[int, int]]:
    """Return the blocks that empty columns separate; one without a heading of names belongs to the one before."""
    rows = grid.rows[header:]
    used = [any(column < len(row) and row[column] for row in rows) for column in range(grid.width)]
    starts = [column for column, full in enumerate(used) if full and not (column and used[column - 1])]
    named = [start for start in starts if _has_name_heading(grid, header, start, names, used)]
    return [(start, end) for start, end in zip([0, *named[1:]], [*named[1:], grid.width], strict=True)] if named else []


def _has_name_heading(grid: SheetGrid, header: int, start: int, names: Collection[str], used: list[bool]) -> bool:
    end = next((column for column in range(start, grid.width) if not used[column]), grid.width)
    rows = grid.rows[header:]
    return any(normalize_heading(cell) in names for row in rows[:MAX_TITLE_ROWS] for cell in row[start:end] if cell)


def _equal_blocks(grid: SheetGrid, header: int, names: Collection[str]) -> list[tuple[int, int]]:
    """Return the blocks of a header that repeats itself where each has a column of whole names."""
    heads = [normalize_heading(cell) for cell in grid.rows[header]] if header < len(grid.rows) else []
    while heads and not heads[-1]:
        heads.pop()
    for size in range(1, len(heads) // 2 + 1):
        if len(heads) % size == 0 and heads == heads[:size] * (len(heads) // size):
            at = next((place for place, heading in enumerate(heads[:size]) if heading in names), None)
            starts = range(0, len(heads), size)
            if at is None or not all(_holds_names(grid, header, start + at) for start in starts):
                return []
            return [(start, start + size) for start in starts]
    return []


def _holds_names(grid: SheetGrid, header: int, column: int) -> bool:
    cells = [row[column] for row in grid.rows[header + 1 :] if len(row) > column and row[column]]
    return bool(cells) and sum(bool(ORGANISATION_NAME.search(cell)) for cell in cells) >= MIN_NAMES * len(cells)


def _crop(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> Sheet:
    """Return the sheet with only the cells of a rectangle; ``bottom`` and ``right`` are the first ones outside."""
    width = max(map(len, sheet.rows), default=0)
    if (top, left) == (0, 0) and bottom >= len(sheet.rows) and right >= width:
        return sheet
    rows = tuple(
        ("",) * min(left, len(row)) + row[left:right] if top <= number < bottom else ()
        for number, row in enumerate(sheet.rows[:bottom])
    )
    merges = tuple(
        merge
        for merge in sheet.merges
        if top <= merge.top and merge.bottom < bottom and left <= merge.left and merge.right < right
    )
    across = left > 0 or right < width
    area = f"{xl_col_to_name(left)}:{xl_col_to_name(min(right, width) - 1)}" if across else sheet.area
    return replace(sheet, rows=rows, merges=merges, area=area)
