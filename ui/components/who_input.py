"""The field that asks who makes a change."""

from __future__ import annotations

import streamlit as st

from ui.components.remembered_user import MAX_USER_CHARACTERS, remembered_user
from ui.components.session_key import SessionKey
from ui.settings import Settings
from ui.text import Words


def current_user(settings: Settings) -> str:
    """Return the name typed last in this visit, else the one the browser remembers, else that of the settings."""
    typed = st.session_state.get(SessionKey.USER)
    return str(typed) if typed is not None else remembered_user() or settings.who


def who_input(settings: Settings, words: Words, form: str) -> str:
    """Show the field, and return the name; ``form`` tells apart the fields of one page."""
    key = SessionKey.USER_INPUT.of(form)
    who = st.text_input(words("fact.who"), current_user(settings), key=key, max_chars=MAX_USER_CHARACTERS).strip()
    st.session_state[SessionKey.USER] = who
    return str(who)
