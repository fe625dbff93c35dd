"""A chain's whole routes, the nearest and its alternatives, and the cheapest way to a wanted completeness."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.analysis.routes import cheapest_additions, near_shortest_routes
from queries.region import RegionAnalysis
from ui.components.page_context import PageContext
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.components.url_state import slider

MOST = 8


def routes(context: PageContext, analysis: RegionAnalysis, coverage: Coverage) -> None:
    """Both, folded away."""
    if coverage.completeness() is not None:
        with st.expander(context.words("routes.title")):
            _ways(context, analysis, coverage)
            _steps(context, analysis, coverage)


def _ways(context: PageContext, analysis: RegionAnalysis, coverage: Coverage) -> None:
    found = near_shortest_routes(coverage, MOST + 1)
    lines = (
        cells_line([f"{way.cost:.2f}", _names(analysis, way.segments, " → "), _names(analysis, way.uncovered, "、")])
        for way in found[:MOST]
    )
    st.html(html_table(heads(context.words, "cost", "route", "lacks"), lines, "facts"))
    if len(found) > MOST:
        st.caption(context.words("routes.more", count=MOST))


def _steps(context: PageContext, analysis: RegionAnalysis, coverage: Coverage) -> None:
    words, span = context.words, coverage.completeness()
    low = span.low if span else 0.0
    level = slider(words("routes.level"), "level", (0, 100, 5), min(95, 5 * (int(low * 20) + 1)))
    steps = cheapest_additions(coverage, level / 100)
    if not steps:
        st.caption(words("routes.reached", low=f"{low:.0%}"))
        return
    name, chain = analysis.segment_name, coverage.chain.id
    lines = (
        cells_line(
            [
                str(place),
                context.anchor("chain", name(step.segment), chain=chain, segment=step.segment),
                f"+{step.gain:.1%}",
                f"{step.low:.1%}",
            ]
        )
        for place, step in enumerate(steps, 1)
    )
    st.caption(words("routes.steps", count=len(steps)))
    st.html(html_table(heads(context.words, "place", "segment", "adds", "completeness"), lines, "facts"))


def _names(analysis: RegionAnalysis, segments: Sequence[str], between: str) -> str:
    return text_cell(between.join(analysis.segment_name(s) for s in segments) or "—")
