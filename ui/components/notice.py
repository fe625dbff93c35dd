"""A sentence that outlives the run of the page that made it: what a form did, shown after the page has run again."""

from __future__ import annotations

import streamlit as st

from ui.components.markdown import escape_markdown
from ui.components.session_key import SessionKey


def leave_notice(key: SessionKey, text: str) -> None:
    """Keep a sentence for the next run of the page."""
    st.session_state[key] = text


def show_notice(key: SessionKey) -> bool:
    """Show the sentence that was left, once, and return whether there was one."""
    text = st.session_state.pop(key, "")
    if text:
        st.success(escape_markdown(text))
    return bool(text)
