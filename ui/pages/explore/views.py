"""Views of the network: keep what is seen under a name, and open it again by its link."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from ui.components.links import LINK
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.source_filter import GRADE_PARAM, NO_LISTS_PARAM, YEAR_PARAM
from ui.components.url_state import param, params, set_params
from ui.pages.explore.filters import FILTER_PARAMS
from ui.pages.explore.pins import PIN_PARAM
from ui.saved_views import MAX_VIEW_NAME, SavedView, find_view, remove_view, save_view, saved_views, views_folder

SOURCE_PARAMS = (YEAR_PARAM, GRADE_PARAM, NO_LISTS_PARAM)
VIEW_PARAMS = (
    "at",
    "to",
    "open",
    "chosen",
    "layout",
    PIN_PARAM,
    "most",
    "sure",
    *FILTER_PARAMS,
    *SOURCE_PARAMS,
    "region",
)
OPEN_PARAM, OPENED_PARAM = "view", "saved"


def open_view(context: PageContext) -> None:
    """Put the view that the address names into the address, and run the page again with it."""
    if not (view_id := param(OPEN_PARAM)):
        return
    try:
        view = find_view(views_folder(context.settings), view_id)
    except LiantuError as error:
        st.warning(escape_markdown(context.words.error(error)))
        return
    state = {name: list(view.state.get(name, ())) for name in VIEW_PARAMS}
    set_params(**state, **{OPEN_PARAM: "", OPENED_PARAM: view.id})
    st.rerun()


def views_menu(context: PageContext) -> None:
    """Show the kept views in a popover, and the form that keeps another."""
    words, folder = context.words, views_folder(context.settings)
    views = saved_views(folder)
    title = words("counted", title=words("explore.views"), count=len(views)) if views else words("explore.views")
    with st.popover(title, width="stretch"):
        show_notice(SessionKey.VIEW_NOTICE)
        for view in views:
            _line(context, view)
        if not views:
            st.caption(words("explore.no_views"))
        if not context.can(Permission.KEEP_VIEW):
            return
        with st.form("view", border=False):
            name = st.text_input(words("explore.view_name"), max_chars=MAX_VIEW_NAME, key=SessionKey.VIEW_NAME)
            is_kept = st.form_submit_button(words("explore.keep_view"), type="primary")
        if is_kept:
            _keep(context, name)


def _line(context: PageContext, view: SavedView) -> None:
    words = context.words
    link_column, remove_column = st.columns([4, 1], vertical_alignment="center")
    url = f"explore?{OPEN_PARAM}={view.id}" + (f"&lang={words.language}" if param("lang") else "")
    with link_column:
        st.html(LINK.format(css="", url=url, text=view.name))
        st.caption(escape_markdown(" · ".join(part for part in (view.saved, view.who) if part)))
    if context.can(Permission.KEEP_VIEW):
        remove_column.button(
            words("explore.remove_view"),
            key=SessionKey.VIEW_REMOVAL.of(view.id),
            help=words("explore.remove_view_help", name=view.name),
            type="tertiary",
            on_click=remove_view,
            args=(views_folder(context.settings), view.id, context.principal),
        )


def _keep(context: PageContext, name: str) -> None:
    words = context.words
    state = {key: params(key) for key in VIEW_PARAMS if params(key)}
    try:
        view = save_view(views_folder(context.settings), name, state, context.principal)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    leave_notice(SessionKey.VIEW_NOTICE, words("explore.view_kept", name=view.name))
    set_params(**{OPENED_PARAM: view.id})
    st.rerun()
