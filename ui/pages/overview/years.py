"""How much was known year by year, as one line a chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from graph.analysis.source_filter import SourceFilter
from graph.analysis.yearly import YearFigures, first_statement_year, yearly_figures
from graph.store.store import Store
from queries.region import RegionAnalysis
from ui.components.chart_theme import show_chart
from ui.components.inputs import segments
from ui.components.page_context import PageContext
from ui.presenters.overview.charts import MEASURE_WORDS, years_spec

MAX_YEARS = 16  # more would make the steps too narrow to read; older sources count in the first year
MEASURE_PARAM = "measure"


def years(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the section."""
    words = context.words
    st.header(words("overview.years"), anchor=False)
    figures = context.derived(_figures, analysis)
    if not any(figures.values()):
        st.info(words("overview.years_none"))
        return
    captions = {measure: words(f"overview.years_{name}") for measure, name in MEASURE_WORDS.items()}
    measure = segments(
        words("overview.years_measure"),
        list(captions),
        MEASURE_PARAM,
        captions.__getitem__,
        next(iter(captions)),
        label_hidden=True,
    )
    names = {chain: coverage.chain.name for chain, coverage in analysis.coverages.items()}
    spoken = words("overview.years_spoken", measure=captions[measure])
    show_chart(years_spec(figures, names, measure, words), "overview-years", spoken)
    st.caption(words("overview.years_note", count=_undated(analysis)))


def _figures(_: Store, analysis: RegionAnalysis) -> Mapping[str, tuple[YearFigures, ...]]:
    """Compute every year from the picture that is loaded, because reading the store once a year would be slow."""
    coverages, chosen = analysis.coverages, analysis.source_filter
    first, last = first_statement_year(coverages.values()), chosen.as_of or date.today().year
    if first is None:
        return {}
    shown = range(max(first, last - MAX_YEARS + 1), last + 1)
    by_grade = SourceFilter(grade=chosen.grade, lists=chosen.lists)
    return {chain: yearly_figures(coverage, shown, by_grade) for chain, coverage in coverages.items()}


def _undated(analysis: RegionAnalysis) -> int:
    """Return the number of statements without a certain year: those that count today, or the filter left out."""
    left_out = {id_ for coverage in analysis.coverages.values() for id_ in coverage.chain.undated}
    counted = {
        holding.id
        for coverage in analysis.coverages.values()
        for holding in coverage.chain.holdings
        if holding.year is None
    }
    return len(left_out | counted)
