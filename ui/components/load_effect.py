"""What a load changed, right after it: a sentence for each chain, and the way to the map of before and after."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from loaders.service.figures import load_effect
from ui.components.page_context import PageContext
from ui.presenters.load_effect import effect_params, load_effect_lines

EFFECT = Markup('<div class="load-effect"><b>{title}</b><ul>{lines}</ul>{link}</div>')
EFFECT_LINE = Markup("<li><bdi>{}</bdi></li>")


def load_effect_note(context: PageContext, event: str = "") -> None:
    """Show what the command of an event changed in the region; of the last command without an id.

    Args:
        context: the page's context.
        event: the event's id.

    Raises:
        LoadError: no such event.
    """
    effect, words = load_effect(context.store, event), context.words
    if effect is None:
        return
    lines = load_effect_lines(effect, words, context.names.by_id, [context.region])
    has_changes = effect.known and context.region in effect.regions
    link = context.links.anchor("compare", words("compare.effect_link"), "go", chain="", **effect_params(effect))
    st.html(
        EFFECT.format(
            title=words("compare.effect_title"),
            lines=Markup("").join(map(EFFECT_LINE.format, lines)),
            link=link if has_changes else "",
        )
    )
