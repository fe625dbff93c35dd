"""The layout of a network: dots apart from each other, lines around the dots that they do not join."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot
from time import perf_counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.subgraph import EntityRef, Statement, Subgraph
from ui.exports.network_layout import LAYOUTS, RINGS, ROLE_COLUMNS, arrange
from ui.exports.network_route import CLEARANCE_PIXELS, arc_points, route_edges
from ui.exports.network_style import dot_radius, draw_network
from ui.text import words

LABELS = [label for labels in ROLE_COLUMNS.values() for label in labels]
MAX_DRAWN_SECONDS = 1.0  # a page waits for the picture


def network_of(count: int, pairs: list[tuple[int, int]]) -> Subgraph:
    """A network of some entities of all types, the first one opened."""
    ids = [f"n{place:03}" for place in range(count)]
    entities = {id_: EntityRef(id=id_, name=id_, label=LABELS[at % len(LABELS)]) for at, id_ in enumerate(ids)}
    statements = tuple(
        Statement(
            id=f"s{at}",
            relation="SUPPORTS",
            source=ids[a % count],
            target=ids[b % count],
            status="existing",
            confidence="explicit",
            support="established",
            dataset="d",
        )
        for at, (a, b) in enumerate(pairs)
    )
    return Subgraph(entities, statements, (ids[0],), count)


NETWORKS = st.builds(
    network_of, st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60)
)


@settings(max_examples=40, deadline=None)
@given(graph=NETWORKS, layout=st.sampled_from(LAYOUTS))
def test_no_dot_lies_on_another(graph: Subgraph, layout: str) -> None:
    places, radius = arrange(graph, layout).places, dot_radius(graph)
    assert set(places) == set(graph.entities)
    for a, b in combinations(places, 2):
        distance = hypot(places[a][0] - places[b][0], places[a][1] - places[b][1])
        assert distance >= radius[a] + radius[b]


@settings(max_examples=40, deadline=None)
@given(graph=NETWORKS, layout=st.sampled_from(LAYOUTS))
def test_a_line_that_is_said_to_be_clear_runs_through_no_other_dot(graph: Subgraph, layout: str) -> None:
    places, radius = arrange(graph, layout).places, dot_radius(graph)
    routes = route_edges(graph, places, radius)
    for edge in graph.merged_edges:
        if not routes[edge.id].clear or edge.a == edge.b:
            continue
        points = arc_points(np.array(places[edge.a]), np.array(places[edge.b]), routes[edge.id].roundness)
        for id_ in graph.entities.keys() - {edge.a, edge.b}:
            assert np.hypot(*(points - np.array(places[id_])).T).min() >= radius[id_]


@given(graph=NETWORKS)
@settings(max_examples=15, deadline=None)
def test_the_same_network_always_gets_the_same_places(graph: Subgraph) -> None:
    turned = Subgraph(dict(reversed(graph.entities.items())), graph.statements, graph.expanded, graph.total)
    assert all(arrange(turned, layout).places == arrange(graph, layout).places for layout in LAYOUTS)


def test_a_line_bends_around_a_dot_in_its_way() -> None:
    graph = network_of(3, [(0, 2)])
    places = {"n000": (0.0, 0.0), "n001": (100.0, 0.0), "n002": (200.0, 0.0)}
    route = route_edges(graph, places, dict.fromkeys(places, 10.0))["n000|n002"]
    assert route.clear
    assert route.roundness
    points = arc_points(np.array(places["n000"]), np.array(places["n002"]), route.roundness)
    assert np.hypot(*(points - np.array(places["n001"])).T).min() >= 10 + CLEARANCE_PIXELS


def test_each_role_has_a_column_of_its_own_under_its_heading() -> None:
    graph = network_of(60, [(place, place + 7) for place in range(50)])
    layout = arrange(graph, "roles")
    assert [heading.key for heading in layout.headings] == list(ROLE_COLUMNS)
    columns = [
        {layout.places[id_][0] for id_, entity in graph.entities.items() if entity.label in labels}
        for labels in ROLE_COLUMNS.values()
    ]
    assert all(max(left) < min(right) for left, right in pairwise(columns))


def test_a_large_network_is_drawn_within_a_second() -> None:
    graph = network_of(150, [(place % 150, (place * place + 1) % 150) for place in range(500)])
    start = perf_counter()
    draw_network(graph, arrange(graph, RINGS), words("zh"))
    assert perf_counter() - start < MAX_DRAWN_SECONDS
