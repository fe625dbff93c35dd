"""A chain's whole routes, the nearest and its alternatives, and the cheapest way to a wanted completeness."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.analysis.coverage import Coverage
from graph.analysis.routes import cheapest_additions, near_shortest_routes
from queries.region import RegionAnalysis
from ui.components.inputs import slider
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.table import table
from ui.pages.chain.view import ChainView
from ui.presenters.figures import NO_FIGURE
from ui.text import Words

MAX_SHOWN_ROUTES = 8  # alternatives to compare at a glance; a chain may have thousands
TRIVIAL_ROUTE = 2  # segments: a route of one edge says little of the chain
LEVEL_STEP_PERCENT = 5
MAX_DEFAULT_LEVEL_PERCENT = 95


def nearest_route(view: ChainView, words: Words) -> None:
    """Show the route that lacks least, and its uncovered segments; nothing if the chain has no route."""
    route = _names(view.analysis, view.coverage.nearest_route)
    uncovered = _names(view.analysis, view.coverage.uncovered_on_nearest_route)
    if route:
        lacks = uncovered or [words("page.nothing_missing")]
        text = words("page.nearest", route=" → ".join(route), lacks=lacks)
        trivial = words("page.nearest_trivial", count=len(route)) if len(route) <= TRIVIAL_ROUTE else ""
        st.caption(escape_markdown(text + trivial))


def routes(view: ChainView, words: Words, links: Links) -> None:
    """Show the alternatives and the additions, folded away; nothing where no completeness can be computed."""
    if view.coverage.completeness() is None:
        return
    with st.expander(words("routes.title")):
        _alternatives(view.analysis, view.coverage, words)
        _additions(view, words, links)


def _alternatives(analysis: RegionAnalysis, coverage: Coverage, words: Words) -> None:
    routes_ = near_shortest_routes(coverage, MAX_SHOWN_ROUTES + 1)
    cells = (
        [
            f"{route.cost:.2f}",
            " → ".join(_names(analysis, route.segments)) or NO_FIGURE,
            "、".join(_names(analysis, route.uncovered)) or NO_FIGURE,
        ]
        for route in routes_[:MAX_SHOWN_ROUTES]
    )
    st.html(table(("cost", "route", "lacks"), cells, words))
    if len(routes_) > MAX_SHOWN_ROUTES:
        st.caption(words("routes.more", count=MAX_SHOWN_ROUTES))


def _additions(view: ChainView, words: Words, links: Links) -> None:
    completeness = view.coverage.completeness()
    low = completeness.low if completeness else 0.0
    level = slider(words("routes.level"), "level", (0, 100, LEVEL_STEP_PERCENT), _next_level(low))
    additions = cheapest_additions(view.coverage, level / 100)
    if not additions:
        st.caption(words("routes.reached", low=f"{low:.0%}"))
        return
    name, chain = view.analysis.segment_name, view.coverage.chain.id
    cells = (
        [
            str(place),
            links.anchor("chain", name(addition.segment), chain=chain, segment=addition.segment),
            f"+{addition.gain:.1%}",
            f"{addition.low:.1%}",
        ]
        for place, addition in enumerate(additions, 1)
    )
    st.caption(words("routes.steps", count=len(additions)))
    st.html(table(("place", "segment", "adds", "completeness"), cells, words))


def _next_level(low: float) -> int:
    """Return the first step of the slider above today's completeness, in percent."""
    steps_reached = int(low * 100 / LEVEL_STEP_PERCENT)
    return min(MAX_DEFAULT_LEVEL_PERCENT, LEVEL_STEP_PERCENT * (steps_reached + 1))


def _names(analysis: RegionAnalysis, segments: Sequence[str]) -> list[str]:
    return [analysis.segment_name(segment) for segment in segments]
