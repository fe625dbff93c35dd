"""Layout of a network: rings around opened entities, rows for a path, springs for the rest.

Boxes are wide and low, so rings are ellipses and a place is free when no box is near in both directions. What stands
keeps its place when something else is opened: each opened thing's new neighbours take free places around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import atan2, cos, hypot, pi, sin
from typing import TypeAlias

import networkx as nx

from queries.subgraph import Subgraph

ROOM_X, ROOM_Y = 168.0, 62.0  # between the middles of two boxes
FIRST_RING, RING = 1.35, 0.62  # in units of the rooms
STEP = 230.0
Point: TypeAlias = tuple[float, float]


def layout_network(graph: Subgraph) -> dict[str, Point]:
    """Return the middle of each box, in pixels; the same graph always gives the same places."""
    if not graph.expanded:
        return _sprung(graph)
    neighbours = _neighbours(graph)
    places = _Places()
    for thing in graph.expanded:
        if thing not in places.at:
            places.put(thing, (0.0, 0.0))
        order = sorted(neighbours[thing] - places.at.keys(), key=lambda id_: (graph.entities[id_].label, id_))
        places.around(thing, order)
    for thing in sorted(graph.entities.keys() - places.at.keys()):
        places.around(graph.expanded[0], [thing])
    return places.at


def along(path: Sequence[str]) -> dict[str, Point]:
    """Place a path as a gently waving row."""
    return {thing: (place * STEP, ROOM_Y * (place % 2)) for place, thing in enumerate(path)}


class _Places:
    """Places taken so far, found again by a grid."""

    def __init__(self) -> None:
        self.at: dict[str, Point] = {}
        self.grid: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def put(self, thing: str, wish: Point) -> None:
        """Take the place, or the next free one around it."""
        point = wish if self._free(wish) else next(p for p in _ring_points(wish, 0.0) if self._free(p))
        self.at[thing] = point
        self.grid[self._square(point)].append(point)

    def around(self, centre: str, order: Sequence[str]) -> None:
        """Put things around one that stands already, outward from the middle of all."""
        x, y = self.at[centre]
        points = _ring_points((x, y), atan2(y, x) if hypot(x, y) else -pi / 2)
        for thing in order:
            self.put(thing, next(point for point in points if self._free(point)))

    def _free(self, point: Point) -> bool:
        column, row = self._square(point)
        return not any(
            abs(x - point[0]) < ROOM_X and abs(y - point[1]) < ROOM_Y
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for x, y in self.grid.get((column + dx, row + dy), ())
        )

    @staticmethod
    def _square(point: Point) -> tuple[int, int]:
        return int(point[0] // ROOM_X), int(point[1] // ROOM_Y)


def _ring_points(centre: Point, outward: float) -> Iterator[Point]:
    """Yield points on growing ellipses, each ring from the outward direction to both sides; without end."""
    ring, shift = FIRST_RING, 0.0
    while True:
        count = max(10, int(2 * pi * ring * 2))
        for place in range(count):
            turn = (place + 1) // 2 * (2 * pi / count) * (1 if place % 2 else -1)
            angle = outward + shift + turn
            yield centre[0] + ring * ROOM_X * cos(angle), centre[1] + ring * ROOM_X * 0.72 * sin(angle)
        ring, shift = ring + RING, shift + pi / count  # else boxes would stand in each other's light


def _neighbours(graph: Subgraph) -> Mapping[str, set[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for link in graph.merged_edges:
        neighbours[link.a].add(link.b)
        neighbours[link.b].add(link.a)
    return neighbours


def _sprung(graph: Subgraph) -> dict[str, Point]:
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(sorted(graph.entities))
    net.add_edges_from((link.a, link.b) for link in graph.merged_edges)
    places = _Places()
    wide = (len(net) ** 0.5) * ROOM_X
    for thing, (x, y) in nx.spring_layout(net, seed=1, iterations=60, method="force").items() if len(net) < 500 else ():
        places.put(thing, (float(x) * wide, float(y) * wide * 0.6))
    for thing in sorted(graph.entities.keys() - places.at.keys()):
        places.put(thing, (0.0, 0.0))
    return places.at
