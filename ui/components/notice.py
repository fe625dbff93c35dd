"""A sentence that outlives the run of the page that made it: what a form did, shown after the page has run again."""

from __future__ import annotations

import streamlit as st

from ui.components.markdown import escape_markdown
from ui.components.session_key import SessionKey


def leave_notice(key: SessionKey, text: str) -> None:
    """Keep a sentence for the next run of the page."""
    st.session_state[key] = text


def show_notice(key: SessionKey) -> None:
    """Show the sentence that was left, once."""
    if text := st.session_state.pop(key, ""):
        st.success(escape_markdown(text))
