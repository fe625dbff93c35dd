"""Visiting sheets: to take along by firm or park, and the filled ones handed in."""

from __future__ import annotations

import streamlit as st

from graph.model.errors import LiantuError
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.service.visits import load_visits
from loaders.sources.child_reader import parse_sheets_apart
from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_button
from ui.components.inputs import multiselect, segments
from ui.components.markdown import escape_markdown
from ui.components.notice import leave_notice, show_notice
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.visitor import refusal_note
from ui.components.who_input import who_input
from ui.exports.visit_docx import visit_docx
from ui.exports.visit_xlsx import visit_xlsx
from ui.presenters.source_filter import file_name, filter_texts
from ui.presenters.visit_report import visit_lines
from ui.presenters.visits import BY_FIRM, GROUPINGS_OF_VISITS, MAX_VISITS, VisitSheet, visit_sheets
from ui.text import Words

VISIT_ROW = (1.7, 1.6, 1.4, 1.5, 1.2)  # widths of the chains, the grouping and the three files


def visit_downloads(context: PageContext, analysis: RegionAnalysis, questions: Download) -> list[str]:
    """Show the choices, the two files of sheets and that of all questions; return the chains that were chosen."""
    words = context.words
    names = {id_: coverage.chain.name for id_, coverage in analysis.coverages.items()}
    chain_column, by_column, docx_column, xlsx_column, csv_column = st.columns(VISIT_ROW, vertical_alignment="bottom")
    with chain_column:
        chains = multiselect(words("page.choose_chain"), list(names), "chain", names.__getitem__, words("visit.chains"))
    with by_column:
        by = segments(
            words("visit.by"), GROUPINGS_OF_VISITS, "by", lambda name: words(f"visit.grouping.{name}"), BY_FIRM
        )
    sheets = context.derived_large(_sheets, analysis, words, by, tuple(chains))
    shown = sheets[:MAX_VISITS]
    region, chosen = analysis.region_name, words.join([names[chain] for chain in chains])
    name = file_name(region, chosen, words("visit.title"), *filter_texts(analysis.source_filter, words))
    name = name.replace("/", "、")
    docx = Download(words("visit.docx"), f"{name}.docx", lambda: visit_docx(shown, region, words))
    xlsx = Download(words("visit.xlsx"), f"{name}.xlsx", lambda: visit_xlsx(shown, region, words))
    with docx_column:
        download_button(docx, width="stretch")
    with xlsx_column:
        download_button(xlsx, width="stretch")
    with csv_column:
        download_button(questions, width="stretch")
    prepared = words("visit.prepared", count=len(shown))
    cut = words("visit.cut", count=len(sheets) - len(shown)) if len(sheets) > len(shown) else ""
    st.caption(words("dossier.sentence_gap").join(filter(None, (prepared, cut))))
    return list(chains)


def _sheets(store: Store, analysis: RegionAnalysis, words: Words, by: str, chains: tuple[str, ...]) -> list[VisitSheet]:
    return visit_sheets(store, analysis, words, by, chains)


def visit_return(context: PageContext) -> None:
    """Show the field for filled sheets and what became of the last ones."""
    words = context.words
    show_notice(SessionKey.VISIT_NOTICE)
    with st.expander(words("visit.return_title")):
        if not context.can(Permission.ADD_FACT):
            refusal_note(context, Permission.ADD_FACT, "visit.readonly")
            return
        upload = st.file_uploader(words("visit.return_file"), ["xlsx"], key=SessionKey.VISIT_FILE)
        who_column, load_column, _ = st.columns([2, 2, 5], vertical_alignment="bottom")
        with who_column:
            principal = who_input(context, "visit")
        pressed = load_column.button(words("visit.load"), type="primary", width="stretch", disabled=upload is None)
        if pressed and upload is not None:
            _load(context, upload.getvalue(), upload.name, principal)


def _load(context: PageContext, raw: bytes, file: str, principal: Principal) -> None:
    words = context.words
    try:
        with st.spinner(words("lists.loading")):
            report = load_visits(context.store, parse_sheets_apart(raw, file), principal, context.region)
    except LiantuError as error:
        st.error(escape_markdown(words.error(error)))
        return
    lines = [*visit_lines(report, words), *([words("visit.undo")] if report.facts else [])]
    leave_notice(SessionKey.VISIT_NOTICE, "\n\n".join(lines))
    context.invalidate()
    st.rerun()
