"""The bar on every page: search, and the language."""

from __future__ import annotations

import streamlit as st

from ui.components.state import put
from ui.text import LANGUAGES, Words

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
SEARCH_PAGE = "entities"


def bar(words: Words) -> None:
    """Search goes to the page that lists what was found; the language goes into the URL."""
    search, _, language = st.columns([3, 5.2, 1.4], vertical_alignment="center")
    with search:
        st.text_input(
            words("page.search"),
            key="bar-search",
            placeholder=words("page.search_hint"),
            label_visibility="collapsed",
            icon=":material/search:",
            on_change=_search,
        )
    with language:
        st.segmented_control(
            words("page.language"),
            LANGUAGES,
            default=words.language,
            format_func=LANGUAGE_NAMES.__getitem__,
            label_visibility="collapsed",
            key=f"bar-language-{words.language}",
            on_change=_switch,
            args=(words.language,),
        )


def wanted_search() -> str:
    """What was just searched, once."""
    return str(st.session_state.pop("bar-wanted", ""))


def _search() -> None:
    st.session_state["bar-wanted"] = st.session_state["bar-search"].strip()
    st.session_state["bar-search"] = ""


def _switch(now: str) -> None:
    chosen = st.session_state.get(f"bar-language-{now}") or now
    put(lang=chosen)
    st.session_state["lang"] = chosen
