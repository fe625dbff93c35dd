"""The gap list as a workbook: the confirmed ones, those to ask about first, their sources, the method."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.method import Method
from ui.exports import gap_table
from ui.exports.citation import citation, grade_text, original_address
from ui.exports.method_table import method_lines
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.gaps import GapRow
from ui.text import Words

GAP_WIDTHS = (6, 7, 9, 24, 24, 9, 70, 36, 24)
SOURCE_COLUMNS = (
    ("id", 24),
    ("segment", 20),
    ("organisation", 34),
    ("role", 8),
    ("status", 8),
    ("as_of", 12),
    ("publisher", 24),
    ("source_title", 44),
    ("published", 12),
    ("grade", 16),
    ("evidence", 60),
    ("original", 44),
    ("dataset", 18),
    ("statement", 30),
)


def gaps_xlsx(rows: Sequence[GapRow], method: Method, words: Words, of: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return the workbook's bytes; ``of`` are lines that describe the list: region, year, filters, remarks."""
    sheets = [*_gaps(rows, words), _sources(rows, words), _method(method, words, of)]
    return workbook(words("sheet.gaps"), sheets, words)


def _gaps(rows: Sequence[GapRow], words: Words) -> list[Worksheet]:
    columns = list(zip(gap_table.header(words), GAP_WIDTHS, strict=True))
    lists = (
        ("confirmed", [row for row in rows if row.certain]),
        ("ask_first", [row for row in rows if not row.certain]),
    )
    return [Worksheet(words(f"page.{name}"), columns, gap_table.table(part, words)) for name, part in lists]


def _sources(rows: Sequence[GapRow], words: Words) -> Worksheet:
    lines = [line for row in rows for line in (*_statements(row, words), *_wordings(row, words))]
    return Worksheet(
        words("sheet.sources"), [(words(f"column.{name}"), width) for name, width in SOURCE_COLUMNS], lines
    )


def _method(method: Method, words: Words, of: Sequence[tuple[str, str]]) -> Worksheet:
    columns = [(words("column.parameter"), 24), (words("column.value"), 80)]
    lines = [*of, *method_lines(method, words)]
    return Worksheet(words("sheet.method"), columns, lines, words("sheet_note"))


def _statements(row: GapRow, words: Words) -> list[list[str]]:
    return [
        [
            row.id,
            row.segment_name,
            s.organisation,
            words(f"role.{s.role}"),
            words(f"status.{s.status}") if s.status else "",
            s.as_of,
            s.publisher or words("source.no_publisher"),
            s.source_title or words("source.no_title"),
            s.published or words("source.no_date"),
            grade_text(s, words),
            citation(s, words),
            original_address(s),
            s.dataset,
            s.statement,
        ]
        for s in row.sources
    ]


def _wordings(row: GapRow, words: Words) -> list[list[str]]:
    rows = []
    for w in row.wording:
        place = words("page.offsets", section=w["section"], start=w["char_start"], end=w["char_end"])
        cells, status = w["text"] or f"{words.label(w['relation'])} {w['subject']}", words(f"status.{w['status']}")
        plan = [row.id, row.segment_name, w["actor"], "", status, "", "", cells, "", "", place, "", "", w["statement"]]
        rows.append(plan)
    return rows
