"""The passages of documents that mention the entity."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.entity import Mention
from ui.components.table import table
from ui.text import Words

PASSAGE = Markup('<span class="passage">{}<mark>{}</mark>{}</span>')
TEXT_NOT_LOADED = Markup('<span class="passage">—</span>')


def mentions(places: Sequence[Mention], words: Words) -> None:
    """Show each passage with its place in the document; the text is there only if the user has loaded it."""
    if not places:
        st.info(words("entity.no_places"))
        return
    if not any(mention.named for mention in places):
        st.caption(words("entity.no_text"))
    st.html(table(("document", "evidence", "passage"), (_cells(mention, words) for mention in places), words))


def _cells(mention: Mention, words: Words) -> list[str]:
    return [
        mention.document,
        mention.section,
        PASSAGE.format(mention.before, mention.named, mention.after) if mention.named else TEXT_NOT_LOADED,
    ]
