"""The panel beside the network: what the chosen entity or edge is, and what can be done with it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.subgraph import EntityRef, MergedEdge, Statement, Subgraph
from ui.components.citation_link import citation_link
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.statement_table import doubt_button, doubt_notice, show_statements
from ui.components.url_state import params, set_params
from ui.exports import subgraph_table
from ui.exports.network_style import edge_text
from ui.presenters.path_sentence import best_statement, path_sentence, step_text
from ui.text import Words

MAX_LISTED_EDGES = 8  # what fits beside the picture
MAX_HUBS = 12  # what fits beside the picture on an office screen
STATEMENT = Markup('<div class="said"><b><bdi>{relation}</bdi></b><br>{marks}<br>{source} {button}</div>')


def panel(context: PageContext, graph: Subgraph, chosen: str, *, path: Sequence[str]) -> None:
    """Show the panel.

    Args:
        context: the page's context.
        graph: the network.
        chosen: the id of an entity or of a merged edge; any other shows the path in sentences, or the hubs.
        path: the ids along the path, where the network is one; it cannot be collapsed.
    """
    words, links = context.words, context.links
    doubt_notice(context)
    edge = next((edge for edge in graph.merged_edges if edge.id == chosen), None)
    if edge:
        _edge_panel(context, graph, edge)
    elif chosen in graph.entities:
        _entity_panel(graph, chosen, words, links, is_path=bool(path))
    elif path:
        _path_panel(context, graph, path)
    else:
        _hubs_panel(graph, words)


def _path_panel(context: PageContext, graph: Subgraph, path: Sequence[str]) -> None:
    words = context.words
    st.markdown(escape_markdown(path_sentence(graph, path, words)))
    st.caption(words("explore.path_sources"))
    steps = filter(None, (best_statement(graph, a, b) for a, b in itertools.pairwise(path)))
    said = (_statement(context, step, step_text(graph, step, words)) for step in steps)
    show_statements(context, Markup("").join(said), "explore-path")


def _hubs_panel(graph: Subgraph, words: Words) -> None:
    """Show the things with most links, as buttons that choose them, which keyboards reach too."""
    st.markdown(f"**{words('explore.hubs')}**")
    degree = Counter(end for edge in graph.merged_edges for end in {edge.a, edge.b})
    hubs = sorted(graph.entities.values(), key=lambda entity: (-degree[entity.id], entity.id))[:MAX_HUBS]
    with st.container(key="network-hubs", gap=None):
        for entity in hubs:
            st.button(
                escape_markdown(_hub_text(entity, degree[entity.id], words)),
                key=SessionKey.NETWORK_LINK.of(entity.id),
                type="tertiary",
                on_click=set_params,
                kwargs={"chosen": entity.id},
            )
    st.caption(words("explore.choose"))


def _hub_text(entity: EntityRef, count: int, words: Words) -> str:
    return words("explore.hub", name=entity.name, label=words.label(entity.label), count=count)


def _edge_panel(context: PageContext, graph: Subgraph, edge: MergedEdge) -> None:
    words = context.words
    names = [graph.entities[edge.a].name, graph.entities[edge.b].name]
    st.markdown(f"**{escape_markdown(' — '.join(names))}**")
    st.caption(words("explore.parallel", count=len(edge.statements)))
    said = (_statement(context, statement, _relation(graph, statement, words)) for statement in edge.statements)
    show_statements(context, Markup("").join(said), f"explore-{edge.id}")


def _relation(graph: Subgraph, statement: Statement, words: Words) -> str:
    source, target = graph.entities[statement.source].name, graph.entities[statement.target].name
    return f"{source} {words.label(statement.relation)} {target}"


def _statement(context: PageContext, statement: Statement, relation: str) -> Markup:
    words = context.words
    return STATEMENT.format(
        relation=relation,
        marks=_marks(statement, words),
        source=citation_link(statement, words, statement.section),
        button=doubt_button(context, statement.id),
    )


def _marks(statement: Statement, words: Words) -> str:
    marks = [
        words(f"status.{statement.status}"),
        words(f"confidence.{statement.confidence}"),
        words(f"support.{statement.support}"),
    ]
    return " · ".join(mark for mark in marks if mark)


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
    with st.container(key="network-links", gap=None):
        for edge in edges[:MAX_LISTED_EDGES]:
            _edge_button(graph, edge, chosen, words)


def _edge_button(graph: Subgraph, edge: MergedEdge, chosen: str, words: Words) -> None:
    other = graph.entities[edge.b if edge.a == chosen else edge.a].name
    st.button(
        escape_markdown(f"{edge_text(edge, words)} · {other}"),
        key=SessionKey.NETWORK_LINK.of(edge.id),
        type="tertiary",
        on_click=set_params,
        kwargs={"chosen": edge.id},
    )


def _button(text: str, **state: str | list[str]) -> None:
    st.button(text, width="stretch", on_click=set_params, kwargs=state)
