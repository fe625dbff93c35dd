"""What was loaded, decided and undone; undoing; two years of a list compared."""

from __future__ import annotations

from typing import TypeAlias

import streamlit as st

from graph.model.errors import LiantuError
from loaders.history.event import LoadEvent
from loaders.report import LoadReport
from loaders.service.history import compare_versions, history, undo_event
from ui.components.background_job import poll_job, start_job
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.components.url_state import escape_markdown
from ui.components.who_input import who_input
from ui.exports.csv import csv_bytes
from ui.presenters.history import COLUMNS, event_fields, list_diff_rows
from ui.presenters.reports import summary_line
from ui.text import Words

MOST, TOLD, WORK = 100, "history-told", "history-work"
Undone: TypeAlias = tuple[LoadEvent, LoadReport]
CHANGES = ("change", "name", "before", "after")


def history_view(context: PageContext) -> None:
    """The table, then the two tools below it."""
    words = context.words
    _finish(context)
    if told := st.session_state.pop(TOLD, ""):
        st.success(escape_markdown(told))
    found = history(context.store())[:MOST]
    if not found:
        st.info(words("history.none"))
        return
    rows = [event_fields(one, words) for one in found]
    lines = {row["id"]: " · ".join(filter(None, (row["id"], row["at"], row["action"], row["dataset"]))) for row in rows}
    if context.settings.loading is not False:
        _undo(context, lines)
    _compare(context, lines)
    st.html(table(COLUMNS, ([row[name] for name in COLUMNS] for row in rows), words))


def _undo(context: PageContext, lines: dict[str, str]) -> None:
    words = context.words
    which, who, go = st.columns([4, 2, 2], vertical_alignment="bottom")
    chosen = which.selectbox(words("history.undo"), list(lines), format_func=lines.__getitem__, key="history-undo")
    with who:
        person = who_input(context, "undo")
    if not go.button(words("history.undo_go"), width="stretch"):
        return
    store = context.store()
    start_job(WORK, words("history.undoing"), lambda progress: undo_event(store, chosen, person, progress))
    st.rerun()


def _finish(context: PageContext) -> None:
    """Wait for an undoing that is under way."""
    words = context.words
    try:
        found: Undone | None = poll_job(WORK)
    except LiantuError as problem:
        st.error(escape_markdown(words.error(problem)))
        return
    if found:
        event, report = found
        done = words("history.undone", id=event.id, dataset=event.dataset)
        st.session_state[TOLD] = words("titled", title=done, text=summary_line(report, words))
        context.invalidate()
        st.rerun()


def _compare(context: PageContext, lines: dict[str, str]) -> None:
    words = context.words
    with st.expander(words("history.compare")):
        one, other = st.columns(2)
        before = one.selectbox(words("history.before"), list(lines), format_func=lines.__getitem__, key="history-a")
        after = other.selectbox(words("history.after"), list(lines), format_func=lines.__getitem__, key="history-b")
        if before == after:
            st.caption(words("history.two"))
            return
        _compared(context, before, after, words)


def _compared(context: PageContext, before: str, after: str, words: Words) -> None:
    try:
        found = compare_versions(context.store(), before, after)
    except LiantuError as problem:
        st.warning(escape_markdown(words.error(problem)))
        return
    sizes = {name: len(getattr(found, name)) for name in ("new", "gone", "renamed", "moved")}
    st.markdown(escape_markdown(words("history.compared", **sizes, same=found.same)))
    rows = [[row[name] for name in CHANGES] for row in list_diff_rows(found, words)]
    if rows:
        heads = [words(f"column.{name}") for name in CHANGES]
        st.download_button(
            words("history.csv"), csv_bytes(heads, rows), f"{before}-{after}.csv", "text/csv", on_click="ignore"
        )
        st.html(table(CHANGES, rows[:MOST], words))
