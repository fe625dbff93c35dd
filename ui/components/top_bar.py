"""The bar on every page: the product and the region, search, the sources that count, and the language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from ui.components.menu import Menu
from ui.components.session_key import SessionKey
from ui.components.source_filter import filter_chips, source_filter_inputs
from ui.components.url_state import param, set_params
from ui.text import LANGUAGES, Words

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
SEARCH_PAGE = "entities"
SEARCH_PARAM = "q"
# A form of the browser's own, not a widget: Back leads from the results to the page where the search was typed.
SEARCH_FORM = Markup(
    '<form class="search" role="search" action="{page}" method="get">'
    '<input type="search" name="{name}" value="{value}" autocomplete="off" role="combobox" '
    'aria-expanded="false" aria-autocomplete="list" aria-controls="search-suggestions" aria-label="{label}" '
    'placeholder="{hint}">{carried}</form>'
)
SIGNED_IN = Markup('<a class="signed-in" href="/sign-out" target="_self" title="{out}">{who}</a>')
HIDDEN_FIELD = Markup('<input type="hidden" name="{}" value="{}">')


def top_bar(
    words: Words, carried_params: Mapping[str, str], menu: Menu | None = None, signed_in: str = ""
) -> DeltaGenerator:
    """Show the bar; a search leads to the page of entities and takes ``carried_params`` along.

    Args:
        words: the texts.
        carried_params: what every link takes along.
        menu: the menu of pages, with the way home.
        signed_in: whom the page acts for; empty: nobody signs in.

    Returns:
        The place of the region, which is known once the store is open.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        if menu:
            menu.show_home(words)
        region_place = st.container(key="region", width="content")
        st.html(_search_form(words, carried_params))
        filter_chips(words)
        source_filter_inputs(words)
        st.segmented_control(
            words("page.language"),
            LANGUAGES,
            default=words.language,
            format_func=LANGUAGE_NAMES.__getitem__,
            label_visibility="collapsed",
            key=SessionKey.LANGUAGE_SWITCH.of(words.language),
            on_change=_switch_language,
            args=(words.language,),
        )
        if signed_in:
            st.html(SIGNED_IN.format(who=signed_in, out=words("sign_in.out")))
    return region_place


def _search_form(words: Words, carried_params: Mapping[str, str]) -> Markup:
    hidden = Markup("").join(HIDDEN_FIELD.format(name, value) for name, value in carried_params.items())
    label, hint = words("page.search"), words("page.search_hint")
    searched = param(SEARCH_PARAM)  # what was typed stays in the field
    return SEARCH_FORM.format(
        page=SEARCH_PAGE, name=SEARCH_PARAM, value=searched, label=label, hint=hint, carried=hidden
    )


def _switch_language(current: str) -> None:
    chosen = st.session_state.get(SessionKey.LANGUAGE_SWITCH.of(current)) or current
    set_params(lang=chosen)
    st.session_state[SessionKey.LANGUAGE] = chosen
