"""The five states of a segment with their looks and counts."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ui.components.glossary import note_of
from ui.exports.state_style import STATE_STYLES
from ui.text import Words

CSS_BORDERS = {"": "solid", "6 3": "dashed", "2 3": "dotted"}  # by the dash pattern of the map's boxes
CHIP = Markup(
    '<span class="chip"{note} style="color:{ink};background:{paper};border-color:{ink};border-style:{border}">'
    "{glyph} {text}</span>"
)
NOTE = Markup(' title="{}"')


def state_chip(state: str, text: str, note: str = "") -> Markup:
    """Return a state's chip: glyph, border and colour are those of the map; ``note`` is shown on hover."""
    style = STATE_STYLES[state]
    border = CSS_BORDERS[style.dash]
    return CHIP.format(
        note=NOTE.format(note) if note else "",
        ink=style.ink,
        paper=style.paper,
        border=border,
        glyph=style.glyph,
        text=text,
    )


def state_legend(words: Words, counts: Mapping[str, int]) -> Markup:
    """Return the chips of all states in one line, each with its number of segments."""
    chips = (
        state_chip(state, f"{words(f'state.{state}')} {counts.get(state, 0)}", note_of(f"state.{state}", words))
        for state in STATE_STYLES
    )
    return Markup('<div class="legend">{}</div>').format(Markup("").join(chips))
