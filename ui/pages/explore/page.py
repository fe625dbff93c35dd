"""图谱探索: the neighbourhood of anything, or the shortest connection between two things."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.analysis.source_filter import ALL_SOURCES
from queries.subgraph import Subgraph, SubgraphFilter, ego_network, induced_subgraph, load_entities, shortest_path
from ui.components.error_boundary import error_boundary
from ui.components.network import Clicked, network
from ui.components.network_downloads import network_downloads
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.url_state import param, params, set_params
from ui.exports.network_layout import Point, along, layout_network
from ui.pages.explore.filters import subgraph_filter
from ui.pages.explore.panel import panel
from ui.pages.explore.tables import network_tables
from ui.presenters.source_filter import file_name, filter_text, filter_texts

NETWORK_HEIGHT_PIXELS = 520  # the picture and its panel fit a screen of 768 pixels


def explore(context: PageContext) -> None:
    """Render the page of the entities in the URL."""
    words = context.words
    start_column, end_column, filter_column = st.columns([2.4, 2.4, 1], vertical_alignment="bottom")
    with start_column:
        start = pick_entity(context, words("explore.start"), "at")
    with end_column:
        end = pick_entity(context, words("explore.end"), "to")
    with filter_column:
        shown, limit = subgraph_filter(context)
    if not start:
        st.info(words("explore.empty"))
        return
    _result(context, start, end if end != start else "", shown, limit=limit, ends_in_url=_ends_in_url())


def _ends_in_url() -> tuple[str, str]:
    return param("at"), param("to")


@st.fragment  # a click on the picture runs this part alone, which is quicker than the page
def _result(
    context: PageContext, start: str, end: str, shown: SubgraphFilter, *, limit: int, ends_in_url: tuple[str, str]
) -> None:
    if _ends_in_url() != ends_in_url:
        st.rerun()
    with error_boundary(context.words):
        subgraph = _path(context, start, end, shown) if end else _neighbourhood(context, start, shown, limit)
        if subgraph:
            graph, positions = subgraph
            names = " — ".join(graph.entities[id_].name for id_ in (start, end) if id_)
            title = file_name(context.region_name, names, *filter_texts(shown.sources, context.words))
            _show(context, graph, positions, title, is_path=bool(end))


def _neighbourhood(
    context: PageContext, start: str, shown: SubgraphFilter, limit: int
) -> tuple[Subgraph, dict[str, Point]]:
    expanded = [start, *(id_ for id_ in params("open") if id_ != start)]
    existing = context.cached(load_entities, tuple(expanded))
    graph = context.cached(ego_network, tuple(id_ for id_ in expanded if id_ in existing), shown, limit)
    return graph, layout_network(graph)


def _path(
    context: PageContext, start: str, end: str, shown: SubgraphFilter
) -> tuple[Subgraph, dict[str, Point]] | None:
    path = context.cached(shortest_path, start, end)
    if not path:
        st.info(context.words("explore.no_path"))
        return None
    if text := filter_text(shown.sources, context.words):
        st.caption(context.words("source_filter.path", filter=text))
    return context.cached(induced_subgraph, tuple(path), replace(shown, sources=ALL_SOURCES)), along(path)


def _show(context: PageContext, graph: Subgraph, positions: dict[str, Point], title: str, *, is_path: bool) -> None:
    words, links, chosen = context.words, context.links, param("chosen")
    counts = {"things": len(graph.entities), "links": len(graph.merged_edges), "statements": len(graph.statements)}
    captions = [words("explore.path", steps=len(graph.entities) - 1)] if is_path else []
    st.caption(" · ".join([*captions, words("explore.count", **counts), words("explore.how")]))
    picture_column, panel_column = st.columns([3.3, 1.2])
    with picture_column:
        network(
            graph,
            positions,
            words,
            title=title,
            name="explore",
            follow=_follow,
            chosen=chosen,
            height=NETWORK_HEIGHT_PIXELS,
        )
        if graph.cut:  # below the picture, which would otherwise jump under the pointer that expanded something
            st.warning(words("explore.cut", shown=len(graph.entities), found=graph.total))
    with panel_column:
        panel(graph, chosen, words, links, is_path=is_path)
    network_downloads(graph, positions, title, words)
    network_tables(graph, words, links)


def _follow(clicked: Clicked) -> None:
    """Write a click into the URL."""
    if clicked.expanded:
        set_params(open=[*params("open"), clicked.expanded], chosen=clicked.expanded, to="")
    elif clicked.selected or clicked.linked:
        set_params(chosen=clicked.selected or clicked.linked)
