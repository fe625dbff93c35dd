"""The bar on every page: search, the region, the sources that count, and the language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from ui.components.session_key import SessionKey
from ui.components.source_filter import filter_chips, source_filter_inputs
from ui.components.url_state import set_params
from ui.text import LANGUAGES, Words

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
SEARCH_PAGE = "entities"
BAR_WIDTHS = (3, 2.5, 1.4, 1.3, 1.4)  # relative: search, chips, region, filter, language
# A form of the browser's own, not a widget: Back leads from the results to the page where the search was typed.
SEARCH_FORM = Markup(
    '<form class="search" role="search" action="{page}" method="get">'
    '<input type="search" name="q" autocomplete="off" aria-label="{label}" placeholder="{hint}">{carried}</form>'
)
HIDDEN_FIELD = Markup('<input type="hidden" name="{}" value="{}">')


def top_bar(words: Words, carried_params: Mapping[str, str]) -> DeltaGenerator:
    """Show the bar; a search leads to the page of entities and takes ``carried_params`` along.

    Returns:
        The place of the region, which is known once the store is open.
    """
    columns = st.columns(BAR_WIDTHS, vertical_alignment="center")
    search_column, chips_column, region_column, filter_column, language_column = columns
    with search_column:
        st.html(_search_form(words, carried_params))
    with chips_column, st.container(horizontal=True, horizontal_alignment="right"):
        filter_chips(words)
    with filter_column:
        source_filter_inputs(words)
    with language_column:
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
    return region_column


def _search_form(words: Words, carried_params: Mapping[str, str]) -> Markup:
    hidden = Markup("").join(HIDDEN_FIELD.format(name, value) for name, value in carried_params.items())
    label, hint = words("page.search"), words("page.search_hint")
    return SEARCH_FORM.format(page=SEARCH_PAGE, label=label, hint=hint, carried=hidden)


def _switch_language(current: str) -> None:
    chosen = st.session_state.get(SessionKey.LANGUAGE_SWITCH.of(current)) or current
    set_params(lang=chosen)
    st.session_state[SessionKey.LANGUAGE] = chosen
