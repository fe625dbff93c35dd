"""The field that asks who makes a change."""

from __future__ import annotations

import streamlit as st

from ui.components.page_context import PageContext


def who_input(context: PageContext, key: str) -> str:
    """Who loads or decides: asked once a visit."""
    now = st.session_state.get("who", context.settings.who)
    who = st.text_input(context.words("fact.who"), now, key=f"who-{key}", max_chars=50).strip()
    st.session_state["who"] = who
    return str(who)
