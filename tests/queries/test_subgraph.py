"""Pieces of the graph: what is in them, and where the boxes stand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.errors import UsageError
from graph.store.store import Store
from queries.subgraph import (
    EntityRef,
    Statement,
    Subgraph,
    SubgraphFilter,
    ego_network,
    induced_subgraph,
    shortest_path,
)
from tests.support.profiles import budget
from ui.exports.network_layout import ROOM_X, ROOM_Y, along, layout_network


def test_a_neighbourhood_holds_every_statement_between_its_things(bundled: Store) -> None:
    graph = ego_network(bundled, ["inst-jngri"], SubgraphFilter())
    rows = bundled.read(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.status IS NOT NULL AND a.id IN $ids AND b.id IN $ids RETURN r.id AS id",
        {"ids": list(graph.entities)},
    )
    assert sorted(said.id for said in graph.statements) == sorted(row["id"] for row in rows)
    beside = bundled.read(
        "MATCH (:Entity {id: 'inst-jngri'})-[r]-(o:Entity) WHERE r.status IS NOT NULL RETURN DISTINCT o.id AS id"
    )
    assert set(graph.entities) == {"inst-jngri", *(row["id"] for row in beside)}
    assert sum(len(link.statements) for link in graph.merged_edges) == len(graph.statements)
    assert not graph.cut


def test_parallel_statements_are_one_link(bundled: Store) -> None:
    graph = ego_network(bundled, ["inst-jngri"], SubgraphFilter())
    link = next(one for one in graph.merged_edges if {one.a, one.b} == {"inst-jngri", "ent-tanyuan"})
    assert len(link.statements) == 2
    assert link.id == "ent-tanyuan|inst-jngri"


def test_the_limit_keeps_those_with_most_ties(bundled: Store) -> None:
    graph = ego_network(bundled, ["auth-chang-zhou-shi-ke-xue-ji"], SubgraphFilter(), 20)
    assert (len(graph.entities), graph.cut) == (20, True)
    assert graph.total > 150


@pytest.mark.parametrize(
    ("shown", "gone"),
    [
        (
            SubgraphFilter(hidden=frozenset({"Enterprise"})),
            lambda g: all(t.label != "Enterprise" for t in g.entities.values()),
        ),
        (SubgraphFilter(statuses=frozenset({"existing"})), lambda g: {s.status for s in g.statements} == {"existing"}),
        (
            SubgraphFilter(datasets=frozenset({"changzhou-2018"})),
            lambda g: {s.dataset for s in g.statements} == {"changzhou-2018"},
        ),
        (
            SubgraphFilter(confidences=frozenset({"explicit"})),
            lambda g: {s.confidence for s in g.statements} == {"explicit"},
        ),
        (SubgraphFilter(leads=False), lambda g: {s.support for s in g.statements} == {"established"}),
    ],
)
def test_filters(bundled: Store, shown: SubgraphFilter, gone) -> None:  # type: ignore[no-untyped-def]
    graph = ego_network(bundled, ["inst-jngri"], shown)
    assert len(graph.entities) > 1
    assert gone(graph)


def test_an_unknown_entity_is_reported_or_left_out(bundled: Store) -> None:
    with pytest.raises(UsageError, match="entity_unknown"):
        ego_network(bundled, ["nobody"], SubgraphFilter())
    assert list(induced_subgraph(bundled, ["nobody", "pv"]).entities) == ["pv"]
    assert induced_subgraph(bundled, []).entities == {}


def test_the_shortest_connection(bundled: Store) -> None:
    path = shortest_path(bundled, "inst-jngri", "carbon")
    assert (path[0], path[-1], len(path)) == ("inst-jngri", "carbon", 3)
    assert shortest_path(bundled, "inst-jngri", "nobody") == []


def subgraph(opened: list[str], ties: list[tuple[str, str]]) -> Subgraph:
    ids = dict.fromkeys([*opened, *(end for tie in ties for end in tie)])
    things = {id_: EntityRef(id=id_, name=id_, label="Park" if len(id_) % 2 else "Institute") for id_ in ids}
    said = tuple(
        Statement(
            id=f"s{n}",
            relation="SUPPORTS",
            source=a,
            target=b,
            status="existing",
            confidence="explicit",
            support="established",
            dataset="d",
        )
        for n, (a, b) in enumerate(ties)
    )
    return Subgraph(things, said, tuple(opened), len(things))


@st.composite
def graphs(draw: st.DrawFn) -> Subgraph:
    leaves = [f"n{i}" for i in range(draw(st.integers(1, 40)))]
    ties = [("root", leaf) for leaf in leaves]
    ties += draw(st.lists(st.tuples(st.sampled_from(leaves), st.sampled_from(leaves)), max_size=20))
    return subgraph(["root"], [tie for tie in ties if tie[0] != tie[1]])


@budget(40)
@given(graphs())
def test_boxes_never_overlap_and_the_layout_is_stable(graph: Subgraph) -> None:
    at = layout_network(graph)
    assert set(at) == set(graph.entities)
    assert layout_network(graph) == at
    for one, other in itertools.combinations(at.values(), 2):
        assert abs(one[0] - other[0]) >= ROOM_X or abs(one[1] - other[1]) >= ROOM_Y


def test_boxes_keep_their_places_when_an_entity_is_expanded() -> None:
    ties = [("root", f"n{i}") for i in range(30)]
    before = layout_network(subgraph(["root"], ties))
    after = layout_network(subgraph(["root", "n7"], [*ties, *(("n7", f"m{i}") for i in range(15))]))
    assert {id_: after[id_] for id_ in before} == before


def test_a_path_is_a_row() -> None:
    xs = [x for x, _ in along(["a", "b", "c"]).values()]
    assert xs == sorted(xs)
