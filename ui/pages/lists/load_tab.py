"""A list: uploaded, guessed, checked, tried, loaded."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st
from msgspec.structs import replace
from streamlit.runtime.uploaded_file_manager import UploadedFile

from loaders.access.permission import Permission
from loaders.documents.read import DOCUMENT_SUFFIXES
from loaders.history.event import LoadContext
from loaders.lists.detect import MappingGuess, tables_of
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.mapping import parse_list_mapping
from loaders.progress.progress_table import is_progress_report
from loaders.service.lists import guess_list
from loaders.sources.child_reader import parse_sheets_apart
from loaders.sources.list_table import ListTable
from loaders.sources.sheet import Sheet
from loaders.sources.table_layout import TableLayout, header_layout
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table_upload import document_way, suffix_of, table_upload
from ui.components.visitor import refusal_note
from ui.components.who_input import who_input
from ui.pages.lists.completeness_form import completeness_form
from ui.pages.lists.load_job import ListLoad, last_outcome, start_load, wait_for_load
from ui.pages.lists.loaded_lists import loaded_lists
from ui.pages.lists.mapping_form import mapping_form
from ui.pages.lists.report import list_report
from ui.presenters.reports import other_region_line, reading_notes
from ui.text import Words


def load_tab(context: PageContext) -> None:
    """Show the field for a file and what becomes of it, then the lists that are loaded."""
    words = context.words
    st.caption(words("lists.about"))
    wait_for_load(context)
    if not context.can(Permission.LOAD):
        refusal_note(context, Permission.LOAD, "lists.readonly")
    elif upload := table_upload(words, context.links, words("lists.file"), SessionKey.LIST_FILE):
        if suffix_of(upload.name) in DOCUMENT_SUFFIXES:  # a table kept as text or as a web page, or a document
            document_way(words, context.links)
        _list_form(context, upload)
    loaded_lists(context)


def _list_form(context: PageContext, upload: UploadedFile) -> None:
    """Show how a file is read, the form of its mapping, and the buttons; a kept mapping takes the form's place."""
    words = context.words
    sheets = _sheets(context, upload)
    if is_progress_report(sheets):
        st.info(words("progress.hint"))
    kept = _kept_mapping(words, upload.file_id)
    layout = kept.layout if kept else _layout_form(sheets, words, upload.file_id)
    tables, guess = _guess(context, upload, sheets, layout)
    _guess_notes(guess, words)
    form_id = f"{upload.file_id}-{layout.header}-{layout.hidden_rows}"
    if kept:
        mapping = kept
    else:
        mapping = mapping_form(guess, words, form_id)
        claims = completeness_form(context.analysis(), words, form_id)
        mapping = replace(mapping, complete=claims)
    _load_form(context, upload, tables, mapping)


def _sheets(context: PageContext, upload: UploadedFile) -> Sequence[Sheet]:
    """Return the file's sheets; a file is read once in a visit."""
    sheets: Sequence[Sheet]
    if st.session_state.get(SessionKey.LIST_SHEETS, ("",))[0] != upload.file_id:
        with st.spinner(context.words("lists.working")):
            sheets = parse_sheets_apart(upload.getvalue(), upload.name)
        st.session_state[SessionKey.LIST_SHEETS] = upload.file_id, sheets
    _, sheets = st.session_state[SessionKey.LIST_SHEETS]
    return sheets


def _layout_form(sheets: Sequence[Sheet], words: Words, file_id: str) -> TableLayout:
    """Show where the header is and whether hidden rows are read, and return what is chosen."""
    key = SessionKey.LIST_MAPPING
    hidden = sum(len(sheet.hidden_rows) for sheet in sheets)
    with st.expander(words("lists.layout"), expanded=hidden > 0):
        row = st.number_input(words("lists.header"), min_value=0, value=None, key=key.of(file_id, "header"))
        take = hidden == 0 or st.toggle(words("lists.hidden", count=hidden), True, key=key.of(file_id, "hidden"))
    return header_layout(None if row is None else int(row), hidden_rows=take)


def _guess(
    context: PageContext, upload: UploadedFile, sheets: Sequence[Sheet], layout: TableLayout
) -> tuple[Sequence[ListTable], MappingGuess]:
    """Return the tables and the guessed mapping; they are sought once for a file and a layout."""
    asked = upload.file_id, layout
    if st.session_state.get(SessionKey.LIST_GUESS, ("",))[0] != asked:
        tables = tables_of(sheets, layout)
        guess = guess_list(context.store, tables, region=context.analysis().region, layout=layout)
        st.session_state[SessionKey.LIST_GUESS] = asked, tables, guess
    _, tables, guess = st.session_state[SessionKey.LIST_GUESS]
    return tables, guess


def _guess_notes(guess: MappingGuess, words: Words) -> None:
    notes = words("separator.clause").join(reading_notes(guess, words, "page"))
    st.caption(escape_markdown(words("titled", title=words("lists.found"), text=notes)))
    if guess.elsewhere:
        st.warning(escape_markdown(other_region_line(guess, words, "page")))


def _kept_mapping(words: Words, file_id: str) -> ListMapping | None:
    """Return the mapping of a kept file, None if the user gives none."""
    with st.expander(words("lists.kept")):
        key = SessionKey.LIST_MAPPING.of(file_id, "kept")
        mapping_file = st.file_uploader(words("lists.kept"), ["yaml", "yml"], key=key, label_visibility="collapsed")
    return parse_list_mapping(mapping_file.getvalue(), mapping_file.name) if mapping_file else None


def _load_form(context: PageContext, upload: UploadedFile, tables: Sequence[ListTable], mapping: ListMapping) -> None:
    """Show the buttons; a list can be loaded once the same file was tried with the same mapping."""
    words = context.words
    who_column, dry_column, load_column = st.columns([2, 3, 3], vertical_alignment="bottom")
    with who_column:
        principal = who_input(context, "list")
    load_context = LoadContext(file=upload.name, sha256=sha256(upload.getvalue()).hexdigest())
    load = ListLoad(upload.file_id, tables, mapping, principal, load_context)
    has_names = "name" in mapping.columns.values()
    tried, ready = last_outcome(load) is not None, bool(mapping.publisher) and has_names
    if not has_names:
        st.warning(words("lists.name_needed"))
    if not mapping.publisher:
        st.warning(words("lists.publisher_needed"))
    if dry_column.button(words("lists.dry"), width="stretch", disabled=not ready):
        start_load(context, load, dry=True)
    if load_column.button(words("lists.load"), width="stretch", type="primary", disabled=not (ready and tried)):
        start_load(context, load, dry=False)
    if outcome := last_outcome(load):
        list_report(outcome, mapping, context)
    else:
        st.caption(words("lists.dry_first"))
