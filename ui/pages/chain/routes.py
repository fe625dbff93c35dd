"""A chain's whole routes, the nearest and its alternatives, and the cheapest way to a wanted completeness."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.analysis.routes import steps_to, ways
from queries.region import Picture
from ui.components.page_context import Frame
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.components.url_state import slider

MOST = 8


def routes(frame: Frame, picture: Picture, coverage: Coverage) -> None:
    """Both, folded away."""
    if coverage.completeness() is not None:
        with st.expander(frame.words("routes.title")):
            _ways(frame, picture, coverage)
            _steps(frame, picture, coverage)


def _ways(frame: Frame, picture: Picture, coverage: Coverage) -> None:
    found = ways(coverage, MOST + 1)
    lines = (
        cells_line([f"{way.cost:.2f}", _names(picture, way.segments, " → "), _names(picture, way.lacks, "、")])
        for way in found[:MOST]
    )
    st.html(html_table(heads(frame.words, "cost", "route", "lacks"), lines, "facts"))
    if len(found) > MOST:
        st.caption(frame.words("routes.more", count=MOST))


def _steps(frame: Frame, picture: Picture, coverage: Coverage) -> None:
    words, span = frame.words, coverage.completeness()
    low = span.low if span else 0.0
    level = slider(words("routes.level"), "level", (0, 100, 5), min(95, 5 * (int(low * 20) + 1)))
    steps = steps_to(coverage, level / 100)
    if not steps:
        st.caption(words("routes.reached", low=f"{low:.0%}"))
        return
    name, chain = picture.segment_name, coverage.chain.id
    lines = (
        cells_line(
            [
                str(place),
                frame.anchor("chain", name(step.segment), chain=chain, segment=step.segment),
                f"+{step.gain:.1%}",
                f"{step.low:.1%}",
            ]
        )
        for place, step in enumerate(steps, 1)
    )
    st.caption(words("routes.steps", count=len(steps)))
    st.html(html_table(heads(frame.words, "place", "segment", "adds", "completeness"), lines, "facts"))


def _names(picture: Picture, segments: Sequence[str], between: str) -> str:
    return text_cell(between.join(picture.segment_name(s) for s in segments) or "—")
