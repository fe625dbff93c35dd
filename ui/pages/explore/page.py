"""图谱探索: a region at a glance, the neighbourhood of anything, or the shortest connection between two things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from graph.analysis.source_filter import ALL_SOURCES
from queries.subgraph import (
    Subgraph,
    SubgraphFilter,
    ego_network,
    induced_subgraph,
    load_entities,
    region_picture,
    shortest_path,
)
from ui.components.error_boundary import error_boundary
from ui.components.inputs import segments
from ui.components.network import HIDDEN_PARAM, Clicked, network, switch_type
from ui.components.network_downloads import network_downloads
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.url_state import param, params, set_params
from ui.exports.network_layout import LAYOUTS, RINGS, ROLES, NetworkLayout, Point, along, arrange
from ui.pages.explore.filters import subgraph_filter
from ui.pages.explore.panel import panel
from ui.pages.explore.pins import PIN_PARAM, pinned, read_pins, with_pin
from ui.pages.explore.tables import network_tables
from ui.pages.explore.views import open_view, views_menu
from ui.presenters.source_filter import file_name, filter_text, filter_texts

NETWORK_HEIGHT_PIXELS = 500  # the picture and its panel fit a screen of 768 pixels


def explore(context: PageContext) -> None:
    """Render the page of the entities in the URL."""
    words = context.words
    open_view(context)
    with st.container(key="explore-fields"):
        start_column, end_column, layout_column, filter_column, view_column = st.columns(
            [2, 2, 1.9, 0.9, 0.9], vertical_alignment="bottom"
        )
        with start_column:
            start = pick_entity(context, words("explore.start"), "at")
        with end_column:
            end = pick_entity(context, words("explore.end"), "to")
        with layout_column:
            default = RINGS if start else ROLES
            layout = segments(
                words("explore.layout"), LAYOUTS, "layout", lambda name: words(f"explore.layouts.{name}"), default
            )
        with filter_column:
            shown, limit = subgraph_filter(context)
        with view_column:
            views_menu(context)
    _result(context, start, end if end != start else "", shown, limit=limit, layout=layout, asked=_asked())


def _asked() -> tuple[str, ...]:
    return (param("at"), param("to"), param("layout"), *params(HIDDEN_PARAM))


@st.fragment  # a click on the picture runs this part alone, which is quicker than the page
def _result(
    context: PageContext,
    start: str,
    end: str,
    shown: SubgraphFilter,
    *,
    limit: int,
    layout: str,
    asked: tuple[str, ...],
) -> None:
    if _asked() != asked:
        st.rerun()
    with error_boundary(context.words):
        if start and end:
            _path(context, start, end, shown)
            return
        read = _neighbourhood(context, start, shown, limit) if start else _region(context, shown, limit)
        graph = context.names.in_subgraph(read)
        if not graph.entities:
            st.info(context.words("explore.nothing"))
            return
        subject = graph.entities[start].name if start else context.words("explore.at_a_glance")
        title = file_name(context.region_name, subject, *filter_texts(shown.sources, context.words))
        _show(context, graph, arrange(graph, layout), title, shown)


def _region(context: PageContext, shown: SubgraphFilter, limit: int) -> Subgraph:
    chains = tuple(coverage.chain.id for coverage in context.analysis().coverages.values())
    return context.cached(region_picture, chains, shown, limit)


def _neighbourhood(context: PageContext, start: str, shown: SubgraphFilter, limit: int) -> Subgraph:
    expanded = [start, *(id_ for id_ in params("open") if id_ != start)]
    existing = context.cached(load_entities, tuple(expanded))
    return context.cached(ego_network, tuple(id_ for id_ in expanded if id_ in existing), shown, limit)


def _path(context: PageContext, start: str, end: str, shown: SubgraphFilter) -> None:
    words = context.words
    path = context.cached(shortest_path, start, end)
    if not path:
        st.info(words("explore.no_path"))
        return
    if text := filter_text(shown.sources, words):
        st.caption(words("source_filter.path", filter=text))
    every_source = replace(shown, sources=ALL_SOURCES, hidden=frozenset())
    graph = context.names.in_subgraph(context.cached(induced_subgraph, tuple(path), every_source))
    names = " — ".join(graph.entities[id_].name for id_ in (start, end))
    title = file_name(context.region_name, names, *filter_texts(shown.sources, words))
    _show(context, graph, NetworkLayout(along(path)), title, shown, path=path)


def _show(
    context: PageContext,
    graph: Subgraph,
    layout: NetworkLayout,
    title: str,
    shown: SubgraphFilter,
    *,
    path: list[str] | None = None,
) -> None:
    words, links, chosen = context.words, context.links, param("chosen")
    pins: Mapping[str, Point] = read_pins(params(PIN_PARAM))
    layout = pinned(layout, pins)
    counts = {"things": len(graph.entities), "links": len(graph.merged_edges), "statements": len(graph.statements)}
    captions = [words("explore.path", steps=len(path) - 1)] if path else []
    picture_column, panel_column = st.columns([3.3, 1.2])
    with picture_column:
        network(
            graph,
            layout,
            words,
            title=title,
            name="explore",
            follow=_follow,
            chosen=chosen,
            hidden=() if path else shown.hidden,
            height=NETWORK_HEIGHT_PIXELS,
            fills_window=True,
        )
        st.caption(" · ".join([*captions, words("explore.count", **counts), words("explore.how")]))
        if graph.cut:  # below the picture, which would otherwise jump under the pointer that expanded something
            st.warning(words("explore.cut", shown=len(graph.entities), found=graph.total))
    with panel_column:
        panel(context, graph, chosen, path=path or ())
        if pins.keys() & graph.entities.keys():
            st.button(words("explore.unpin"), on_click=set_params, kwargs={PIN_PARAM: ""}, type="tertiary")
    network_downloads(graph, layout, title, words)
    network_tables(graph, words, links)


def _follow(clicked: Clicked) -> None:
    """Write a click into the URL."""
    if clicked.toggled:
        switch_type(clicked.toggled)
    elif clicked.moved:
        set_params(**{PIN_PARAM: with_pin(params(PIN_PARAM), clicked.moved)})
    elif clicked.expanded and not param("at"):
        set_params(at=clicked.expanded, chosen=clicked.expanded, open="", layout="")
    elif clicked.expanded:
        set_params(open=[*params("open"), clicked.expanded], chosen=clicked.expanded, to="")
    elif clicked.selected or clicked.linked:
        set_params(chosen=clicked.selected or clicked.linked)
