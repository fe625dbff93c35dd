"""Gaps as a list to read: kind, certainty, place, score, reason, with a link to the map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ui.actions.rows import GapRow
from ui.components.table import cells_line, html_table
from ui.text import Words

INK = {"建链": "#7a1f6e", "补链": "#b3261e", "强链": "#8a5a00", "扩链": "#1f5fa8"}
COLUMNS = ("kind", "certain", "chain", "segment", "score", "reason")


def gap_list(rows: Sequence[GapRow], words: Words, address: str) -> str:
    """The list as HTML, everything in it escaped; ``address`` is the map page's path."""
    head = [words(f"column.{name}") for name in COLUMNS]
    return html_table(head, (_line(row, words, address) for row in rows), "gaps")


def kind_chip(kind: str, words: Words) -> str:
    """A gap's kind in its colour, as HTML."""
    return f'<span class="chip" style="color:{INK[kind]}">{escape(words(f"kind.{kind}"))}</span>'


def _line(row: GapRow, words: Words, address: str) -> str:
    link = f"{address}?chain={quote(row.chain)}&segment={quote(row.segment)}&lang={words.language}"
    place = escape(row.segment_name or words("gaps.whole"))
    look, sure = ("certain", "sure.yes") if row.certain else ("unsure", "sure.no")
    return cells_line(
        [
            kind_chip(row.kind, words),
            f'<span class="{look}">{escape(words(sure))}</span>',
            escape(row.chain_name),
            f'<a href="{link}" target="_self">{place}</a>',
            f"{row.score:.3f}",
            escape(row.reason),
        ]
    )
