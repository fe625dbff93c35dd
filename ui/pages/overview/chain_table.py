"""The chains as a table: each with its completeness as a bar from low to high, and its states."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.components.legend import chip
from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table
from ui.exports.chain_svg import STATE_STYLES
from ui.presenters.gaps import ChainRow

COLUMNS = ("chain", "sufficiency", "completeness", "known", "segments")


def chain_table(rows: Sequence[ChainRow], context: PageContext) -> str:
    """The table as HTML, everything in it escaped."""
    words = context.words
    head = [words(f"column.{name}") for name in COLUMNS] + [words(f"state.{state}") for state in STATE_STYLES]
    return html_table(head, (_line(row, context) for row in rows), "chains")


def _line(row: ChainRow, context: PageContext) -> str:
    words = context.words
    name = context.anchor("chain", row.name, chain=row.id)
    thin = f'<span class="thin">{escape(words("insufficient"))}</span>'
    enough = escape(words("column.enough")) if row.enough else thin
    known = "—" if row.known is None else f"{row.known:.0%}"
    states = (chip(s, str(row.counts[s])) if row.counts[s] else '<span class="none">0</span>' for s in STATE_STYLES)
    return cells_line([name, enough, _bar(row), known, str(row.segments), *states])


def _bar(row: ChainRow) -> str:
    if row.completeness is None:
        return "—"
    low, high = row.completeness
    stops = f"#1f5fa8 {low:.1%},#bcd3ee {low:.1%} {high:.1%},#eef1f5 {high:.1%}"
    bar = f'<span class="bar" style="background:linear-gradient(to right,{stops})"></span>'
    return f"{bar}{low:.0%}–{high:.0%}"
