"""Layout of a network: rings around what is opened, columns by role or by type, a row for a path.

A name stands beside its dot, so the places are wide and low. What stands keeps its place when something else is opened:
each opened thing's new neighbours take free places around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import atan2, ceil, cos, hypot, pi, sin
from typing import TypeAlias

import networkx as nx

from graph.model.schema_file import default_schema
from queries.subgraph import Subgraph

ROOM_X, ROOM_Y = 168.0, 62.0  # between the middles of two dots on rings
FIRST_RING, RING = 1.35, 0.62  # in units of the rooms
RING_FLATNESS = 0.5  # height by width of a ring: the picture is about twice as wide as high
PATH_STEP = 230.0
CELL_X, CELL_Y = 190.0, 29.0  # between the middles of two dots in columns: a name of ten characters, and its height
COLUMN_GAP = 20.0  # between two columns, beside the room of their cells
PICTURE_ASPECT = 2.1  # width by height of the picture on an office screen
ORDERING_SWEEPS = 6  # of the columns' order by the middle of their neighbours; more changes little
RINGS, ROLES, TYPES = "rings", "roles", "types"
LAYOUTS = (ROLES, TYPES, RINGS)
ROLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "govern": ("Authority", "Programme", "Target", "Event", "Region"),
    "place": ("Park", "Carrier", "Group"),
    "support": ("Platform", "Institute", "University", "ServiceOrg", "Alliance"),
    "produce": ("Enterprise", "Project", "Stub"),
    "segment": ("Segment", "Technology"),
    "chain": ("Chain",),
}
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Heading:
    """The heading of a column: its key (a role, or a type's label), and where its text begins."""

    key: str
    at: Point


@dataclass(frozen=True)
class NetworkLayout:
    """The middle of each dot, and the headings of columns where there are any."""

    places: Mapping[str, Point]
    headings: tuple[Heading, ...] = field(default=())


def layout_network(graph: Subgraph) -> dict[str, Point]:
    """Return the middle of each dot on rings, in pixels; the same graph always gives the same places."""
    if not graph.expanded:
        return dict(arrange(graph, ROLES).places)
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


def arrange(graph: Subgraph, layout: str) -> NetworkLayout:
    """Return the layout of a network.

    Args:
        graph: the network.
        layout: one of ``LAYOUTS``; rings need something that is opened, else the layout is by roles.
    """
    if layout == RINGS and graph.expanded:
        return NetworkLayout(layout_network(graph))
    columns = _by_type(graph) if layout == TYPES else _by_role(graph)
    return _in_columns(graph, {key: ids for key, ids in columns.items() if ids})


def along(path: Sequence[str]) -> dict[str, Point]:
    """Place a path as a gently waving row."""
    return {thing: (place * PATH_STEP, ROOM_Y * (place % 2)) for place, thing in enumerate(path)}


def _by_role(graph: Subgraph) -> dict[str, list[str]]:
    role_of = {label: role for role, labels in ROLE_COLUMNS.items() for label in labels}
    columns: dict[str, list[str]] = {role: [] for role in ROLE_COLUMNS}
    for entity in graph.entities.values():
        columns[role_of.get(entity.label, "produce")].append(entity.id)
    return columns


def _by_type(graph: Subgraph) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {label: [] for label in default_schema().nodes}
    for entity in graph.entities.values():
        columns.setdefault(entity.label, []).append(entity.id)
    return columns


def _in_columns(graph: Subgraph, columns: Mapping[str, Sequence[str]]) -> NetworkLayout:
    ordered = _ordered(columns, _neighbours(graph))
    rows = _row_count([len(ids) for ids in ordered.values()])
    places: dict[str, Point] = {}
    headings, left = [], 0.0
    for key, ids in ordered.items():
        width = ceil(len(ids) / rows)
        height = ceil(len(ids) / width)
        headings.append(Heading(key, (left, -1.3 * CELL_Y)))
        for place, id_ in enumerate(ids):
            places[id_] = (left + place // height * CELL_X, place % height * CELL_Y)
        left += width * CELL_X + COLUMN_GAP
    return NetworkLayout(places, tuple(headings))


def _row_count(sizes: Sequence[int]) -> int:
    """Return the fewest rows with which the columns are no wider than the picture's shape allows."""
    rows = max(1, min(max(sizes, default=1), 6))
    while rows < max(sizes, default=1) and _width(sizes, rows) > PICTURE_ASPECT * rows * CELL_Y:
        rows += 1
    return rows


def _width(sizes: Sequence[int], rows: int) -> float:
    return sum(ceil(size / rows) * CELL_X + COLUMN_GAP for size in sizes)


def _ordered(columns: Mapping[str, Sequence[str]], neighbours: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Return the columns with their entities near the height of their neighbours, so that fewer lines cross."""
    ordered = {key: sorted(ids, key=lambda id_: (-len(neighbours[id_]), id_)) for key, ids in columns.items()}
    height = _heights(ordered.values())
    for _ in range(ORDERING_SWEEPS):
        for key, ids in ordered.items():
            middle = {
                id_: sum(height[other] for other in neighbours[id_]) / len(neighbours[id_])
                if neighbours[id_]
                else height[id_]
                for id_ in ids
            }
            ordered[key] = sorted(ids, key=lambda id_: (round(middle[id_], 9), id_))
            height |= _heights([ordered[key]])
    return ordered


def _heights(columns: Iterable[Sequence[str]]) -> dict[str, float]:
    return {id_: place / len(ids) for ids in columns for place, id_ in enumerate(ids)}


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
            yield centre[0] + ring * ROOM_X * cos(angle), centre[1] + ring * ROOM_X * RING_FLATNESS * sin(angle)
        ring, shift = ring + RING, shift + pi / count  # else dots would stand in each other's light


def _neighbours(graph: Subgraph) -> Mapping[str, set[str]]:
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(graph.entities)
    net.add_edges_from((edge.a, edge.b) for edge in graph.merged_edges if edge.a != edge.b)
    return {id_: set(net[id_]) for id_ in net}
