"""谁支持谁: the catalogue as forms, and a console for Cypher of one's own."""

from __future__ import annotations

import streamlit as st

from ui.components.inputs import segments
from ui.components.page_context import PageContext
from ui.pages.support.console import console
from ui.pages.support.query_form import query_form

MODES = ("forms", "console")


def support(context: PageContext) -> None:
    """Render the page of queries."""
    words = context.words
    title, mode_column = st.columns([3, 2], vertical_alignment="bottom")
    with title:
        st.title(words("page.support"), anchor=False)
    with mode_column:
        mode = segments(words("ask.mode"), MODES, "mode", lambda m: words(f"ask.{m}"), MODES[0], label_hidden=True)
    if mode == "console":
        console(context)
    else:
        query_form(context)
