"""A list: uploaded, guessed, checked, tried, loaded."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from loaders.history.event import LoadContext
from loaders.lists.detect import MappingGuess, tables_of
from loaders.lists.mapping import ListMapping as ListMapping
from loaders.lists.mapping import parse_list_mapping
from loaders.service.lists import guess_list
from loaders.sources.child_reader import parse_sheets_apart
from loaders.sources.list_table import ListTable
from loaders.sources.workbook import WORKBOOK_SUFFIXES
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.who_input import who_input
from ui.pages.lists.load_job import ListLoad, last_outcome, start_load, wait_for_load
from ui.pages.lists.loaded_lists import loaded_lists
from ui.pages.lists.mapping_form import mapping_form
from ui.pages.lists.report import list_report
from ui.presenters.reports import other_region_line
from ui.text import Words


def load_tab(context: PageContext) -> None:
    """Show the field for a file and what becomes of it, then the lists that are loaded."""
    words = context.words
    st.caption(words("lists.about"))
    wait_for_load(context)
    if context.settings.loading is False:
        st.info(words("lists.readonly"))
    elif upload := st.file_uploader(words("lists.file"), list(WORKBOOK_SUFFIXES), key=SessionKey.LIST_FILE):
        tables, guess = _guess(context, upload)
        _guess_notes(guess, words)
        _load_form(context, upload, tables, _mapping(guess, words, upload.file_id))
    loaded_lists(context)


def _guess(context: PageContext, upload: UploadedFile) -> tuple[Sequence[ListTable], MappingGuess]:
    """Return the file's tables and the guessed mapping; a file is read once in a visit."""
    if st.session_state.get(SessionKey.LIST_GUESS, ("",))[0] != upload.file_id:
        with st.spinner(context.words("lists.working")):
            tables = tables_of(parse_sheets_apart(upload.getvalue(), upload.name))
            guess = guess_list(context.store, tables, region=context.analysis().region)
            st.session_state[SessionKey.LIST_GUESS] = upload.file_id, tables, guess
    _, tables, guess = st.session_state[SessionKey.LIST_GUESS]
    return tables, guess


def _guess_notes(guess: MappingGuess, words: Words) -> None:
    notes = [words("list.table", file=table.sheet.title, rows=len(table.rows)) for table in guess.tables]
    notes += [words("list.encoding", name=table.sheet.encoding) for table in guess.tables[:1] if table.sheet.encoding]
    st.caption(escape_markdown(words("titled", title=words("lists.found"), text=words("separator.clause").join(notes))))
    if guess.elsewhere:
        st.warning(escape_markdown(other_region_line(guess, words)))


def _mapping(guess: MappingGuess, words: Words, file_id: str) -> ListMapping:
    """Return the mapping of a kept file if the user gives one, else that of the form."""
    with st.expander(words("lists.kept")):
        key = SessionKey.LIST_MAPPING.of(file_id, "kept")
        mapping_file = st.file_uploader(words("lists.kept"), ["yaml", "yml"], key=key, label_visibility="collapsed")
    return (
        parse_list_mapping(mapping_file.getvalue(), mapping_file.name)
        if mapping_file
        else mapping_form(guess, words, file_id)
    )


def _load_form(context: PageContext, upload: UploadedFile, tables: Sequence[ListTable], mapping: ListMapping) -> None:
    """Show the buttons; a list can be loaded once the same file was tried with the same mapping."""
    words = context.words
    who_column, dry_column, load_column = st.columns([2, 3, 3], vertical_alignment="bottom")
    with who_column:
        who = who_input(context.settings, words, "list")
    load_context = LoadContext(who=who, file=upload.name, sha256=sha256(upload.getvalue()).hexdigest())
    load = ListLoad(upload.file_id, tables, mapping, load_context)
    tried, ready = last_outcome(load) is not None, bool(mapping.publisher)
    if not ready:
        st.warning(words("lists.publisher_needed"))
    if dry_column.button(words("lists.dry"), width="stretch", disabled=not ready):
        start_load(context, load, dry=True)
    if load_column.button(words("lists.load"), width="stretch", type="primary", disabled=not (ready and tried)):
        start_load(context, load, dry=False)
    if outcome := last_outcome(load):
        list_report(outcome.report, mapping, context, dry=outcome.dry)
    else:
        st.caption(words("lists.dry_first"))
