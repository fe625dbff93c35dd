"""装载名单: a bureau's own list, guessed, checked, tried, loaded; and taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeAlias

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from loaders.dataset.folder import bundled
from loaders.history.event import Occasion
from loaders.lists.detect import Guess, tables_of
from loaders.lists.mapping import Mapping as ListMapping
from loaders.lists.mapping import map_of
from loaders.service.datasets import unload_dataset
from loaders.service.lists import ListReport, guess_list, load_list
from loaders.sources.header import Table
from loaders.sources.workbook import SUFFIXES, sheets_of
from queries.status import status
from ui.components.background_job import Progress, begin, finished
from ui.components.page_context import Frame
from ui.components.table import table
from ui.components.url_state import literal, sheet
from ui.components.who_input import who_input
from ui.pages.lists.classification import placement_review
from ui.pages.lists.dedupe import same_review
from ui.pages.lists.history import history_view
from ui.pages.lists.mapping_form import list_form
from ui.pages.lists.report import list_report
from ui.presenters.reports import elsewhere_line

READ, REPORT, WORK, OUT = "list-read", "list-report", "list-work", "list-out-work"
Reported: TypeAlias = tuple[tuple[str, str], ListReport, bool]


def lists(frame: Frame) -> None:
    """The page."""
    words = frame.words
    st.title(words("page.lists"), anchor=False)
    titles = {name: words(f"lists.{name}_tab") for name in ("load", "same", "placed", "history")}
    match sheet(words("page.lists"), titles):
        case "load":
            _loading(frame)
        case "history":
            history_view(frame)
        case _ if frame.settings.loading is False:
            st.info(words("lists.readonly"))
        case "same":
            same_review(frame)
        case _:
            placement_review(frame)


def _loading(frame: Frame) -> None:
    words = frame.words
    st.caption(words("lists.about"))
    _finish(frame)
    if frame.settings.loading is False:
        st.info(words("lists.readonly"))
    elif given := st.file_uploader(words("lists.file"), list(SUFFIXES), key="list-file"):
        _one(frame, given, *_read(frame, given.file_id, given.name, given.getvalue()))
    _loaded(frame)


def _read(frame: Frame, key: str, name: str, content: bytes) -> tuple[Sequence[Table], Guess]:
    """The file's tables and what they probably say, read once."""
    if st.session_state.get(READ, ("",))[0] != key:
        with st.spinner(frame.words("lists.working")):
            tables = tables_of(sheets_of(content, name))
            st.session_state[READ] = key, tables, guess_list(frame.store(), tables, region=frame.picture().region)
    _, tables, found = st.session_state[READ]
    return tables, found


def _one(frame: Frame, given: UploadedFile, tables: Sequence[Table], found: Guess) -> None:
    words, key = frame.words, given.file_id
    read = [words("list.table", file=one.sheet.title, rows=len(one.rows)) for one in found.tables]
    read += [words("list.encoding", name=one.sheet.encoding) for one in found.tables[:1] if one.sheet.encoding]
    st.caption(literal(words("titled", title=words("lists.found"), text=words("then").join(read))))
    if found.elsewhere:
        st.warning(literal(elsewhere_line(found, words)))
    with st.expander(words("lists.kept")):
        kept = st.file_uploader(words("lists.kept"), ["yaml", "yml"], key=f"{key}-kept", label_visibility="collapsed")
    mapping = map_of(kept.getvalue(), kept.name) if kept else list_form(found, words, key)
    by, attempt, go = st.columns([2, 3, 3], vertical_alignment="bottom")
    with by:
        who = who_input(frame, "list")
    occasion = Occasion(who, file=given.name, sha256=sha256(given.getvalue()).hexdigest())
    state = (key, mapping.text())
    tried = st.session_state.get(REPORT, (None,))[0] == state
    if not mapping.publisher:
        st.warning(words("lists.publisher_needed"))
    ready = bool(mapping.publisher)
    if attempt.button(words("lists.dry"), width="stretch", disabled=not ready):
        _load(frame, tables, mapping, state, occasion, dry=True)
    if go.button(words("lists.load"), width="stretch", type="primary", disabled=not (ready and tried)):
        _load(frame, tables, mapping, state, occasion, dry=False)
    if st.session_state.get(REPORT, (None,))[0] == state:
        _, report, dry = st.session_state[REPORT]
        list_report(report, mapping, frame, dry=dry)
    else:
        st.caption(words("lists.dry_first"))


def _load(
    frame: Frame,
    tables: Sequence[Table],
    mapping: ListMapping,
    state: tuple[str, str],
    occasion: Occasion,
    *,
    dry: bool,
) -> None:
    checked, store = map_of(mapping.text().encode(), ""), frame.store()

    def run(progress: Progress) -> Reported:
        return state, load_list(store, tables, checked, progress, dry=dry, occasion=occasion), dry

    begin(WORK, frame.words("lists.working" if dry else "lists.loading"), run)
    _finish(frame)


def _finish(frame: Frame) -> None:
    """Wait for a load that is under way, whoever began it: this run of the page or one that a click has ended."""
    if found := finished(WORK):
        st.session_state[REPORT] = found
        frame.changed()
        st.rerun()


def _loaded(frame: Frame) -> None:
    words = frame.words
    st.header(words("lists.loaded"), anchor=False)
    if finished(OUT):
        st.session_state.pop(REPORT, None)
        frame.changed()
        st.rerun()
    rows = [row for row in frame.kept(status).datasets if row["dataset"] not in bundled()]
    if not rows:
        st.caption(words("lists.none"))
        return
    names = ("dataset", "title", "publisher", "date", "rows")
    st.html(table(names, [[str(row.get(name) or "") for name in names] for row in rows], words))
    if frame.settings.loading is False:
        return
    chosen, out = st.columns([3, 1], vertical_alignment="bottom")
    which = chosen.selectbox(words("column.dataset"), [str(row["dataset"]) for row in rows], key="list-out")
    with out.popover(words("lists.unload"), width="stretch"):
        st.caption(words("lists.unload_note"))
        if st.button(words("lists.sure"), width="stretch"):
            _unload(frame, which)


def _unload(frame: Frame, dataset: str) -> None:
    store, who = frame.store(), st.session_state.get("who", frame.settings.who)
    begin(OUT, frame.words("lists.unloading"), lambda progress: unload_dataset(store, dataset, who, progress))
    st.rerun()
