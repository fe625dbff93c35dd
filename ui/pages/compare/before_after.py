"""前后: two states of the region, what changed between them and why."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import streamlit as st
from markupsafe import Markup

from graph.store.store import Store
from loaders.errors import LoadError
from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_row
from ui.components.links import anchor, same_page_url
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter
from ui.components.url_state import param
from ui.exports.dossier_map import coverage_svg
from ui.exports.state_diff_files import state_diff_docx, state_diff_xlsx
from ui.pages.compare.change_tables import chain_table, gap_table, kind_table, segment_table
from ui.pages.compare.recorded import recorded_figures
from ui.pages.compare.states import SCENARIO_KINDS, ChosenStates, choose_states, state_analysis
from ui.presenters.scenario_diff import diff_scenarios
from ui.presenters.source_filter import file_name, filter_texts, scope_text
from ui.presenters.state_diff import (
    GAP_GROUPS,
    StateComparison,
    compare_states,
    headline,
    remarks,
    segment_marks,
)
from ui.text import Words

COMPARE_MAP = Markup(
    '<figure class="compare-map"><img src="data:image/svg+xml;base64,{content}" alt="{name}"></figure>'
)
MAX_DRAWN = 2  # maps in the document, of the chains that changed most: one fills half a page
MAX_CHANGE_ROWS = 30  # rows of each table; the file has the others


def before_after(context: PageContext) -> None:
    """Show two states to choose, and what is different between them."""
    words = context.words
    st.caption(words("compare.changes_about"))
    chosen = choose_states(context)
    if chosen.before == chosen.after:
        st.info(words("compare.same"))
        return
    if any(state.kind == SCENARIO_KINDS[1] for state in (chosen.before, chosen.after)) and not chosen.assumed:
        st.info(words("compare.nothing_assumed"))
        link = context.links.anchor("targeting", words("compare.nothing_assumed_link"), "go", tab="whatif")
        st.html(link)
        return
    try:
        before, after = (state_analysis(context, state, chosen.assumed) for state in (chosen.before, chosen.after))
    except LoadError as problem:
        st.warning(escape_markdown(words.error(problem)))
        recorded_figures(context, chosen)
        return
    _show(context, chosen, before, after)


def _show(context: PageContext, chosen: ChosenStates, before: RegionAnalysis, after: RegionAnalysis) -> None:
    words = context.words
    comparison = context.derived_large(_comparison, before, after, chosen.names, words)
    if comparison.is_empty:
        st.info(escape_markdown(words("compare.nothing", before=chosen.names[0], after=chosen.names[1])))
        return
    text_column, files_column = st.columns([3, 1.3], vertical_alignment="top")
    with text_column:
        st.markdown(f"**{escape_markdown(headline(comparison, words))}**")
        st.caption(" ".join(map(escape_markdown, remarks(comparison, words))))
    with files_column:
        _downloads(comparison, before, after, words)
    changed = [row.id for row in comparison.chains] or [segment.chain for segment in comparison.segments]
    asked = param("chain")
    table_column, map_column = st.columns([1, 1.45])
    with table_column:
        st.header(words("compare.chains_head"), anchor=False)
        st.html(chain_table(comparison.chains, asked if asked in changed else changed[0], words))
    with map_column:
        _chain_map(comparison, asked if asked in changed else changed[0], before, after, words)
    _lists(context, comparison, asked if asked in changed else "")


def _comparison(
    _: Store, before: RegionAnalysis, after: RegionAnalysis, names: tuple[str, str], words: Words
) -> StateComparison:
    return compare_states(before, after, diff_scenarios(before, after, words), names, words)


def _chain_map(
    comparison: StateComparison, chain: str, before: RegionAnalysis, after: RegionAnalysis, words: Words
) -> None:
    """Show the map of a chain as it is after, the boxes that changed marked."""
    name, svg = _marked_map(comparison, chain, before, after, words)
    st.header(name, anchor=False)
    st.html(COMPARE_MAP.format(content=b64encode(svg.encode()).decode(), name=name))


def _marked_map(
    comparison: StateComparison, chain: str, before: RegionAnalysis, after: RegionAnalysis, words: Words
) -> tuple[str, str]:
    """Return the caption and the SVG of a chain as it is after; as it was, where it is not there any more."""
    analysis = after if chain in after.coverages else before
    coverage = analysis.coverages[chain]
    marks = segment_marks(comparison.segments_of(chain), words)
    return words("compare.map_head", chain=coverage.chain.name), coverage_svg(analysis, coverage, words, marks)


def _downloads(comparison: StateComparison, before: RegionAnalysis, after: RegionAnalysis, words: Words) -> None:
    chosen = selected_filter()
    scope, filters = scope_text(chosen, words), filter_texts(chosen, words)
    name = file_name(comparison.region, words("compare.file"), *filters, date.today().isoformat())
    drawn = [row.id for row in comparison.chains[:MAX_DRAWN]]

    def docx() -> bytes:
        maps = [_marked_map(comparison, chain, before, after, words) for chain in drawn]
        return state_diff_docx(comparison, scope, words, maps)

    xlsx = Download(words("compare.xlsx"), f"{name}.xlsx", lambda: state_diff_xlsx(comparison, scope, words))
    download_row([xlsx, Download(words("compare.docx"), f"{name}.docx", docx)], (1, 1))


def _lists(context: PageContext, comparison: StateComparison, chain: str) -> None:
    """Show segments and gaps that changed; of one chain where the address names one that changed."""
    words, links = context.words, context.links
    if chain:
        st.html(anchor(same_page_url("compare", chain=""), words("compare.all_chains"), "go"))
    segments = comparison.segments_of(chain)
    if segments:
        st.header(words("compare.segments_head", count=len(segments)), anchor=False)
        st.html(segment_table(segments[:MAX_CHANGE_ROWS], words, links))
        _more(len(segments), words)
    columns = st.columns(2)
    for place, group in enumerate(GAP_GROUPS[:2]):
        gaps = comparison.gaps(group, chain)
        with columns[place]:
            st.header(words(f"compare.{group}_head", count=len(gaps)), anchor=False)
            if gaps:
                st.html(gap_table(gaps[:MAX_CHANGE_ROWS], words, links, with_chain=not chain))
                _more(len(gaps), words)
            else:
                st.caption(words(f"compare.none_{group}"))
    for group in GAP_GROUPS[2:]:
        gaps = comparison.gaps(group, chain)
        if gaps:
            with st.expander(words(f"compare.{group}_head", count=len(gaps)), expanded=group == "kind"):
                st.html(gap_table(gaps[:MAX_CHANGE_ROWS], words, links, with_chain=not chain))
                _more(len(gaps), words)
    with st.expander(words("compare.kinds_head")):
        st.html(kind_table(comparison.diff.kinds, words))


def _more(count: int, words: Words) -> None:
    if count > MAX_CHANGE_ROWS:
        st.caption(words("compare.more", count=MAX_CHANGE_ROWS))
