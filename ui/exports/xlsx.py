"""Sheets as a workbook to read: widths, a frozen head, filters; texts are texts, never formulas or links."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ui.text import Words

XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL, MAX_TITLE = 32_000, 31
NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Cell = str | int | float


@dataclass(frozen=True)
class Worksheet:
    """A sheet: its title, the columns' heads with their widths in characters, and its lines."""

    title: str
    columns: Sequence[tuple[str, int]]
    lines: Sequence[Sequence[Cell]]
    remark: str = ""


def workbook(title: str, sheets: Sequence[Worksheet], words: Words) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        book.set_properties({"title": title, "author": words("app.name")})
        head = book.add_format({"bold": True, "bg_color": "#e8eef5", "border": 1, "valign": "vcenter"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet, name in zip(sheets, _names(sheets), strict=True):
            _write(book, sheet, name, head, wrap)
    return out.getvalue()


def _names(sheets: Sequence[Worksheet]) -> list[str]:
    """Return names of sheets that Excel takes: without some marks, not too long, each unique."""
    names: list[str] = []
    for sheet in sheets:
        name = NO_NAME.sub(" ", sheet.title).strip(" '")[:MAX_TITLE] or str(len(names) + 1)
        taken = {name.casefold() for name in names}
        names.append(f"{len(names) + 1} {name}"[:MAX_TITLE] if name.casefold() in taken else name)
    return names


def _write(book: Workbook, content: Worksheet, name: str, head: Format, wrap: Format) -> None:
    sheet = book.add_worksheet(name)
    for place, (column, width) in enumerate(content.columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, head)
    for line, cells in enumerate(content.lines, 1):
        for place, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet.write_number(line, place, cell, wrap)
            else:
                sheet.write_string(line, place, str(cell)[:MAX_CELL], wrap)
    if content.remark:
        sheet.write_string(len(content.lines) + 2, 0, content.remark)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(content.lines)), len(content.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
