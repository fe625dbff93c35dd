"""Gaps as a list to read: kind, certainty, place, score, reason, with a link to the map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table
from ui.presenters.gaps import GapRow
from ui.text import Words

INK = {"建链": "#7a1f6e", "补链": "#b3261e", "强链": "#8a5a00", "扩链": "#1f5fa8"}
COLUMNS = ("kind", "certain", "chain", "segment", "score", "reason")


def gap_list(rows: Sequence[GapRow], context: PageContext) -> str:
    """The list as HTML, everything in it escaped."""
    head = [context.words(f"column.{name}") for name in COLUMNS]
    return html_table(head, (_line(row, context) for row in rows), "gaps")


def kind_chip(kind: str, words: Words) -> str:
    """A gap's kind in its colour, as HTML."""
    return f'<span class="chip" style="color:{INK[kind]}">{escape(words(f"kind.{kind}"))}</span>'


def _line(row: GapRow, context: PageContext) -> str:
    words = context.words
    look, sure = ("certain", "sure.yes") if row.certain else ("unsure", "sure.no")
    return cells_line(
        [
            kind_chip(row.kind, words),
            f'<span class="{look}">{escape(words(sure))}</span>',
            escape(row.chain_name),
            context.anchor("chain", row.segment_name or words("gaps.whole"), chain=row.chain, segment=row.segment),
            f"{row.score:.3f}",
            escape(row.reason),
        ]
    )
