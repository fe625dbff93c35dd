"""Sheets as a workbook to read: widths, a frozen head, filters; texts are texts, never formulas or links."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet as XlsxSheet

from ui.exports.svg_text import ems
from ui.text import Words

XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL, MAX_TITLE = 32_000, 31
A4 = 9  # Excel's number of the paper
MARGINS = (0.5, 0.5, 0.6, 0.7)  # inches: left, right, top, bottom
PAGE_FOOTER = "&C&P / &N"
TITLE_SIZE = 16  # points
LINE_POINTS = 15.0  # a line of 11 points
MAX_ROW_POINTS = 409.0  # Excel allows no higher row
COLUMN_FILL = 0.9  # how much of a column's width a line fills: words are not parted, and fonts differ
NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
RULED = {"text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#9aa5b1"}
Cell = str | int | float


@dataclass(frozen=True)
class Worksheet:
    """A sheet: its title, the columns' heads with their widths in characters, and its lines.

    Attributes:
        heading: lines over the table, the first of them its title; such a sheet is one to print and hand over: its
            rows are as high as their text and have lines around their cells.
        printed: how many of the first columns are printed, because more would be too small to read; 0: all.
    """

    title: str
    columns: Sequence[tuple[str, int]]
    lines: Sequence[Sequence[Cell]]
    remark: str = ""
    heading: Sequence[str] = ()
    printed: int = 0

    @property
    def last_printed(self) -> int:
        """Return the place of the last column that is printed, from 0."""
        return (self.printed or len(self.columns)) - 1


@dataclass(frozen=True, kw_only=True)
class _Formats:
    head: Format
    wrap: Format
    ruled: Format
    number: Format
    title: Format
    line: Format


def workbook(title: str, sheets: Sequence[Worksheet], words: Words) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": title, "author": words("app.name")})
        formats = _Formats(
            head=book.add_format({"bold": True, "bg_color": "#e8eef5", "border": 1, "valign": "vcenter"}),
            wrap=book.add_format({"text_wrap": True, "valign": "top"}),
            ruled=book.add_format(RULED),
            number=book.add_format({**RULED, "align": "center"}),
            title=book.add_format({"bold": True, "font_size": TITLE_SIZE, "align": "center", "valign": "vcenter"}),
            line=book.add_format({"align": "left", "valign": "vcenter"}),
        )
        for sheet, name in zip(sheets, sheet_names([sheet.title for sheet in sheets]), strict=True):
            _write(book, sheet, name, formats)
    return out.getvalue()


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Return names of sheets that Excel takes: without some marks, not too long, each unique."""
    names: list[str] = []
    for title in titles:
        name = NO_NAME.sub(" ", title).strip(" '")[:MAX_TITLE] or str(len(names) + 1)
        taken = {name.casefold() for name in names}
        names.append(f"{len(names) + 1} {name}"[:MAX_TITLE] if name.casefold() in taken else name)
    return names


def _write(book: Workbook, content: Worksheet, name: str, formats: _Formats) -> None:
    sheet, top = book.add_worksheet(name), len(content.heading)
    _write_heading(sheet, content, formats)
    for place, (column, width) in enumerate(content.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(top, place, column, formats.head)
    for line, cells in enumerate(content.lines, top + 1):
        if content.heading:
            sheet.set_row(line, row_height(cells, [width for _, width in content.columns]))
        for place, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet.write_number(line, place, cell, formats.number if content.heading else formats.wrap)
            else:
                form = formats.ruled if content.heading else formats.wrap
                sheet.write_string(line, place, str(cell)[:MAX_CELL], form)
    if content.remark:
        sheet.write_string(top + len(content.lines) + 2, 0, content.remark)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(1, len(content.lines)), len(content.columns) - 1)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(*MARGINS)
    sheet.fit_to_pages(1, 0)
    if content.printed:
        sheet.print_area(0, 0, top + len(content.lines) + 2, content.last_printed)
    sheet.repeat_rows(top)
    sheet.set_footer(PAGE_FOOTER)


def _write_heading(sheet: XlsxSheet, content: Worksheet, formats: _Formats) -> None:
    last = content.last_printed
    for place, text in enumerate(content.heading):
        form = formats.line if place else formats.title
        sheet.set_row(place, LINE_POINTS + (TITLE_SIZE if place == 0 else 4))
        if last:
            sheet.merge_range(place, 0, place, last, "", form)
        sheet.write_string(place, 0, text[:MAX_CELL], form)


def row_height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return how high a row is, in points, so that none of its wrapped texts is cut.

    >>> row_height(["环节", "一二三四五六七八九十"], [10, 10])
    51.0
    """
    lines = [
        sum(max(1, ceil(2 * ems(part) / (width * COLUMN_FILL))) for part in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    ]
    return min(MAX_ROW_POINTS, max(lines, default=1) * LINE_POINTS + 6)
