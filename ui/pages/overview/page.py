"""总览: how much is known, the chains, the most urgent gaps, the datasets."""

from __future__ import annotations

import streamlit as st

from graph.analysis.cell import CoverageState
from graph.analysis.questions import combined_completeness
from queries.region import RegionAnalysis
from queries.status import graph_status
from ui.components.gap_downloads import gap_downloads
from ui.components.gap_list import gap_list
from ui.components.page_context import PageContext, empty_store, year_choice
from ui.components.url_state import escape_markdown
from ui.pages.overview.chain_table import chain_table
from ui.presenters.gaps import all_gap_rows, caveats, chain_rows

SHOWN_GAPS = 10


def overview(context: PageContext) -> None:
    """The first page."""
    picture, words = context.analysis(), context.words
    if not picture.coverages:
        empty_store(context)
        return
    rows = chain_rows(picture)
    whole = sum(row.segments for row in rows)
    unknown = sum(row.counts[CoverageState.UNKNOWN] for row in rows)
    title, year = st.columns([6, 1.3], vertical_alignment="bottom")
    with title:
        known = words("page.known", whole=whole, known=whole - unknown)
        st.title(escape_markdown(f"{picture.region_name} · {known}"), anchor=False)
        span = combined_completeness(list(picture.coverages.values()))
        whole_span = "—" if span is None else f"{span.low:.0%}–{span.high:.0%}"
        st.caption(words("page.known_note", unknown=unknown) + " · " + words("page.total", span=whole_span))
    with year:
        year_choice(context)
    for remark in caveats(picture, words):
        st.info(escape_markdown(remark))
    st.header(words("page.chains"), anchor=False, help=words("page.chains_note"))
    st.html(chain_table(rows, context))
    _gaps(context, picture)
    _fields(context)
    _datasets(context)


def _gaps(context: PageContext, analysis: RegionAnalysis) -> None:
    words, rows = context.words, all_gap_rows(analysis, context.words)
    st.header(words("page.urgent"), anchor=False, help=words("page.sure_first"))
    st.html(gap_list(rows[:SHOWN_GAPS], context))
    link, files = st.columns([1, 3], vertical_alignment="center")
    link.html(context.anchor("gaps", words("page.all_gaps", count=len(rows)), "go"))
    with files:
        gap_downloads(context, analysis, rows)


def _fields(context: PageContext) -> None:
    found = context.run_query("unmatched")
    missing = [str(row["field"]) for row in found.rows]
    if missing:
        st.caption(escape_markdown(context.words("page.no_field", fields=missing)))


def _datasets(context: PageContext) -> None:
    words = context.words
    st.header(words("page.datasets"), anchor=False)
    rows = [
        {words(f"column.{name}"): row[name] for name in ("dataset", "title", "publisher", "date", "rows")}
        for row in context.cached(graph_status).datasets
    ]
    st.dataframe(rows, hide_index=True, width="stretch")
