"""The lists that are loaded, and taking one out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from loaders.access.permission import Permission
from loaders.dataset.folder import BUNDLED
from loaders.service.datasets import unload_dataset
from queries.status import graph_status
from ui.components.load_effect import load_effect_note
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import table
from ui.pages.lists.background_job import poll_job, start_job
from ui.pages.lists.load_job import forget_outcome

LOADED_COLUMNS = ("title", "publisher", "date", "rows")


def loaded_lists(context: PageContext) -> None:
    """Show the datasets that are not bundled, with a choice of one to take out."""
    words = context.words
    st.header(words("lists.loaded"), anchor=False)
    if poll_job(SessionKey.UNLOAD_JOB):
        forget_outcome()
        leave_notice(SessionKey.UNLOAD_NOTICE, words("lists.unloaded"))
        context.invalidate()
        st.rerun()
    if show_notice(SessionKey.UNLOAD_NOTICE):
        load_effect_note(context)
    rows = [row for row in context.cached(graph_status).datasets if row.dataset not in BUNDLED]
    if not rows:
        st.caption(words("lists.none"))
        return
    st.html(table(LOADED_COLUMNS, ([str(getattr(row, name) or "") for name in LOADED_COLUMNS] for row in rows), words))
    if context.can(Permission.UNLOAD):
        _unload_form(context, {row.dataset: row.title for row in rows})


def _unload_form(context: PageContext, titles: Mapping[str, str]) -> None:
    words = context.words
    choice_column, button_column = st.columns([3, 1], vertical_alignment="bottom")
    chosen = choice_column.selectbox(
        words("column.dataset"), list(titles), format_func=titles.__getitem__, key=SessionKey.UNLOAD_CHOICE
    )
    with button_column.popover(words("lists.unload"), width="stretch"):
        st.caption(words("lists.unload_note"))
        if st.button(words("lists.sure"), width="stretch"):
            _unload(context, chosen)


def _unload(context: PageContext, dataset: str) -> None:
    store, principal, label = context.store, context.principal, context.words("lists.unloading")
    start_job(SessionKey.UNLOAD_JOB, label, lambda progress: unload_dataset(store, dataset, principal, progress))
    st.rerun()
