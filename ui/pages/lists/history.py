"""The history of loads and judgements; undoing; two years of a list compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import streamlit as st

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from loaders.dataset.folder import BUNDLED
from loaders.history.event import LoadEvent
from loaders.report import LoadReport
from loaders.service.dataset_permission import permission_on
from loaders.service.history import compare_versions, history, undo_event
from ui.components.download_row import Download, download_button
from ui.components.load_effect import load_effect_note
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import column_headings, table
from ui.components.who_input import who_input
from ui.exports.csv import csv_bytes
from ui.pages.lists.background_job import poll_job, start_job
from ui.presenters.history import HISTORY_COLUMNS, event_fields, list_diff_rows
from ui.presenters.reports import change_line
from ui.text import Words

MAX_EVENTS = 100  # the last ones; the command `liantu history` has them all
MAX_CHANGES = 100  # on the page; the file has them all
CHANGE_COLUMNS = ("change", "name", "before", "after")
CHANGE_KINDS = ("new", "gone", "renamed", "moved")
CAPTION_FIELDS = ("id", "at", "action", "dataset")
Undone: TypeAlias = tuple[LoadEvent, LoadReport]


def history_view(context: PageContext) -> None:
    """Show the two tools, then the table of events."""
    words = context.words
    _wait_for_undo(context)
    if show_notice(SessionKey.HISTORY_NOTICE):
        load_effect_note(context)
    events = history(context.store)[:MAX_EVENTS]
    if not events:
        st.info(words("history.none"))
        return
    rows = [_fields(event, words) for event in events]
    captions = {row["id"]: " · ".join(row[name] for name in CAPTION_FIELDS if row[name]) for row in rows}
    undoable = {event.id for event in events if context.can(permission_on(event.dataset, Permission.UNDO))}
    if undoable:
        _undo(context, {id_: caption for id_, caption in captions.items() if id_ in undoable})
    _compare(context, captions)
    st.html(table(HISTORY_COLUMNS, ([row[name] for name in HISTORY_COLUMNS] for row in rows), words))


def _fields(event: LoadEvent, words: Words) -> dict[str, str]:
    """Return an event in words: the dataset by its title, and no file for what comes with the product."""
    fields = {**event_fields(event, words), "dataset": event.title or event.dataset}
    return {**fields, "file": words("history.bundled")} if event.dataset in BUNDLED else fields


def _undo(context: PageContext, captions: Mapping[str, str]) -> None:
    words, store = context.words, context.store
    event_column, who_column, button_column = st.columns([4, 2, 2], vertical_alignment="bottom")
    chosen = event_column.selectbox(
        words("history.undo"), list(captions), format_func=captions.__getitem__, key=SessionKey.UNDO_CHOICE
    )
    with who_column:
        principal = who_input(context, "undo")
    if button_column.button(words("history.undo_go"), width="stretch"):
        label = words("history.undoing")
        start_job(SessionKey.UNDO_JOB, label, lambda progress: undo_event(store, chosen, principal, progress))
        st.rerun()


def _wait_for_undo(context: PageContext) -> None:
    """Wait for an undoing that is under way."""
    words = context.words
    try:
        undone: Undone | None = poll_job(SessionKey.UNDO_JOB)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    if undone:
        event, report = undone
        title = words("history.undone", id=event.id, dataset=event.title or event.dataset)
        leave_notice(SessionKey.HISTORY_NOTICE, words("titled", title=title, text=change_line(report, words)))
        context.invalidate()
        st.rerun()


def _compare(context: PageContext, captions: Mapping[str, str]) -> None:
    words = context.words
    with st.expander(words("history.compare")):
        versions = [
            column.selectbox(
                words(f"history.{side}"),
                list(captions),
                format_func=captions.__getitem__,
                key=SessionKey.COMPARED_VERSION.of(side),
            )
            for column, side in zip(st.columns(2), ("before", "after"), strict=True)
        ]
        before, after = versions
        if before == after:
            st.caption(words("history.two"))
        else:
            _differences(context, before, after)


def _differences(context: PageContext, before: str, after: str) -> None:
    words = context.words
    try:
        diff = compare_versions(context.store, before, after)
    except LiantuError as error:
        st.warning(escape_markdown(words.error(error)))
        return
    sizes = {kind: len(getattr(diff, kind)) for kind in CHANGE_KINDS}
    st.markdown(escape_markdown(words("history.compared", **sizes, same=diff.same)))
    rows = [[row[name] for name in CHANGE_COLUMNS] for row in list_diff_rows(diff, words)]
    if rows:
        headings = column_headings(words, CHANGE_COLUMNS)
        download_button(Download(words("history.csv"), f"{before}-{after}.csv", lambda: csv_bytes(headings, rows)))
        st.html(table(CHANGE_COLUMNS, rows[:MAX_CHANGES], words))
