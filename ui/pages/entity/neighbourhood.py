"""The entity's neighbours as a small network."""

from __future__ import annotations

import streamlit as st

from graph.model.schema_file import default_schema
from queries.subgraph import SubgraphFilter, ego_network
from ui.components.network import HIDDEN_PARAM, Clicked, network, switch_type
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter
from ui.components.url_state import params, set_params
from ui.exports.network_layout import RINGS, arrange

MAX_NEIGHBOURS = 24  # what can be read in half a page's width
NEIGHBOURHOOD_HEIGHT_PIXELS = 420


def neighbourhood(context: PageContext, chosen: str) -> None:
    """Show the network and a link to the page that explores it."""
    words = context.words
    st.header(words("entity.near"), anchor=False)
    hidden = frozenset(params(HIDDEN_PARAM)).intersection(default_schema().nodes)
    shown = SubgraphFilter(hidden=hidden, leads=False, sources=selected_filter())
    graph = context.names.in_subgraph(context.cached(ego_network, (chosen,), shown, MAX_NEIGHBOURS))
    if len(graph.entities) == 1 and not hidden:
        st.info(words("entity.alone"))
        return
    if graph.cut:
        st.caption(words("explore.cut_short", shown=len(graph.entities), found=graph.total))
    network(
        graph,
        arrange(graph, RINGS),
        words,
        title=graph.entities[chosen].name,
        name=f"near-{chosen}",
        follow=_follow,
        hidden=hidden,
        height=NEIGHBOURHOOD_HEIGHT_PIXELS,
    )
    st.html(context.links.anchor("explore", words("entity.explore"), "go", at=chosen))


def _follow(clicked: Clicked) -> None:
    """Switch a type of the legend, or go to the entity that was clicked; a click on an edge does nothing."""
    if clicked.toggled:
        switch_type(clicked.toggled)
    elif target := clicked.selected or clicked.expanded:
        set_params(id=target)
