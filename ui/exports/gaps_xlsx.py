"""The gap list as a workbook to hand over: the confirmed gaps, those to ask about first, their sources.

Two last sheets of technical information have the ids, the scores and the parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.analysis.method import Method
from ui.exports import gap_table
from ui.exports.citation import citation, grade_text, original_address
from ui.exports.gap_table import NO_GAP_STATUSES, GapStatuses
from ui.exports.method_table import method_lines
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.gaps import GapRow
from ui.text import Words

# Characters; together as wide as A4 across at full size, with the column of follow-ups and without it.
GAP_WIDTHS = {"place": 5, "chain": 14, "segment": 20, "kind": 7, "reason": 38, "here": 20, "beside": 26, "remark": 14}
FOLLOWED_GAP_WIDTHS = {**GAP_WIDTHS, "reason": 32, "beside": 20, "follow_up": 16, "remark": 10}
SCORE_WIDTHS = (6, 28, 20, 24, 9, 9, 70)
SOURCE_COLUMNS = (
    ("chain", 14),
    ("segment", 18),
    ("of_segment", 18),
    ("organisation", 26),
    ("role", 7),
    ("status", 7),
    ("as_of", 10),
    ("evidence", 44),
    ("publisher", 24),
    ("source_title", 44),
    ("published", 12),
    ("grade", 16),
    ("original", 44),
)
MAX_PRINTED_SOURCE_COLUMNS = 8  # as wide as A4 across; the citation has what the others have apart


@dataclass(frozen=True, kw_only=True)
class GapListTitle:
    """The heading of a list of gaps."""

    region: str
    day: date
    chains: Sequence[str] = ()
    scope: str = ""

    def lines(self, title: str, words: Words) -> tuple[str, str]:
        """Return the title, and the line of who hands it in, and when."""
        day = words("brief.date", year=self.day.year, month=self.day.month, day=self.day.day)
        subject = (
            words("gap_page.subject", region=self.region, chains=list(self.chains)) if self.chains else self.region
        )
        return (
            words("gap_page.sheet_title", subject=subject, title=title),
            words("gap_page.sheet_line", day=day, scope=self.scope or words("source_filter.all")),
        )


def gaps_xlsx(
    rows: Sequence[GapRow],
    method: Method,
    words: Words,
    title: GapListTitle,
    of: Sequence[tuple[str, str]] = (),
    statuses: GapStatuses = NO_GAP_STATUSES,
) -> bytes:
    """Return the workbook's bytes.

    Args:
        rows: the gaps.
        method: the parameters, for the sheet of technical information.
        words: the words of the user's language.
        title: what stands over the list.
        of: lines that describe the list: region, year, filters, remarks.
        statuses: how far gaps are pursued, in words; a list with none of them has no column for it.
    """
    sheets = [
        *_gaps(rows, words, title, statuses),
        _sources(rows, words, title),
        _scores(rows, words),
        _method(method, words, of),
    ]
    return workbook(words("sheet.gaps"), sheets, words)


def _gaps(rows: Sequence[GapRow], words: Words, title: GapListTitle, statuses: GapStatuses) -> list[Worksheet]:
    names = gap_table.list_columns(rows, statuses)
    widths = FOLLOWED_GAP_WIDTHS if gap_table.FOLLOW_UP_COLUMN in names else GAP_WIDTHS
    columns = [(heading, widths[name]) for name, heading in zip(names, gap_table.header(names, words), strict=True)]
    lists = (
        ("confirmed", [row for row in rows if row.certain]),
        ("ask_first", [row for row in rows if not row.certain]),
    )
    return [
        Worksheet(
            words(f"page.{name}"),
            columns,
            gap_table.table(part, names, words, statuses),
            remark=words(f"gap_page.sheet_remark.{name}" if part else "gap_page.sheet_remark.none"),
            heading=title.lines(words(f"gap_page.sheet_name.{name}"), words),
        )
        for name, part in lists
    ]


def _scores(rows: Sequence[GapRow], words: Words) -> Worksheet:
    columns = list(zip(gap_table.score_header(words), SCORE_WIDTHS, strict=True))
    return Worksheet(words("gap_page.technical_scores"), columns, gap_table.score_table(rows, words))


def _sources(rows: Sequence[GapRow], words: Words, title: GapListTitle) -> Worksheet:
    return Worksheet(
        words("sheet.sources"),
        [(words(f"column.{name}"), width) for name, width in SOURCE_COLUMNS],
        [line for row in rows for line in (*_statements(row, words), *_wordings(row, words))],
        heading=title.lines(words("gap_page.sheet_name.sources"), words),
        printed=MAX_PRINTED_SOURCE_COLUMNS,
    )


def _method(method: Method, words: Words, of: Sequence[tuple[str, str]]) -> Worksheet:
    columns = [(words("column.parameter"), 24), (words("column.value"), 80)]
    lines = [*of, *method_lines(method, words)]
    return Worksheet(words("gap_page.technical_method"), columns, lines, words("sheet_note"))


def _statements(row: GapRow, words: Words) -> list[list[str]]:
    return [
        [
            row.chain_name,
            row.segment_name,
            row.source_segments.get(s.segment, ""),
            s.organisation or words("page.absent_short"),
            words(f"role.{s.role}"),
            words(f"status.{s.status}") if s.status else "",
            s.as_of,
            citation(s, words),
            s.publisher or words("source.no_publisher"),
            s.source_title or words("source.no_title"),
            s.published or words("source.no_date"),
            grade_text(s, words),
            original_address(s),
        ]
        for s in row.sources
    ]


def _wordings(row: GapRow, words: Words) -> list[list[str]]:
    """Return what plans say of the chain, each passage with the citation of its plan and the section."""
    return [
        [
            row.chain_name,
            row.segment_name,
            "",
            wording.actor,
            "",
            words(f"status.{wording.status}"),
            "",
            words(
                "gap_page.passage",
                text=wording.text or f"{words.label(wording.relation)} {wording.subject}",
                source=citation(wording, words, wording.section),
            ),
            wording.publisher or words("source.no_publisher"),
            wording.source_title or words("source.no_title"),
            wording.published or words("source.no_date"),
            grade_text(wording, words),
            original_address(wording),
        ]
        for wording in row.wording
    ]
