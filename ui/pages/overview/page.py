"""总览: how much is known, the chains, the most urgent gaps, the datasets."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.analysis.cell import CoverageState
from graph.analysis.questions import combined_completeness, combined_known
from queries.region import RegionAnalysis
from queries.rows.plan import UnmatchedRow
from queries.rows.quality import DatasetsRow
from queries.status import graph_status
from ui.components.empty_store import empty_store_notice
from ui.components.gap_downloads import gap_downloads
from ui.components.gap_list import gap_list
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.question_table import question_table
from ui.components.source_effect import source_effect_line
from ui.pages.overview.chain_table import chain_table
from ui.presenters.figures import percent_range
from ui.presenters.gaps import ChainRow, GapRow, all_gap_rows, caveats, chain_rows
from ui.presenters.questions import question_rows
from ui.text import Words

MAX_LISTED = 10  # of gaps and of questions: what fits beside the chains on a screen or two
DATASET_COLUMNS = ("dataset", "title", "publisher", "date", "rows")


def overview(context: PageContext) -> None:
    """Render the page of a region as a whole."""
    analysis, words, links = context.analysis(), context.words, context.links
    if not analysis.coverages:
        empty_store_notice(words, links)
        return
    chains = chain_rows(analysis)
    gaps = all_gap_rows(analysis, words)
    unmatched_fields = [row.field for row in context.fetch(UnmatchedRow, region=analysis.region)]
    datasets = context.cached(graph_status).datasets
    _headline(analysis, chains, words)
    for remark in caveats(analysis, words):
        st.info(escape_markdown(remark))
    source_effect_line(context, analysis)
    st.header(words("page.chains"), anchor=False, help=words("page.chains_note"))
    st.html(chain_table(chains, words, links))
    _confirmed_gaps(analysis, gaps, words, links)
    _questions(context, analysis)
    if unmatched_fields:
        st.caption(escape_markdown(words("page.no_field", fields=unmatched_fields)))
    _datasets(datasets, words)


def _headline(analysis: RegionAnalysis, chains: Sequence[ChainRow], words: Words) -> None:
    total = sum(chain.segments for chain in chains)
    unknown = sum(chain.counts[CoverageState.UNKNOWN] for chain in chains)
    coverages = list(analysis.coverages.values())
    combined, known = combined_completeness(coverages), combined_known(coverages)
    span = percent_range((combined.low, combined.high) if combined else None)
    known_text = words("page.known", whole=total, known=total - unknown)
    st.title(escape_markdown(f"{analysis.region_name} · {known_text}"), anchor=False)
    captions = [words("page.known_note", unknown=unknown)]
    if known and known[1] is not None:
        captions.append(words("page.known_total", known=f"{known[0]:.0%}", of_known=f"{known[1]:.0%}"))
    st.caption(" · ".join([*captions, words("page.total", span=span)]))


def _confirmed_gaps(analysis: RegionAnalysis, gaps: Sequence[GapRow], words: Words, links: Links) -> None:
    st.header(words("page.confirmed"), anchor=False, help=words("page.confirmed_note"))
    if confirmed := [gap for gap in gaps if gap.certain]:
        st.html(gap_list(confirmed[:MAX_LISTED], words, links))
    else:
        st.info(words("page.confirmed_none"))
    link, files = st.columns([1, 3], vertical_alignment="center")
    link.html(links.anchor("gaps", words("page.all_gaps", count=len(gaps)), "go", chain=""))
    with files:
        gap_downloads(analysis, gaps, words)


def _questions(context: PageContext, analysis: RegionAnalysis) -> None:
    words, links = context.words, context.links
    rows = [row for row in context.cached(question_rows, analysis, words) if row.chain]
    st.header(words("page.ask_first"), anchor=False, help=words("page.ask_first_note"))
    st.html(question_table(rows[:MAX_LISTED], words, links))
    st.html(links.anchor("gaps", words("page.all_questions", count=len(rows)), "go", tab="questions", chain=""))


def _datasets(datasets: Sequence[DatasetsRow], words: Words) -> None:
    st.header(words("page.datasets"), anchor=False)
    rows = [{words(f"column.{name}"): getattr(row, name) for name in DATASET_COLUMNS} for row in datasets]
    st.dataframe(rows, hide_index=True, width="stretch")
