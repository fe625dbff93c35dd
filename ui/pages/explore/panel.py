"""The panel beside the network: what the chosen entity or edge is, and what can be done with it."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from queries.subgraph import MergedEdge, Statement, Subgraph
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.session_key import SessionKey
from ui.components.url_state import params, set_params
from ui.exports import subgraph_table
from ui.text import Words

MAX_LISTED_EDGES = 8  # what fits beside the picture
STATEMENT = Markup(
    '<div class="said"><b><bdi>{relation}</bdi></b><br>{marks}<br><bdi>{source}</bdi><br><code>{id}</code></div>'
)


def panel(graph: Subgraph, chosen: str, words: Words, links: Links, *, is_path: bool) -> None:
    """Show the panel.

    Args:
        graph: the network.
        chosen: the id of an entity or of a merged edge; any other is answered with a hint.
        words: the words of the user's language.
        links: the links to pages.
        is_path: the network is a path, which cannot be collapsed.
    """
    edge = next((edge for edge in graph.merged_edges if edge.id == chosen), None)
    if edge:
        _edge_panel(graph, edge, words)
    elif chosen in graph.entities:
        _entity_panel(graph, chosen, words, links, is_path=is_path)
    else:
        st.info(words("explore.choose"))


def _edge_panel(graph: Subgraph, edge: MergedEdge, words: Words) -> None:
    names = [graph.entities[edge.a].name, graph.entities[edge.b].name]
    st.markdown(f"**{escape_markdown(' — '.join(names))}**")
    st.caption(words("explore.parallel", count=len(edge.statements)))
    for statement in edge.statements:
        st.html(_statement(graph, statement, words))


def _statement(graph: Subgraph, statement: Statement, words: Words) -> Markup:
    source, target = graph.entities[statement.source].name, graph.entities[statement.target].name
    marks = [
        words(f"status.{statement.status}"),
        words(f"confidence.{statement.confidence}"),
        words(f"support.{statement.support}"),
        statement.kind,
    ]
    return STATEMENT.format(
        relation=f"{source} {words.label(statement.relation)} {target}",
        marks=" · ".join(mark for mark in marks if mark),
        source=subgraph_table.source(statement, words),
        id=statement.id,
    )


def _entity_panel(graph: Subgraph, chosen: str, words: Words, links: Links, *, is_path: bool) -> None:
    entity = graph.entities[chosen]
    st.markdown(f"**{escape_markdown(entity.name)}**")
    st.caption(escape_markdown(" · ".join(subgraph_table.about(entity, words))))
    if chosen not in graph.expanded:
        _button(words("explore.expand"), open=[*params("open"), chosen], to="")
    elif len(graph.expanded) > 1 and not is_path:
        remaining = [id_ for id_ in graph.expanded if id_ != chosen]
        _button(words("explore.collapse"), at=remaining[0], open=remaining[1:])
    _button(words("explore.centre"), at=chosen, open="", to="")
    st.html(links.anchor("entity", words("explore.details"), "go", id=chosen))
    edges = [edge for edge in graph.merged_edges if chosen in (edge.a, edge.b)]
    st.caption(words("explore.links_here", count=len(edges)))
    for edge in edges[:MAX_LISTED_EDGES]:
        _edge_button(graph, edge, chosen, words)


def _edge_button(graph: Subgraph, edge: MergedEdge, chosen: str, words: Words) -> None:
    other = graph.entities[edge.b if edge.a == chosen else edge.a].name
    relations = words.join(list(dict.fromkeys(words.label(statement.relation) for statement in edge.statements)))
    st.button(
        escape_markdown(f"{relations} · {other}"),
        key=SessionKey.NETWORK_LINK.of(edge.id),
        type="tertiary",
        on_click=set_params,
        kwargs={"chosen": edge.id},
    )


def _button(text: str, **state: str | list[str]) -> None:
    st.button(text, width="stretch", on_click=set_params, kwargs=state)
