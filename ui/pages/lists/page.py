"""装载名单: a bureau's own list, guessed, checked, tried, loaded; and taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeAlias

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from loaders.dataset.folder import bundled
from loaders.history.event import LoadContext
from loaders.lists.detect import MappingGuess, tables_of
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.mapping import parse_list_mapping
from loaders.service.datasets import unload_dataset
from loaders.service.lists import ListReport, guess_list, load_list
from loaders.sources.list_table import ListTable
from loaders.sources.workbook import SUFFIXES, parse_sheets
from queries.status import graph_status
from ui.components.background_job import Progress, poll_job, start_job
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.components.url_state import escape_markdown, tabs
from ui.components.who_input import who_input
from ui.pages.lists.classification import classification_review
from ui.pages.lists.dedupe import dedupe_review
from ui.pages.lists.history import history_view
from ui.pages.lists.mapping_form import mapping_form
from ui.pages.lists.report import list_report
from ui.presenters.reports import other_region_line

READ, REPORT, WORK, OUT = "list-read", "list-report", "list-work", "list-out-work"
Reported: TypeAlias = tuple[tuple[str, str], ListReport, bool]


def lists(context: PageContext) -> None:
    """The page."""
    words = context.words
    st.title(words("page.lists"), anchor=False)
    titles = {name: words(f"lists.{name}_tab") for name in ("load", "same", "placed", "history")}
    match tabs(words("page.lists"), titles):
        case "load":
            _loading(context)
        case "history":
            history_view(context)
        case _ if context.settings.loading is False:
            st.info(words("lists.readonly"))
        case "same":
            dedupe_review(context)
        case _:
            classification_review(context)


def _loading(context: PageContext) -> None:
    words = context.words
    st.caption(words("lists.about"))
    _finish(context)
    if context.settings.loading is False:
        st.info(words("lists.readonly"))
    elif given := st.file_uploader(words("lists.file"), list(SUFFIXES), key="list-file"):
        _one(context, given, *_read(context, given.file_id, given.name, given.getvalue()))
    _loaded(context)


def _read(context: PageContext, key: str, name: str, content: bytes) -> tuple[Sequence[ListTable], MappingGuess]:
    """The file's tables and what they probably say, read once."""
    if st.session_state.get(READ, ("",))[0] != key:
        with st.spinner(context.words("lists.working")):
            tables = tables_of(parse_sheets(content, name))
            st.session_state[READ] = key, tables, guess_list(context.store(), tables, region=context.analysis().region)
    _, tables, found = st.session_state[READ]
    return tables, found


def _one(context: PageContext, given: UploadedFile, tables: Sequence[ListTable], found: MappingGuess) -> None:
    words, key = context.words, given.file_id
    read = [words("list.table", file=one.sheet.title, rows=len(one.rows)) for one in found.tables]
    read += [words("list.encoding", name=one.sheet.encoding) for one in found.tables[:1] if one.sheet.encoding]
    st.caption(escape_markdown(words("titled", title=words("lists.found"), text=words("separator.clause").join(read))))
    if found.elsewhere:
        st.warning(escape_markdown(other_region_line(found, words)))
    with st.expander(words("lists.kept")):
        kept = st.file_uploader(words("lists.kept"), ["yaml", "yml"], key=f"{key}-kept", label_visibility="collapsed")
    mapping = parse_list_mapping(kept.getvalue(), kept.name) if kept else mapping_form(found, words, key)
    by, attempt, go = st.columns([2, 3, 3], vertical_alignment="bottom")
    with by:
        who = who_input(context, "list")
    load_context = LoadContext(who, file=given.name, sha256=sha256(given.getvalue()).hexdigest())
    state = (key, mapping.text())
    tried = st.session_state.get(REPORT, (None,))[0] == state
    if not mapping.publisher:
        st.warning(words("lists.publisher_needed"))
    ready = bool(mapping.publisher)
    if attempt.button(words("lists.dry"), width="stretch", disabled=not ready):
        _load(context, tables, mapping, state, load_context, dry=True)
    if go.button(words("lists.load"), width="stretch", type="primary", disabled=not (ready and tried)):
        _load(context, tables, mapping, state, load_context, dry=False)
    if st.session_state.get(REPORT, (None,))[0] == state:
        _, report, dry = st.session_state[REPORT]
        list_report(report, mapping, context, dry=dry)
    else:
        st.caption(words("lists.dry_first"))


def _load(
    context: PageContext,
    tables: Sequence[ListTable],
    mapping: ListMapping,
    state: tuple[str, str],
    load_context: LoadContext,
    *,
    dry: bool,
) -> None:
    checked, store = parse_list_mapping(mapping.text().encode(), ""), context.store()

    def run(progress: Progress) -> Reported:
        return state, load_list(store, tables, checked, progress, dry=dry, context=load_context), dry

    start_job(WORK, context.words("lists.working" if dry else "lists.loading"), run)
    _finish(context)


def _finish(context: PageContext) -> None:
    """Wait for a load that is under way, whoever began it: this run of the page or one that a click has ended."""
    if found := poll_job(WORK):
        st.session_state[REPORT] = found
        context.invalidate()
        st.rerun()


def _loaded(context: PageContext) -> None:
    words = context.words
    st.header(words("lists.loaded"), anchor=False)
    if poll_job(OUT):
        st.session_state.pop(REPORT, None)
        context.invalidate()
        st.rerun()
    rows = [row for row in context.cached(graph_status).datasets if row["dataset"] not in bundled()]
    if not rows:
        st.caption(words("lists.none"))
        return
    names = ("dataset", "title", "publisher", "date", "rows")
    st.html(table(names, [[str(row.get(name) or "") for name in names] for row in rows], words))
    if context.settings.loading is False:
        return
    chosen, out = st.columns([3, 1], vertical_alignment="bottom")
    which = chosen.selectbox(words("column.dataset"), [str(row["dataset"]) for row in rows], key="list-out")
    with out.popover(words("lists.unload"), width="stretch"):
        st.caption(words("lists.unload_note"))
        if st.button(words("lists.sure"), width="stretch"):
            _unload(context, which)


def _unload(context: PageContext, dataset: str) -> None:
    store, who = context.store(), st.session_state.get("who", context.settings.who)
    start_job(OUT, context.words("lists.unloading"), lambda progress: unload_dataset(store, dataset, who, progress))
    st.rerun()
