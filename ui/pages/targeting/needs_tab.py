"""企业需求: a sentence or a list, placed on segments, with who elsewhere and here could meet it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from loaders.history.event import LoadContext
from loaders.needs.need import Need
from loaders.needs.need_sheet import read_needs
from loaders.needs.placement import PlacedNeed
from loaders.service.needs import keep_needs, kept_needs, place_in_region
from loaders.sources.child_reader import parse_sheets_apart
from queries.region import RegionAnalysis
from queries.targeting import load_targeting_inputs
from ui.components.download_row import Download, download_button
from ui.components.inputs import text_input
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table import html_table, text_html
from ui.components.who_input import who_input
from ui.exports.needs_xlsx import needs_template, needs_xlsx
from ui.presenters.needs import Helper, NeedLine, NeedMatcher
from ui.presenters.source_filter import elsewhere_text, file_name, filter_texts
from ui.text import Words

SENTENCE_PARAM = "need"  # in the address
MAX_SENTENCE_CHARACTERS = 500  # browsers and proxies cut very long addresses
MAX_NEED_ROWS = 60  # a screen or two; the file has them all
MAX_LIST_TITLE_CHARACTERS = 100
PLACED_COLUMNS = ("firm", "what", "due", "links", "away", "here")
UNPLACED_NEED_COLUMNS = ("firm", "what", "due", "why")
UNDER = Markup('{}<div class="under">{}</div>')
NEED_SUFFIXES = ("xlsx", "xls", "csv", "ods")


def needs_tab(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show where needs come from, and what becomes of them: those written here, of a file, or kept."""
    words = context.words
    show_notice(SessionKey.NEED_NOTICE)
    st.caption(escape_markdown(words("needs.about")))
    needs, title = _needs(context, analysis)
    if not needs:
        st.info(words("needs.empty"))
        return
    placed = place_in_region(context.store, needs, analysis.segments)
    matcher = NeedMatcher(context.derived_large(load_targeting_inputs, analysis), words)
    _result(matcher.lines(placed), placed, analysis, words, context.links)
    if title and context.can(Permission.KEEP_NEEDS):
        _keep_form(context, analysis, needs, title)


def _needs(context: PageContext, analysis: RegionAnalysis) -> tuple[Sequence[Need], str]:
    """Return the needs to show: of the file, else of the sentence, else the kept ones; a file has a title."""
    words = context.words
    sentence_column, file_column = st.columns([3, 2])
    with sentence_column:
        sentence = text_input(words("needs.sentence"), SENTENCE_PARAM, words("needs.sentence_hint"))
        name = file_name(analysis.region_name, words("needs.tab"))
        download_button(Download(words("needs.template"), f"{name}.xlsx", lambda: needs_template(words)))
    upload = file_column.file_uploader(words("needs.upload"), NEED_SUFFIXES, key=SessionKey.NEED_FILE)
    if upload:
        return _of_file(upload, words), Path(upload.name).stem
    if sentence:
        return [Need(id="1", what=sentence[:MAX_SENTENCE_CHARACTERS])], ""
    kept = context.cached(kept_needs, analysis.region)
    st.caption(words("needs.kept", count=len(kept)) if kept else words("needs.kept_none"))
    return kept, ""


def _of_file(upload: UploadedFile, words: Words) -> list[Need]:
    try:
        return read_needs(parse_sheets_apart(upload.getvalue(), upload.name), upload.name)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return []


def _result(
    lines: Sequence[NeedLine], placed: Sequence[PlacedNeed], analysis: RegionAnalysis, words: Words, links: Links
) -> None:
    there, unplaced = [line for line in lines if line.links], [line for line in lines if not line.links]
    unsure = sum(bool(need.matches) and not need.is_sure for need in placed)
    text, file_column = st.columns([4, 1], vertical_alignment="center")
    counts = {"count": len(lines), "placed": len(there), "unsure": unsure, "unplaced": len(unplaced)}
    key = "needs.count" if unsure or unplaced else "needs.count_placed"
    text.markdown(escape_markdown(words(key, **counts)))
    with file_column:
        chosen = analysis.source_filter
        name = file_name(analysis.region_name, words("needs.tab"), *filter_texts(chosen, words))
        download_button(
            Download(words("needs.xlsx"), f"{name}.xlsx", lambda: needs_xlsx(lines, chosen, words)), width="stretch"
        )
    if undated := elsewhere_text(chosen, words):
        st.caption(undated)
    if there:
        _table(there, PLACED_COLUMNS, words, links)
    if unplaced:
        st.header(words("needs.unplaced", count=len(unplaced)), anchor=False)
        _table(unplaced, UNPLACED_NEED_COLUMNS, words, links)


def _table(lines: Sequence[NeedLine], columns: Sequence[str], words: Words, links: Links) -> None:
    columns = [column for column in columns if any(getattr(line, column) for line in lines)]  # firms, days: where told
    rows = ([_cell(line, column, words, links) for column in columns] for line in lines[:MAX_NEED_ROWS])
    st.html(html_table([words(f"needs.column.{column}") for column in columns], rows))
    if len(lines) > MAX_NEED_ROWS:
        st.caption(words("needs.more", count=len(lines) - MAX_NEED_ROWS))


def _cell(line: NeedLine, column: str, words: Words, links: Links) -> str:
    match column:
        case "links":
            return UNDER.format(_segments(line, links), words.join([*line.keywords, *filter(None, [line.doubt])]))
        case "away":
            return _helpers(line.away, words, links)
        case "here":
            return _helpers(line.here, words, links)
        case _:
            return str(getattr(line, column))


def _segments(line: NeedLine, links: Links) -> Markup:
    anchors = (links.anchor("chain", text, chain=chain, segment=segment) for chain, segment, text in line.links)
    return Markup("<br>").join(anchors)


def _helpers(helpers: Iterable[Helper], words: Words, links: Links) -> Markup:
    parts = [UNDER.format(links.anchor("entity", helper.name, id=helper.id), helper.why) for helper in helpers]
    return Markup("").join(parts) or text_html(words("needs.nobody"))


def _keep_form(context: PageContext, analysis: RegionAnalysis, needs: Sequence[Need], stem: str) -> None:
    words = context.words
    with st.form(SessionKey.NEED_FORM, border=False):
        title_column, who_column, button_column = st.columns([3, 2, 1], vertical_alignment="bottom")
        title = title_column.text_input(words("needs.title"), stem, max_chars=MAX_LIST_TITLE_CHARACTERS)
        with who_column:
            principal = who_input(context, "needs")
        if not button_column.form_submit_button(words("needs.keep"), type="primary", width="stretch"):
            return
    try:
        keep_needs(context.store, needs, title, analysis.region, principal, LoadContext(file=stem))
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    leave_notice(SessionKey.NEED_NOTICE, words("needs.saved", title=title, count=len(needs)))
    context.invalidate()
    st.rerun()
