"""图谱探索: the neighbourhood of anything, or the shortest connection between two things."""

from __future__ import annotations

import streamlit as st

from graph.model.schema import STUB, default_schema
from queries import subgraph
from queries.subgraph import Subgraph, SubgraphFilter, ego_network, induced_subgraph, load_entities, shortest_path
from ui.components.network import Clicked, network
from ui.components.network_view import link_statements, network_downloads, network_tables, thing_heading
from ui.components.page_context import PageContext, error_boundary
from ui.components.picker import pick_entity
from ui.components.url_state import escape_markdown, multiselect, param, params, segments, set_params, toggle
from ui.exports.network_layout import Point, along, layout_network

SIZES = (subgraph.DEFAULT_ENTITIES, subgraph.SOFT_MAX_ENTITIES, subgraph.MAX_ENTITIES)
HEIGHT, MOST_LINKS = 520, 8


def explore(context: PageContext) -> None:
    """The page."""
    words = context.words
    one, other, more = st.columns([2.4, 2.4, 1], vertical_alignment="bottom")
    with one:
        start = pick_entity(context, words("explore.start"), "at")
    with other:
        end = pick_entity(context, words("explore.end"), "to")
    with more:
        wanted, most = _filters(context)
    if not start:
        st.info(words("explore.empty"))
        return
    _found(context, start, end if end != start else "", wanted, most, (param("at"), param("to")))


@st.fragment  # a click on the picture runs this part alone
def _found(
    context: PageContext, start: str, end: str, shown: SubgraphFilter, most: int, asked: tuple[str, str]
) -> None:
    if (param("at"), param("to")) != asked:
        st.rerun()
    with error_boundary(context.words):
        found = _path(context, start, end, shown) if end else _around(context, start, shown, most)
        if found:
            graph, at = found
            title = " — ".join(graph.entities[id_].name for id_ in (start, end) if id_)
            _show(context, graph, at, title, path=bool(end))


def _filters(context: PageContext) -> tuple[SubgraphFilter, int]:
    words, known = context.words, default_schema()
    labels = [name for name, kind in known.nodes.items() if kind.entity and name != STUB]
    hint = words("explore.all")
    chosen = sum(bool(params(name)) for name in ("hide", "status", "data", "confidence")) + (param("sure") == "1")
    title = words("counted", title=words("explore.filter"), count=chosen) if chosen else words("explore.filter")
    with st.popover(title, width="stretch"):
        most = segments(words("explore.most"), [str(size) for size in SIZES], "most", default=str(SIZES[0]))
        sure = toggle(words("explore.sure_only"), "sure")
        hidden = multiselect(words("explore.hide"), labels, "hide", words.label, words("explore.none"))
        statuses = multiselect(
            words("column.status"), known.values["status"], "status", lambda v: words(f"status.{v}"), hint
        )
        datasets = multiselect(words("column.dataset"), _datasets(context), "data", hint=hint)
        confidences = multiselect(
            words("column.confidence"),
            known.values["confidence"],
            "confidence",
            lambda v: words(f"confidence.{v}"),
            hint,
        )
    return (
        SubgraphFilter(frozenset(hidden), frozenset(statuses), frozenset(datasets), frozenset(confidences), not sure),
        int(most),
    )


def _datasets(context: PageContext) -> list[str]:
    return [part.split(":", 1)[0] for part in context.version().split(";") if part]


def _around(context: PageContext, start: str, shown: SubgraphFilter, most: int) -> tuple[Subgraph, dict[str, Point]]:
    opened = [start, *(id_ for id_ in params("open") if id_ != start)]
    known = context.cached(load_entities, tuple(opened))
    graph = context.cached(ego_network, tuple(id_ for id_ in opened if id_ in known), shown, most)
    return graph, layout_network(graph)


def _path(
    context: PageContext, start: str, end: str, shown: SubgraphFilter
) -> tuple[Subgraph, dict[str, Point]] | None:
    path = context.cached(shortest_path, start, end)
    if not path:
        st.info(context.words("explore.no_path"))
        return None
    return context.cached(induced_subgraph, tuple(path), shown), along(path)


def _show(context: PageContext, graph: Subgraph, at: dict[str, Point], title: str, *, path: bool) -> None:
    words, chosen = context.words, param("chosen")
    counts = {"things": len(graph.entities), "links": len(graph.merged_edges), "statements": len(graph.statements)}
    said = [words("explore.count", **counts), words("explore.how")]
    st.caption(" · ".join([words("explore.path", steps=len(graph.entities) - 1), *said] if path else said))
    picture, panel = st.columns([3.3, 1.2])
    with picture:
        network(graph, at, words, title=title, key="explore", follow=_follow, chosen=chosen, height=HEIGHT)
        if graph.cut:  # below, else the picture would jump under the hand that opened something
            st.warning(words("explore.cut", shown=len(graph.entities), found=graph.total))
    with panel:
        _panel(context, graph, chosen, path=path)
    network_downloads(graph, at, title, context)
    network_tables(graph, context)


def _follow(clicked: Clicked) -> None:
    """Put what was clicked into the URL."""
    if clicked.expanded:
        set_params(open=[*params("open"), clicked.expanded], chosen=clicked.expanded, to="")
    elif clicked.selected or clicked.linked:
        set_params(chosen=clicked.selected or clicked.linked)


def _panel(context: PageContext, graph: Subgraph, chosen: str, *, path: bool) -> None:
    words = context.words
    link = next((one for one in graph.merged_edges if one.id == chosen), None)
    if link:
        link_statements(graph, link, context)
        return
    if chosen not in graph.entities:
        st.info(words("explore.choose"))
        return
    thing_heading(graph.entities[chosen], context)
    opened = chosen in graph.expanded
    if not opened:
        _button(words("explore.expand"), open=[*params("open"), chosen], to="")
    elif len(graph.expanded) > 1 and not path:
        left = [id_ for id_ in graph.expanded if id_ != chosen]
        _button(words("explore.collapse"), at=left[0], open=left[1:])
    _button(words("explore.centre"), at=chosen, open="", to="")
    st.html(context.anchor("entity", words("explore.details"), "go", id=chosen))
    mine = [one for one in graph.merged_edges if chosen in (one.a, one.b)]
    st.caption(words("explore.links_here", count=len(mine)))
    for one in mine[:MOST_LINKS]:
        other = graph.entities[one.b if one.a == chosen else one.a].name
        relations = words.join(list(dict.fromkeys(words.label(said.relation) for said in one.statements)))
        st.button(
            escape_markdown(f"{relations} · {other}"),
            key=f"link-{one.id}",
            type="tertiary",
            on_click=set_params,
            kwargs={"chosen": one.id},
        )


def _button(text: str, **state: str | list[str]) -> None:
    st.button(text, width="stretch", on_click=set_params, kwargs=state)
