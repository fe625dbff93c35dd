"""The five states with their looks and counts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ui.exports.chain_svg import STATE_STYLES
from ui.text import Words

BORDERS = {"": "solid", "6 3": "dashed", "2 3": "dotted"}


def chip(state: str, text: str) -> str:
    """A state's chip: glyph, border and colour as on the map."""
    look = STATE_STYLES[state]
    style = f"color:{look.ink};background:{look.paper};border-color:{look.ink};border-style:{BORDERS[look.dash]}"
    return f'<span class="chip" style="{style}">{look.glyph} {escape(text)}</span>'


def legend(words: Words, counts: Mapping[str, int]) -> str:
    """All states in one line of HTML."""
    chips = "".join(chip(state, f"{words(f'state.{state}')} {counts.get(state, 0)}") for state in STATE_STYLES)
    return f'<div class="legend">{chips}</div>'
