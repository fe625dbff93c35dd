"""Gaps as lines that open into their explanation: the score's parts, the statements behind them, the plan's wording."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ui.components.citation_link import citation_link
from ui.components.follow_badge import FollowUps, follow_badge, follow_link
from ui.components.gap_list import kind_chip
from ui.components.links import Links
from ui.components.table import table
from ui.exports.gap_table import parts_text
from ui.presenters.gaps import GapRow
from ui.text import Words

MAX_CARD_SOURCES = 12  # a screen; the exported file has them all
SOURCE_COLUMNS_OF_CARD = ("organisation", "role", "status", "as_of", "evidence")
GAP_CARD = Markup(
    '<details class="gap"><summary>{chip}<b>{segment}{badge}</b><span class="score">{score}</span>'
    '<span class="why">{reason}</span></summary><div class="inside">{explanation}</div></details>'
)
PARAGRAPH = Markup("<p>{}</p>")


def gap_cards(rows: Sequence[GapRow], follow_ups: FollowUps, words: Words, links: Links) -> Markup:
    """Return the lines, each with the badge of who follows it up."""
    return Markup('<div class="cards">{}</div>').format(
        Markup("").join(_card(row, follow_ups, words, links) for row in rows)
    )


def _card(row: GapRow, follow_ups: FollowUps, words: Words, links: Links) -> Markup:
    segment = " · ".join(part for part in (row.chain_name, row.segment_name or words("gaps.whole")) if part)
    return GAP_CARD.format(
        chip=kind_chip(row.kind, words),
        segment=segment,
        badge=follow_badge(follow_ups, words, chain=row.chain, about=row.segment),
        score=f"{row.score:.3f}",
        reason=row.reason,
        explanation=_explanation(row, words, links),
    )


def _explanation(row: GapRow, words: Words, links: Links) -> Markup:
    ways = [links.anchor("chain", words("page.open_chain"), chain=row.chain, segment=row.segment)]
    if row.segment:
        ways.append(links.anchor("targeting", words("targets.open"), chain=row.chain, segment=row.segment))
        ways.append(follow_link(links, words, chain=row.chain, about=row.segment))
    certainty = words("sure.yes" if row.certain else "sure.no")
    parts = [_titled(words, certainty, row.reason), _titled(words, words("page.scores"), parts_text(row, words))]
    parts.append(_sources(row, words))
    if row.datasets:
        parts.append(_titled(words, words("gap_page.claims"), words.join(row.datasets)))
    if row.wording:
        parts.append(_titled(words, words("page.wording"), _wording(row, words)))
    parts.append(PARAGRAPH.format(Markup(" · ").join(ways)))
    return Markup("").join(parts)


def _titled(words: Words, title: str, text: str) -> Markup:
    return PARAGRAPH.format(words("titled", title=title, text=text))


def _sources(row: GapRow, words: Words) -> Markup:
    if not row.sources:
        return PARAGRAPH.format(words("gap_page.no_sources"))
    cells = (
        [
            source.organisation or words("page.absent_short"),
            words(f"role.{source.role}"),
            words(f"status.{source.status}") if source.status else "",
            source.as_of,
            citation_link(source, words),
        ]
        for source in row.sources[:MAX_CARD_SOURCES]
    )
    shown = table(SOURCE_COLUMNS_OF_CARD, cells, words)
    hidden = len(row.sources) - MAX_CARD_SOURCES
    return shown + PARAGRAPH.format(words("gap_page.more_sources", count=hidden)) if hidden > 0 else shown


def _wording(row: GapRow, words: Words) -> str:
    return words("separator.clause").join(
        f"{clause['actor']} {words.label(clause['relation'])} {clause['subject']}"
        + words(
            "gap_page.where",
            where=words("page.offsets", section=clause["section"], start=clause["char_start"], end=clause["char_end"]),
        )
        for clause in row.wording[:MAX_CARD_SOURCES]
    )
