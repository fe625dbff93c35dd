"""The files of the list of follow-ups: to take away, to fill in, to load back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from loaders.sources.child_reader import parse_sheets_apart
from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_row
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.who_input import who_input
from ui.exports.follow_up_sheet import FollowSubject, ReadFollowUps, follow_up_csv, follow_up_xlsx, read_follow_ups
from ui.pages.targeting.follow_form import save_follow_ups
from ui.presenters.follow_up import FollowUpLine
from ui.presenters.source_filter import file_name

UPLOAD_SUFFIXES = ("xlsx", "xls", "csv", "ods")
MAX_TOLD_ROWS = 5


def follow_files(
    context: PageContext,
    analysis: RegionAnalysis,
    subjects: Sequence[FollowSubject],
    lines: Sequence[FollowUpLine],
    shown: Sequence[FollowUpLine],
) -> None:
    """Show the downloads of what is shown, and the field for a workbook that was filled in."""
    words = context.words
    name = file_name(analysis.region_name, words("follow.tab"))
    # A notice above that comes and goes makes the browser forget that it was open.
    is_uploaded = bool(st.session_state.get(SessionKey.FOLLOW_FILE))
    with st.expander(words("follow.file"), expanded=is_uploaded):
        xlsx = Download(words("follow.xlsx"), f"{name}.xlsx", lambda: follow_up_xlsx(lines, subjects, words))
        csv = Download(words("follow.csv"), f"{name}.csv", lambda: follow_up_csv(shown, words))
        download_row([xlsx, csv], (1, 1))
        if context.can(Permission.FOLLOW_UP):
            upload = st.file_uploader(words("follow.upload"), UPLOAD_SUFFIXES, key=SessionKey.FOLLOW_FILE)
            if upload:
                _load_back(context, analysis, subjects, lines, upload)


def _load_back(
    context: PageContext,
    analysis: RegionAnalysis,
    subjects: Sequence[FollowSubject],
    lines: Sequence[FollowUpLine],
    upload: UploadedFile,
) -> None:
    words = context.words
    try:
        sheets = parse_sheets_apart(upload.getvalue(), upload.name)
        read = read_follow_ups(sheets, analysis.region, lines, subjects)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    _refusals(context, read)
    if not read.changed:
        st.info(words("follow.no_changes"))
        return
    count = len(read.changed)
    st.markdown(escape_markdown(words("follow.changes", count=count)))
    principal = who_input(context, "follow-file")
    pressed = st.button(words("follow.load", count=count), type="primary")
    if pressed and save_follow_ups(context, read.changed, principal, words("follow.loaded", count=count)):
        st.rerun()


def _refusals(context: PageContext, read: ReadFollowUps) -> None:
    if read.refused:
        reasons = [context.words.error(problem) for problem in read.refused[:MAX_TOLD_ROWS]]
        more = len(read.refused) - MAX_TOLD_ROWS
        text = context.words("follow.refused", reasons=reasons)
        st.warning(escape_markdown(text + context.words("follow.refused_more", count=more) if more > 0 else text))
