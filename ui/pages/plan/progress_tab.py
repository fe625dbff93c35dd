"""A progress report: uploaded, matched with the plans' targets, looked through, loaded."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.history.event import LoadContext
from loaders.progress.progress_records import MatchedEntry
from loaders.progress.progress_table import ProgressSheet, read_progress
from loaders.service.progress import ProgressReading, entry_key, load_progress, match_progress
from loaders.sources.child_reader import parse_sheets_apart
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import html_table
from ui.components.table_upload import table_upload
from ui.components.visitor import refusal_note
from ui.components.who_input import who_input
from ui.presenters.progress_match import progress_match_rows, proposals_first, target_caption
from ui.presenters.reports import refusal_lines
from ui.text import Words

MATCH_COLUMNS = ("measure", "value", "period", "target", "rule")
SET_ASIDE = ""  # the choice of a person who does not want a value loaded
MAX_MATCH_ROWS = 200  # on the page; more are loaded all the same
MAX_CHOICES = 30  # values of one report that are asked about; the others stay to be confirmed


def progress_tab(context: PageContext) -> None:
    """Show the field for a report, what its values are taken for, and the button that loads it."""
    words = context.words
    show_notice(SessionKey.PROGRESS_NOTICE)
    st.caption(words("progress.upload_about"))
    if not context.can(Permission.LOAD):
        refusal_note(context, Permission.LOAD, "progress.readonly")
        return
    upload = table_upload(words, context.links, words("progress.file_input"), SessionKey.PROGRESS_FILE)
    if upload is None:
        return
    try:
        reading = match_progress(context.store, _sheet(upload), context.region)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    _form(context, upload, reading.chosen(_choices(reading, upload.file_id, words)))


def _sheet(upload: UploadedFile) -> ProgressSheet:
    """Return what a file says; a file is read once in a visit."""
    kept: tuple[str, ProgressSheet] | None = st.session_state.get(SessionKey.PROGRESS_SHEET)
    if kept is None or kept[0] != upload.file_id:
        kept = upload.file_id, read_progress(parse_sheets_apart(upload.getvalue(), upload.name))
        st.session_state[SessionKey.PROGRESS_SHEET] = kept
    return kept[1]


def _choices(reading: ProgressReading, file_id: str, words: Words) -> dict[str, str]:
    """Show a menu for each value that is not sure, and return what a person chose: key of the entry -> target."""
    unsure = reading.unsure[:MAX_CHOICES]
    if not unsure:
        return {}
    st.header(words("progress.unsure_rows", count=len(reading.unsure)), anchor=False)
    chosen = {}
    for item in unsure:
        answer = _choice(item, reading, file_id, words)
        if answer is not None:
            chosen[entry_key(item.entry)] = answer
    return chosen


def _choice(item: MatchedEntry, reading: ProgressReading, file_id: str, words: Words) -> str | None:
    """Return the chosen target, "" for none; None leaves the value as it is proposed."""
    targets = reading.targets
    captions = {id_: target_caption(targets[id_], reading.overview, words) for id_ in targets}
    proposal = words("progress.no_target")
    if item.match:
        proposal = words("progress.as_lead", target=captions[item.match.target.id])
    label = words(
        "progress.choice",
        measure=item.entry.measure,
        value=f"{item.entry.value} {item.entry.unit}".strip(),
        period=item.entry.period,
        rule=words(f"rule.{item.match.rule}") if item.match else words("progress.no_target"),
    )
    names: dict[str | None, str] = {None: proposal, SET_ASIDE: words("progress.aside")}
    names.update(captions.items())
    options = [None, *proposals_first(item, targets.values()), SET_ASIDE]
    key = SessionKey.PROGRESS_CHOICE.of(file_id, entry_key(item.entry))
    return st.selectbox(escape_markdown(label), options, format_func=names.__getitem__, key=key)


def _form(context: PageContext, upload: UploadedFile, reading: ProgressReading) -> None:
    words = context.words
    rows = [row for row in progress_match_rows(reading, words) if row.is_sure]
    st.header(words("progress.sure_rows", count=len(rows)), anchor=False)
    headings = [words(f"column.{name}") for name in MATCH_COLUMNS]
    headings[MATCH_COLUMNS.index("target")] = words("progress.matched_target")
    st.html(html_table(headings, (row.cells() for row in rows[:MAX_MATCH_ROWS])))
    if reading.sheet.refused:
        with st.expander(words("counted", title=words("progress.refused_rows"), count=len(reading.sheet.refused))):
            for line in refusal_lines(reading.sheet.refused, words):
                st.text(line)
    who_column, load_column, _ = st.columns([2, 2, 5], vertical_alignment="bottom")
    with who_column:
        principal = who_input(context, "progress")
    if load_column.button(words("progress.load"), type="primary", width="stretch", disabled=not reading.plans):
        _load(context, upload, reading, principal)


def _load(context: PageContext, upload: UploadedFile, reading: ProgressReading, principal: Principal) -> None:
    words = context.words
    occasion = LoadContext(file=upload.name, sha256=sha256(upload.getvalue()).hexdigest())
    try:
        with st.spinner(words("lists.loading")):
            report = load_progress(context.store, reading, principal, context=occasion)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    counts = {name: getattr(report.nodes, name) for name in ("added", "changed", "removed")}
    leave_notice(SessionKey.PROGRESS_NOTICE, words("progress.done", dataset=report.dataset, **counts))
    context.invalidate()
    st.rerun()
