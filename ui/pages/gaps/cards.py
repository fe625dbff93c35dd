"""Gaps as lines that open into their explanation: the score's parts, the statements behind them, the plan's wording."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.components.gap_list import kind_chip
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.exports.gap_table import parts_text
from ui.presenters.gaps import GapRow
from ui.text import Words

MOST_SOURCES = 12


def gap_cards(rows: Sequence[GapRow], context: PageContext) -> str:
    """The lines as HTML, everything in them escaped."""
    return f'<div class="cards">{"".join(_card(row, context) for row in rows)}</div>'


def _card(row: GapRow, context: PageContext) -> str:
    words = context.words
    place = " · ".join(part for part in (row.chain_name, row.segment_name or words("gaps.whole")) if part)
    head = (
        f"{kind_chip(row.kind, words)}"
        f'<b>{escape(place)}</b><span class="score">{row.score:.3f}</span><span class="why">{escape(row.reason)}</span>'
    )
    return f'<details class="gap"><summary>{head}</summary><div class="inside">{_inside(row, context)}</div></details>'


def _inside(row: GapRow, context: PageContext) -> str:
    words = context.words
    link = context.anchor("chain", words("page.open_chain"), chain=row.chain, segment=row.segment)
    sure = words("sure.yes" if row.certain else "sure.no")
    parts = [
        f"<p>{escape(words('titled', title=sure, text=row.reason))}</p>",
        f"<p>{escape(words('titled', title=words('page.scores'), text=parts_text(row, words)))}</p>",
        _sources(row, words),
    ]
    if row.datasets:
        parts.append(f"<p>{escape(words('titled', title=words('gap_page.claims'), text=words.join(row.datasets)))}</p>")
    parts.append(_wording(row, words))
    parts.append(f"<p>{link} <code>{escape(row.id)}</code></p>")
    return "".join(parts)


def _sources(row: GapRow, words: Words) -> str:
    if not row.sources:
        return f"<p>{escape(words('gap_page.no_sources'))}</p>"
    cells = (
        [
            source.organisation or words("page.absent_short"),
            words(f"role.{source.role}"),
            words(f"status.{source.status}") if source.status else "",
            source.as_of,
            " ".join(part for part in (source.title, source.evidence) if part),
        ]
        for source in row.sources[:MOST_SOURCES]
    )
    more = ""
    if len(row.sources) > MOST_SOURCES:
        more = f"<p>{escape(words('gap_page.more_sources', count=len(row.sources) - MOST_SOURCES))}</p>"
    return table(("organisation", "role", "status", "as_of", "evidence"), cells, words) + more


def _wording(row: GapRow, words: Words) -> str:
    if not row.wording:
        return ""
    said = (
        f"{w['actor']} {words.label(w['relation'])} {w['subject']}"
        + words(
            "gap_page.where",
            where=words("page.offsets", section=w["section"], start=w["char_start"], end=w["char_end"]),
        )
        for w in row.wording[:MOST_SOURCES]
    )
    return f"<p>{escape(words('titled', title=words('page.wording'), text=words('separator.clause').join(said)))}</p>"
