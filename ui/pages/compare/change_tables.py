"""The tables of before and after, as HTML: chains with arrows, segments, gaps with the reason, gaps by kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from graph.analysis.gaps.cause import KindCount
from graph.analysis.segment_change import Direction
from ui.components.links import Links, anchor, same_page_url
from ui.components.table import html_table, text_html
from ui.components.whole_words import whole_words
from ui.presenters.scenario_diff import GapDelta, SegmentDelta
from ui.presenters.state_diff import DIRECTION_SIGNS, FigureRow, gap_kinds, members_text, segment_states
from ui.text import Words

STATE_CHANGE_CHIP = Markup('<span class="change {css}">{sign} {text}</span>')
CHIP_CLASSES = {Direction.UP: "ahead", Direction.LEARNED: "ahead", Direction.DOWN: "behind", Direction.GONE: "behind"}
LIST_PART = re.compile(r"[^,，]+[,，]?\s*")
CHAIN_ROW_COLUMNS = ("chain", "known", "states", "gaps")
SEGMENT_ROW_COLUMNS = ("segment", "change", "who")


def headings(columns: Iterable[str], words: Words) -> list[str]:
    """Return the headings of columns."""
    return [words(f"compare.column.{name}") for name in columns]


def chain_table(rows: Sequence[FigureRow], chosen: str, words: Words) -> Markup:
    """Return the chains that changed; a chain's name shows its map beside the table."""
    cells = (
        [_chain_link(row, chosen), unbroken(row.known), unbroken_parts(row.states), unbroken(row.gaps)] for row in rows
    )
    return html_table(headings(CHAIN_ROW_COLUMNS, words), cells)


def unbroken(text: str) -> Markup:
    """Return a text that stays on one line."""
    return Markup('<bdi class="nowrap">{}</bdi>').format(text)


def unbroken_parts(text: str) -> Markup:
    """Return a list in words whose lines end after its commas only.

    >>> unbroken_parts("强 0→2，弱 1→6")
    Markup('<bdi class="nowrap">强 0→2，</bdi><wbr><bdi class="nowrap">弱 1→6</bdi>')
    """
    parts = LIST_PART.findall(text)
    return Markup("<wbr>").join(unbroken(part) for part in parts)


def _chain_link(row: FigureRow, chosen: str) -> Markup:
    link = anchor(same_page_url("compare", chain=row.id), whole_words(row.name))
    return Markup('<div class="shown-chain" aria-current="true">{}</div>').format(link) if row.id == chosen else link


def segment_table(segments: Sequence[SegmentDelta], words: Words, links: Links) -> Markup:
    """Return the segments that changed: which way, and who came and went."""
    cells = (
        [
            links.anchor("chain", segment.segment_name, chain=segment.chain, segment=segment.segment),
            change_chip(segment, words),
            members_text(segment, words),
        ]
        for segment in segments
    )
    return html_table(headings(SEGMENT_ROW_COLUMNS, words), cells)


def change_chip(segment: SegmentDelta, words: Words) -> Markup:
    """Return the way in which a segment changed: sign, colour, and the states or the word."""
    text = segment_states(segment, words) or words(f"compare.direction.{segment.direction}")
    return STATE_CHANGE_CHIP.format(
        css=CHIP_CLASSES.get(segment.direction, "aside"), sign=DIRECTION_SIGNS[segment.direction], text=text
    )


def gap_table(gaps: Sequence[GapDelta], words: Words, links: Links, *, with_chain: bool) -> Markup:
    """Return gaps that closed, opened or changed, each with the reason."""
    columns = ["segment", *(["chain"] if with_chain else []), "kind", "why"]
    cells = (
        [
            links.anchor("chain", gap.segment_name, chain=gap.chain, segment=gap.segment),
            *([gap.chain_name] if with_chain else []),
            gap_kinds(gap, words),
            text_html(gap.cause),
        ]
        for gap in gaps
    )
    return html_table(headings(columns, words), cells)


def kind_table(kinds: Sequence[KindCount], words: Words) -> Markup:
    """Return how many gaps there are of each kind before and after, and how they came and went."""
    columns = ("kind", "before", "closed", "went", "opened", "came", "after")
    cells = (
        [words(f"kind.{row.kind}"), *(str(getattr(row, name) or "") for name in columns[1:-1]), str(row.after)]
        for row in kinds
    )
    return html_table(headings(columns, words), cells)
