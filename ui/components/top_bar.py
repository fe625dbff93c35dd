"""The bar on every page: search, and the language."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from ui.components.url_state import set_params
from ui.text import LANGUAGES, Words

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
SEARCH_PAGE = "entities"


def top_bar(words: Words, carried: Mapping[str, str]) -> None:
    """Search goes to the page that lists what was found, with what every link carries; the language into the URL."""
    search, _, language = st.columns([3, 5.2, 1.4], vertical_alignment="center")
    with search:
        st.html(_search_field(words, carried))
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


def _search_field(words: Words, carried: Mapping[str, str]) -> str:
    """A form of the browser's own: what was searched is one step back, and the page that was left is the next."""
    hidden = "".join(f'<input type="hidden" name="{escape(n)}" value="{escape(v)}">' for n, v in carried.items())
    return (
        f'<form class="search" role="search" action="{SEARCH_PAGE}" method="get">'
        f'<input type="search" name="q" autocomplete="off" aria-label="{escape(words("page.search"))}" '
        f'placeholder="{escape(words("page.search_hint"))}">{hidden}</form>'
    )


def _switch(now: str) -> None:
    chosen = st.session_state.get(f"bar-language-{now}") or now
    set_params(lang=chosen)
    st.session_state["lang"] = chosen
