"""The page before anything is chosen: what the last loads changed; of each type, the things with most statements."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from ui.components.hub_cards import HUB_CARDS, hub_cards
from ui.components.page_context import PageContext
from ui.pages.entity.recent_changes import recent_changes_card

OPENING_LABELS = ("Enterprise", "Park", "Institute", "Platform", "Chain", "Authority")
MAX_OPENING_LINES = 8  # six lists of this length fit an office screen
MAX_LINES_BELOW_CHANGES = 6  # of each list, where the changes stand above


def opening(context: PageContext) -> None:
    """Show the lists as cards, side by side."""
    st.caption(context.words("entity.opening"))
    changes = recent_changes_card(context, OPENING_LABELS)
    limit = MAX_LINES_BELOW_CHANGES if changes else MAX_OPENING_LINES
    cards = [changes, *hub_cards(context, OPENING_LABELS, limit, "entity", "id")]
    st.html(HUB_CARDS.format(Markup("").join(cards)))
