"""The gap list as a workbook: a sheet to read, a sheet of sources, a sheet of the method."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import fields

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from graph.analysis.method import Method
from ui.actions.rows import GapRow
from ui.exports import gap_table
from ui.text import Words

MAX_CELL = 32_000
GAP_WIDTHS = (6, 7, 9, 24, 24, 9, 70, 36, 24)
SOURCE_COLUMNS = (
    ("id", 24),
    ("segment", 20),
    ("organisation", 34),
    ("role", 8),
    ("status", 8),
    ("as_of", 12),
    ("publisher_kind", 13),
    ("source_title", 44),
    ("evidence", 60),
    ("dataset", 18),
    ("statement", 30),
)


def gap_workbook(rows: Sequence[GapRow], method: Method, words: Words) -> bytes:
    """The workbook's bytes. Texts are written as texts: no formula, no link is made of them."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": words("sheet.gaps"), "author": words("app.name")})
        head = book.add_format({"bold": True, "bg_color": "#e8eef5", "border": 1, "valign": "vcenter"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _gaps(book, rows, words, head, wrap)
        _sources(book, rows, words, head, wrap)
        _method(book, method, words, head, wrap)
    return out.getvalue()


def _gaps(book: Workbook, rows: Sequence[GapRow], words: Words, head: Format, wrap: Format) -> None:
    columns = list(zip(gap_table.COLUMNS, GAP_WIDTHS, strict=True))
    _sheet(book, "gaps", columns, gap_table.table(rows, words), words, head, wrap)


def _sources(book: Workbook, rows: Sequence[GapRow], words: Words, head: Format, wrap: Format) -> None:
    table = [line for row in rows for line in (*_statements(row, words), *_wordings(row, words))]
    _sheet(book, "sources", SOURCE_COLUMNS, table, words, head, wrap)


def _statements(row: GapRow, words: Words) -> list[list[str]]:
    return [
        [
            row.id,
            row.segment_name,
            s.organisation,
            words(f"role.{s.role}"),
            words(f"status.{s.status}") if s.status else "",
            s.as_of,
            words(f"publisher.{s.publisher_kind}") if s.publisher_kind else "",
            s.title,
            s.evidence,
            s.dataset,
            s.statement,
        ]
        for s in row.sources
    ]


def _wordings(row: GapRow, words: Words) -> list[list[str]]:
    found = []
    for w in row.wording:
        place = words("page.offsets", section=w["section"], start=w["char_start"], end=w["char_end"])
        said, status = w["text"] or f"{words.label(w['relation'])} {w['subject']}", words(f"status.{w['status']}")
        found.append([row.id, row.segment_name, w["actor"], "", status, "", "", said, place, "", w["statement"]])
    return found


def _method(book: Workbook, method: Method, words: Words, head: Format, wrap: Format) -> None:
    sheet = book.add_worksheet(words("sheet.method"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, words("column.about"), head)
    sheet.write_string(0, 1, words("sheet_note"), wrap)
    for place, field in enumerate(fields(method), 2):
        sheet.write_string(place, 0, field.name, head)
        sheet.write_string(place, 1, str(getattr(method, field.name)), wrap)


def _sheet(
    book: Workbook,
    name: str,
    columns: Sequence[tuple[str, int]],
    table: Sequence[Sequence[object]],
    words: Words,
    head: Format,
    wrap: Format,
) -> None:
    sheet = book.add_worksheet(words(f"sheet.{name}"))
    for place, (column, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, words(f"column.{column}"), head)
    for line, cells in enumerate(table, 1):
        for place, cell in enumerate(cells):
            if isinstance(cell, int | float):
                sheet.write_number(line, place, cell, wrap)
            else:
                sheet.write_string(line, place, str(cell)[:MAX_CELL], wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
