"""The shell around every page: the style, the bar, the menu, a spinner, the error boundary."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import streamlit as st

from ui.components.cache import open_store_once
from ui.components.empty_store import empty_store_notice
from ui.components.error_boundary import error_boundary
from ui.components.language import visit_words
from ui.components.lock_outs import lock_out_notice
from ui.components.menu import Menu
from ui.components.page_context import PageContext, carried_params
from ui.components.region_menu import all_regions_note, region_menu
from ui.components.remembered_user import remember_user
from ui.components.source_filter import unfiltered_note
from ui.components.top_bar import top_bar
from ui.components.visitor import signed_in_as, visitor
from ui.settings import Settings

STYLE_FILES = ("theme.css", "page.css")


def show_page(
    render: Callable[[PageContext], None],
    settings: Settings,
    menu: Menu | None = None,
    *,
    is_filtered: bool = True,
    is_of_region: bool = True,
    needs_data: bool = True,
) -> None:
    """Show a page, or the notice of an empty store.

    Args:
        render: the page's function in the registry.
        settings: the server's settings.
        menu: the menu of pages; None shows none.
        is_filtered: whether the page obeys the filter of sources; one that does not says so.
        is_of_region: whether the page shows one region; one that shows all says so as soon as there are two.
        needs_data: whether an empty store has nothing to show on it.
    """
    words = visit_words(settings)
    st.html(_style())
    region_place = top_bar(words, carried_params(words, settings), menu, signed_in_as(settings))
    if menu:
        menu.show(words)
    with error_boundary(words), st.spinner(words("page.loading"), show_time=False):
        context = PageContext(settings, words, open_store_once(settings), visitor(settings))
        if context.version():
            region_menu(context, region_place)
            lock_out_notice(context)
            if not is_filtered:
                unfiltered_note(words)
            if not is_of_region:
                all_regions_note(context)
            render(context)
        elif needs_data:
            empty_store_notice(words, context.links)
        else:
            render(context)
    remember_user()


@st.cache_data(show_spinner=False)
def _style() -> str:
    css = "".join(files("ui.components").joinpath(name).read_text("utf-8") for name in STYLE_FILES)
    return f"<style>{css}</style>"
