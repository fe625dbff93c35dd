"""Two states of a region compared, to take away: a workbook, and a document with the map."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from datetime import date

from docx.shared import Cm

from ui.exports.office_document import add_heading, add_paragraph, add_table, add_title, document_bytes, new_document
from ui.exports.svg_png import chinese_font, svg_png
from ui.exports.xlsx import Cell, Worksheet, workbook
from ui.presenters.scenario_diff import GapDelta
from ui.presenters.state_diff import (
    DIRECTION_SIGNS,
    GAP_GROUPS,
    StateComparison,
    gap_kinds,
    headline,
    members_text,
    remarks,
    segment_states,
    source_lines,
)
from ui.text import Words

PAGE_CENTIMETRES = 24.3  # between the margins of a landscape page
MAP_HEIGHT_CENTIMETRES = 11.5  # with its caption it stays on one such page
CHAIN_SHEET = (("chain", 26), ("known", 14), ("supplied", 18), ("states", 44), ("gaps", 12))
SEGMENT_SHEET = (("chain", 24), ("segment", 24), ("change", 22), ("who", 60))
GAP_SHEET = (("chain", 24), ("segment", 24), ("kind", 30), ("why", 60))
KIND_SHEET = (
    ("kind", 14),
    ("before", 10),
    ("closed", 10),
    ("went", 14),
    ("opened", 10),
    ("came", 16),
    ("after", 10),
)


def state_diff_title(comparison: StateComparison, words: Words) -> str:
    """Return what the files are called inside."""
    return words("compare.title", region=comparison.region)


def state_diff_heading(comparison: StateComparison, scope: str, words: Words) -> list[str]:
    """Return the lines over every table: the title, both states, the day and the sources that count."""
    before, after = comparison.names
    return [
        state_diff_title(comparison, words),
        words("compare.subtitle", before=before, after=after),
        words("compare.made_on", day=date.today().isoformat(), scope=scope),
    ]


def state_diff_xlsx(comparison: StateComparison, scope: str, words: Words) -> bytes:
    """Return a workbook: chains, segments, gaps by what became of them, gaps by kind, sources.

    Args:
        comparison: what is shown.
        scope: the sources that count, in words.
        words: the words of the user's language.
    """
    heading = state_diff_heading(comparison, scope, words)
    kinds: list[list[Cell]] = [
        [words(f"kind.{row.kind}"), *(int(getattr(row, name)) for name, _ in KIND_SHEET[1:])]
        for row in comparison.diff.kinds
    ]
    sheets = [
        _sheet(words("compare.chains_head"), CHAIN_SHEET, _chain_lines(comparison), heading, words),
        _sheet(words("compare.segments_sheet"), SEGMENT_SHEET, _segment_lines(comparison, words), heading, words),
        *(
            _sheet(words(f"compare.{group}_sheet"), GAP_SHEET, _gap_lines(gaps, words), heading, words)
            for group in GAP_GROUPS
            if (gaps := comparison.gaps(group))
        ),
        _sheet(words("compare.kinds_head"), KIND_SHEET, kinds, heading, words),
        _sheet(
            words("compare.sources_sheet"),
            (("source", 110),),
            [[line] for line in source_lines(comparison, words) or [words("compare.no_sources")]],
            heading,
            words,
        ),
    ]
    return workbook(state_diff_title(comparison, words), sheets, words)


def _sheet(
    title: str,
    columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[Cell]],
    heading: Sequence[str],
    words: Words,
) -> Worksheet:
    heads = [(words(f"compare.column.{name}"), width) for name, width in columns]
    return Worksheet(title, heads, lines, heading=heading)


def _chain_lines(comparison: StateComparison) -> list[list[str]]:
    return [[row.name, row.known, row.supplied, row.states, row.gaps] for row in comparison.chains]


def _segment_lines(comparison: StateComparison, words: Words) -> list[list[str]]:
    return [
        [
            segment.chain_name,
            segment.segment_name,
            f"{DIRECTION_SIGNS[segment.direction]} "
            f"{segment_states(segment, words) or words(f'compare.direction.{segment.direction}')}",
            members_text(segment, words),
        ]
        for segment in comparison.segments
    ]


def _gap_lines(gaps: Sequence[GapDelta], words: Words) -> list[list[str]]:
    return [[gap.chain_name, gap.segment_name, gap_kinds(gap, words), gap.cause] for gap in gaps]


def state_diff_docx(comparison: StateComparison, scope: str, words: Words, maps: Sequence[tuple[str, str]]) -> bytes:
    """Return a document: both states, the summary, maps with the boxes that changed, tables, sources.

    Args:
        comparison: what is shown.
        scope: the sources that count, in words.
        words: the words of the user's language.
        maps: captions and SVG of the chains to draw; left out where the machine has no Chinese font.
    """
    title, subtitle, made_on = state_diff_heading(comparison, scope, words)
    doc = new_document(title, words, landscape=True)
    add_title(doc, title)
    for line in (subtitle, made_on):
        add_paragraph(doc, line, centred=True)
    for line in (headline(comparison, words), *remarks(comparison, words)):
        add_paragraph(doc, line)
    for caption, svg in maps if chinese_font() else ():
        png = svg_png(svg)
        width = min(PAGE_CENTIMETRES, MAP_HEIGHT_CENTIMETRES * _aspect(png))
        add_paragraph(doc, caption, centred=True).paragraph_format.keep_with_next = True
        doc.add_picture(io.BytesIO(png), width=Cm(width))
    tables = [
        (words("compare.chains_head"), CHAIN_SHEET, _chain_lines(comparison)),
        (words("compare.segments_sheet"), SEGMENT_SHEET, _segment_lines(comparison, words)),
        *(
            (words(f"compare.{group}_sheet"), GAP_SHEET, _gap_lines(comparison.gaps(group), words))
            for group in GAP_GROUPS[:3]
        ),
    ]
    for heading, columns, lines in tables:
        if lines:
            add_heading(doc, words("counted", title=heading, count=len(lines)))
            add_table(doc, _document_columns(columns, words), lines)
    add_heading(doc, words("compare.sources_sheet"))
    sources = source_lines(comparison, words)
    if sources:
        add_table(doc, [(words("compare.column.source"), PAGE_CENTIMETRES)], [[line] for line in sources])
    else:
        add_paragraph(doc, words("compare.no_sources"))
    return document_bytes(doc)


def _aspect(png: bytes) -> float:
    """Return the width of a PNG in its heights: both stand as four bytes each at the 16th byte."""
    width, height = struct.unpack(">II", png[16:24])
    return float(width / height)


def _document_columns(columns: Sequence[tuple[str, int]], words: Words) -> list[tuple[str, float]]:
    total = sum(width for _, width in columns)
    return [(words(f"compare.column.{name}"), width * PAGE_CENTIMETRES / total) for name, width in columns]
