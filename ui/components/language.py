"""The language of a visit."""

from __future__ import annotations

import streamlit as st

from ui.components.session_key import SessionKey
from ui.components.url_state import param, set_params
from ui.settings import Settings
from ui.text import LANGUAGES, Words, words


def visit_words(settings: Settings) -> Words:
    """Return the words of the language in the URL, else of this visit, else of the settings."""
    chosen = param("lang") or st.session_state.get(SessionKey.LANGUAGE, "")
    language = chosen if chosen in LANGUAGES else settings.language
    st.session_state[SessionKey.LANGUAGE] = language
    if language != settings.language and param("lang") != language:
        set_params(lang=language)  # the links of Streamlit's menu do not carry it
    return words(language)
