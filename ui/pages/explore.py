"""图谱探索: the neighbourhood of anything, or the shortest connection between two things."""

from __future__ import annotations

import streamlit as st

from graph.model.schema import STUB, schema
from queries import subgraph
from queries.subgraph import Filter, Subgraph, among, neighbourhood, shortest_path, things
from ui.components.network import Clicked, network
from ui.components.network_view import link_statements, network_files, network_tables, thing_heading
from ui.components.page_context import Frame, told
from ui.components.picker import pick_entity
from ui.components.url_state import get, get_all, literal, put, segments, several, switch
from ui.exports.network_layout import Point, along, lay_out

SIZES = (subgraph.MOST, subgraph.MOST_SOFT, subgraph.MOST_HARD)
HEIGHT, MOST_LINKS = 520, 8


def explore(frame: Frame) -> None:
    """The page."""
    words = frame.words
    one, other, more = st.columns([2.4, 2.4, 1], vertical_alignment="bottom")
    with one:
        start = pick_entity(frame, words("explore.start"), "at")
    with other:
        end = pick_entity(frame, words("explore.end"), "to")
    with more:
        wanted, most = _filters(frame)
    if not start:
        st.info(words("explore.empty"))
        return
    _found(frame, start, end if end != start else "", wanted, most, (get("at"), get("to")))


@st.fragment  # a click on the picture runs this part alone
def _found(frame: Frame, start: str, end: str, wanted: Filter, most: int, asked: tuple[str, str]) -> None:
    if (get("at"), get("to")) != asked:
        st.rerun()
    with told(frame.words):
        found = _path(frame, start, end, wanted) if end else _around(frame, start, wanted, most)
        if found:
            graph, at = found
            title = " — ".join(graph.things[id_].name for id_ in (start, end) if id_)
            _show(frame, graph, at, title, path=bool(end))


def _filters(frame: Frame) -> tuple[Filter, int]:
    words, known = frame.words, schema()
    labels = [name for name, kind in known.nodes.items() if kind.entity and name != STUB]
    hint = words("explore.all")
    chosen = sum(bool(get_all(name)) for name in ("hide", "status", "data", "confidence")) + (get("sure") == "1")
    title = words("counted", title=words("explore.filter"), count=chosen) if chosen else words("explore.filter")
    with st.popover(title, width="stretch"):
        most = segments(words("explore.most"), [str(size) for size in SIZES], "most", default=str(SIZES[0]))
        sure = switch(words("explore.sure_only"), "sure")
        hidden = several(words("explore.hide"), labels, "hide", words.label, words("explore.none"))
        statuses = several(
            words("column.status"), known.values["status"], "status", lambda v: words(f"status.{v}"), hint
        )
        datasets = several(words("column.dataset"), _datasets(frame), "data", hint=hint)
        confidences = several(
            words("column.confidence"),
            known.values["confidence"],
            "confidence",
            lambda v: words(f"confidence.{v}"),
            hint,
        )
    return (
        Filter(frozenset(hidden), frozenset(statuses), frozenset(datasets), frozenset(confidences), not sure),
        int(most),
    )


def _datasets(frame: Frame) -> list[str]:
    return [part.split(":", 1)[0] for part in frame.version().split(";") if part]


def _around(frame: Frame, start: str, wanted: Filter, most: int) -> tuple[Subgraph, dict[str, Point]]:
    opened = [start, *(id_ for id_ in get_all("open") if id_ != start)]
    known = frame.kept(things, tuple(opened))
    graph = frame.kept(neighbourhood, tuple(id_ for id_ in opened if id_ in known), wanted, most)
    return graph, lay_out(graph)


def _path(frame: Frame, start: str, end: str, wanted: Filter) -> tuple[Subgraph, dict[str, Point]] | None:
    path = frame.kept(shortest_path, start, end)
    if not path:
        st.info(frame.words("explore.no_path"))
        return None
    return frame.kept(among, tuple(path), wanted), along(path)


def _show(frame: Frame, graph: Subgraph, at: dict[str, Point], title: str, *, path: bool) -> None:
    words, chosen = frame.words, get("chosen")
    counts = {"things": len(graph.things), "links": len(graph.links), "statements": len(graph.statements)}
    said = [words("explore.count", **counts), words("explore.how")]
    st.caption(" · ".join([words("explore.path", steps=len(graph.things) - 1), *said] if path else said))
    picture, panel = st.columns([3.3, 1.2])
    with picture:
        network(graph, at, words, title=title, key="explore", follow=_follow, chosen=chosen, height=HEIGHT)
        if graph.cut:  # below, else the picture would jump under the hand that opened something
            st.warning(words("explore.cut", shown=len(graph.things), found=graph.found))
    with panel:
        _panel(frame, graph, chosen, path=path)
    network_files(graph, at, title, frame)
    network_tables(graph, frame)


def _follow(clicked: Clicked) -> None:
    """Put what was clicked into the URL."""
    if clicked.expanded:
        put(open=[*get_all("open"), clicked.expanded], chosen=clicked.expanded, to="")
    elif clicked.selected or clicked.linked:
        put(chosen=clicked.selected or clicked.linked)


def _panel(frame: Frame, graph: Subgraph, chosen: str, *, path: bool) -> None:
    words = frame.words
    link = next((one for one in graph.links if one.id == chosen), None)
    if link:
        link_statements(graph, link, frame)
        return
    if chosen not in graph.things:
        st.info(words("explore.choose"))
        return
    thing_heading(graph.things[chosen], frame)
    opened = chosen in graph.opened
    if not opened:
        _button(words("explore.expand"), open=[*get_all("open"), chosen], to="")
    elif len(graph.opened) > 1 and not path:
        left = [id_ for id_ in graph.opened if id_ != chosen]
        _button(words("explore.collapse"), at=left[0], open=left[1:])
    _button(words("explore.centre"), at=chosen, open="", to="")
    st.html(frame.anchor("entity", words("explore.details"), "go", id=chosen))
    mine = [one for one in graph.links if chosen in (one.a, one.b)]
    st.caption(words("explore.links_here", count=len(mine)))
    for one in mine[:MOST_LINKS]:
        other = graph.things[one.b if one.a == chosen else one.a].name
        relations = words.join(list(dict.fromkeys(words.label(said.relation) for said in one.statements)))
        st.button(
            literal(f"{relations} · {other}"),
            key=f"link-{one.id}",
            type="tertiary",
            on_click=put,
            kwargs={"chosen": one.id},
        )


def _button(text: str, **state: str | list[str]) -> None:
    st.button(text, width="stretch", on_click=put, kwargs=state)
