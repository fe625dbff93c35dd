"""Before and after, side by side: chains, gaps, and what remains."""

from __future__ import annotations

from html import escape

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.gap_list import gap_list
from ui.components.page_context import PageContext
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.presenters.gaps import all_gap_rows
from ui.presenters.scenario_diff import ScenarioDiff

MOST_LEFT = 20


def show_scenario_diff(context: PageContext, after: RegionAnalysis, found: ScenarioDiff) -> None:
    """What moved, and the gaps that remain."""
    words = context.words
    closed, opened = len(found.comparison.closed), len(found.comparison.opened)
    st.markdown(f"**{words('moves.count', closed=closed, opened=opened, all=len(found.gaps))}**")
    chains = (
        cells_line([text_cell(one.name), _span(one.before), _span(one.after), text_cell(one.states)])
        for one in found.chains
    )
    st.html(html_table(heads(words, "chain", "before", "after", "moved"), chains, "facts"))
    gaps = (
        cells_line(
            [
                context.anchor("chain", one.segment_name, chain=one.chain, segment=one.segment),
                text_cell(one.chain_name),
                _look(one.before, one.before_score),
                _look(one.after, one.after_score),
                text_cell(one.why),
            ]
        )
        for one in found.gaps
    )
    st.html(html_table(heads(words, "segment", "chain", "before", "after", "moved"), gaps, "facts"))
    left = all_gap_rows(after, words)
    st.header(words("whatif.left", count=len(left)), anchor=False)
    st.html(gap_list(left[:MOST_LEFT], context))


def _span(span: tuple[float, float] | None) -> str:
    return "—" if span is None else f"{span[0]:.0%}–{span[1]:.0%}"


def _look(kind: str, score: float | None) -> str:
    return "—" if score is None else f"{escape(kind)} {score:.3f}"
