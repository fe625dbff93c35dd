"""总览: the region in one picture: key figures, the chains, what changed, how old and how complete the data are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from graph.analysis.cell import CoverageState
from graph.analysis.questions import combined_completeness, combined_known
from graph.analysis.source_filter import ALL_SOURCES
from loaders.dataset.folder import BUNDLED
from queries.region import RegionAnalysis
from queries.rows.explore import RegionEntitiesRow
from queries.rows.plan import UnmatchedRow
from ui.components.chart_theme import is_dark, show_chart, state_fills
from ui.components.empty_store import empty_store_notice
from ui.components.follow_badge import follow_ups_of
from ui.components.gap_downloads import gap_downloads
from ui.components.gap_list import gap_list
from ui.components.inputs import segments
from ui.components.legend import state_legend
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.question_table import question_table
from ui.components.sample_questions import sample_questions
from ui.components.source_effect import source_effect_line
from ui.pages.overview.age import age
from ui.pages.overview.cards import figure_cards
from ui.pages.overview.chain_bars import chain_bar_table
from ui.pages.overview.week import week
from ui.pages.overview.years import years
from ui.presenters.figures import percent_range
from ui.presenters.gaps import GapRow, all_gap_rows, caveats
from ui.presenters.overview.chain_bars import ChainBar, ChainOrder, chain_bars, sorted_bars
from ui.presenters.overview.charts import scatter_spec
from ui.presenters.overview.key_figures import key_figures
from ui.presenters.questions import question_rows
from ui.text import Words

MAX_LISTED_GAPS, MAX_LISTED_QUESTIONS = 10, 5  # the pages of gaps and questions have them all
SORT_PARAM = "sort"


def overview(context: PageContext) -> None:
    """Render the page of a region as a whole."""
    analysis, words, links = context.analysis(), context.words, context.links
    if not analysis.coverages:
        empty_store_notice(words, links)
        return
    bars = chain_bars(analysis)
    _headline(analysis, bars, words)
    if set(context.dataset_titles) <= set(BUNDLED):  # who has loaded lists knows how to ask
        sample_questions(context, analysis)
    entities = context.fetch(RegionEntitiesRow, region=analysis.region)
    st.html(figure_cards(key_figures(analysis, entities, words), links))
    _chains(bars, words, links)
    _remarks(context, analysis)
    week_column, age_column = st.columns(2, gap="large")
    with week_column:
        week(context)
    with age_column:
        age(context, analysis)
    years(context, analysis)
    gaps = all_gap_rows(analysis, words)
    _confirmed_gaps(context, analysis, gaps)
    _questions(context, analysis)
    _unmatched_fields(context, analysis)


def _headline(analysis: RegionAnalysis, bars: Sequence[ChainBar], words: Words) -> None:
    total = sum(bar.row.segments for bar in bars)
    unknown = sum(bar.row.counts[CoverageState.UNKNOWN] for bar in bars)
    coverages = list(analysis.coverages.values())
    combined, known = combined_completeness(coverages), combined_known(coverages)
    span = percent_range((combined.low, combined.high) if combined else None)
    known_text = words("page.known", whole=total, known=total - unknown)
    st.title(escape_markdown(f"{analysis.region_name} · {known_text}"), anchor=False)
    captions = [words("page.known_note", unknown=unknown)]
    if known and known[1] is not None:
        captions.append(words("page.known_total", known=f"{known[0]:.0%}", of_known=f"{known[1]:.0%}"))
    st.caption(" · ".join([*captions, words("page.total", span=span)]))


def _chains(bars: Sequence[ChainBar], words: Words, links: Links) -> None:
    bars_column, scatter_column = st.columns([1.75, 1], gap="medium")
    with bars_column:
        title, order_column = st.columns([1, 2.6], vertical_alignment="bottom")
        title.header(words("page.chains"), anchor=False, help=words("overview.chains_note"))
        with order_column:
            order = segments(
                words("overview.sort"),
                [str(order) for order in ChainOrder],
                SORT_PARAM,
                lambda order: words(f"overview.order.{order}"),
                str(ChainOrder.KNOWN),
                label_hidden=True,
            )
        shown = sorted_bars(bars, ChainOrder(order))
        st.html(state_legend(words, _state_counts(bars)) + chain_bar_table(shown, _fills(), words, links))
    with scatter_column:
        st.header(words("overview.scatter"), anchor=False, help=words("overview.scatter_note"))
        urls = {bar.row.id: links.url("chain", chain=bar.row.id) for bar in bars}
        show_chart(scatter_spec(bars, urls, words), "overview-scatter", words("overview.scatter_spoken"))


def _fills() -> Mapping[str, str]:
    return state_fills(dark=is_dark())


def _state_counts(bars: Sequence[ChainBar]) -> Mapping[str, int]:
    return {state: sum(bar.row.counts[state] for bar in bars) for state in CoverageState}


def _remarks(context: PageContext, analysis: RegionAnalysis) -> None:
    words = context.words
    for remark in caveats(analysis, words):
        st.info(escape_markdown(remark))
    source_effect_line(context, analysis)
    if analysis.source_filter != ALL_SOURCES:
        st.caption(words("overview.entities_note"))


def _unmatched_fields(context: PageContext, analysis: RegionAnalysis) -> None:
    words = context.words
    unmatched_fields = [row.field for row in context.fetch(UnmatchedRow, region=analysis.region)]
    if unmatched_fields:
        st.caption(escape_markdown(words("page.no_field", fields=unmatched_fields)))


def _confirmed_gaps(context: PageContext, analysis: RegionAnalysis, gaps: Sequence[GapRow]) -> None:
    words, links = context.words, context.links
    st.header(words("page.confirmed"), anchor=False, help=words("page.confirmed_note"))
    if confirmed := [gap for gap in gaps if gap.certain]:
        st.html(gap_list(confirmed[:MAX_LISTED_GAPS], words, links))
    else:
        st.info(words("page.confirmed_none"))
    link, files = st.columns([1, 3], vertical_alignment="center")
    link.html(links.anchor("gaps", words("page.all_gaps", count=len(gaps)), "go", chain=""))
    with files:
        gap_downloads(analysis, gaps, words, follow_ups=follow_ups_of(context, analysis))


def _questions(context: PageContext, analysis: RegionAnalysis) -> None:
    words, links = context.words, context.links
    rows = [row for row in context.derived(question_rows, analysis, words) if row.chain]
    st.header(words("page.ask_first"), anchor=False, help=words("page.ask_first_note"))
    st.html(question_table(rows[:MAX_LISTED_QUESTIONS], words, links))
    st.html(links.anchor("gaps", words("page.all_questions", count=len(rows)), "go", tab="questions", chain=""))
