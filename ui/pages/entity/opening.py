"""The page before anything is chosen: what the last loads changed; of each type, the things with most statements."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from queries.rows.explore import ListingRow
from ui.components.page_context import PageContext
from ui.pages.entity.recent_changes import recent_changes_card

OPENING_LABELS = ("Enterprise", "Park", "Institute", "Platform", "Chain", "Authority")
MAX_OPENING_LINES = 8  # six lists of this length fit an office screen
MAX_LINES_BELOW_CHANGES = 6  # of each list, where the changes stand above
HUB_CARD = Markup('<section class="hub-card"><h2>{title}</h2><ol>{lines}</ol></section>')
HUB_LINE = Markup("<li>{link} <small>{count}</small></li>")


def opening(context: PageContext) -> None:
    """Show the lists as cards, side by side."""
    words = context.words
    st.caption(words("entity.opening"))
    changes = recent_changes_card(context, OPENING_LABELS)
    limit = MAX_LINES_BELOW_CHANGES if changes else MAX_OPENING_LINES
    cards = [changes]
    for label in OPENING_LABELS:
        rows = context.fetch(ListingRow, label=label, grain="named", limit=str(limit))
        lines = [
            HUB_LINE.format(
                link=context.links.anchor("entity", row.name or row.id, id=row.id),
                count=words("entity.ties", count=row.statements),
            )
            for row in rows
        ]
        if lines:
            cards.append(HUB_CARD.format(title=words.label(label), lines=Markup("").join(lines)))
    st.html(Markup('<div class="hub-cards">{}</div>').format(Markup("").join(cards)))
