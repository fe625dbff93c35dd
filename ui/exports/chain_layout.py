"""Layout of a chain map: the positions of boxes and the courses of edges; pure geometry, in pixels.

Stages are bands, ranks within a stage are columns. An edge that passes a column gets a slot there between the boxes;
edges of one segment share their slots. Columns are ordered by barycentres, so that few edges cross.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

MARGIN, TOP = 16, 34  # pixels: around the map, above the boxes
SPACINGS = (
    (10.0, 8.0),
    (8.0, 7.0),
    (6.0, 6.0),
    (5.0, 4.0),
)  # pixels between boxes and of a passing edge, the widest that fits
MIN_BOX_WIDTH, MAX_BOX_WIDTH = 96, 186  # pixels: six characters of a name in a line; twelve
MIN_BOX_HEIGHT, MAX_BOX_HEIGHT = 54, 74  # pixels: a name, the firms, the state; a name in two lines with both
MIN_AISLE, MAX_AISLE = 20, 110  # pixels between two columns, where edges bend
MOST_COLUMNS, TALLEST = 8, 8
SWEEPS = 16

Slot: TypeAlias = tuple[str, int]
Place: TypeAlias = str | Slot


@dataclass(frozen=True)
class Room:
    """The room that a map is to fill, in pixels, with one line of legend below it; a map that needs more takes it."""

    width: float = 0.0
    height: float = 0.0


PAPER_ROOM = Room(1_000, 540)  # a map across an A4 page: its names are read at 7 points
SCREEN_ROOM = Room(1_300, 548)  # what an office screen of 1366 x 768 leaves beside menus and margins
NARROW_ROOM = Room(868, 548)  # the same beside an open drawer


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The sizes of boxes, of the aisles between columns, of the gaps between boxes and of passing edges, in pixels."""

    box_width: float
    box_height: float
    aisle: float
    gap: float
    slot: float


@dataclass(frozen=True)
class Box:
    """A segment's box: its upper left corner."""

    id: str
    x: float
    y: float


@dataclass(frozen=True)
class Band:
    """A stage's band, from ``left`` to ``right``."""

    stage: str
    left: float
    right: float


@dataclass(frozen=True)
class EdgePath:
    """An edge as the points that it runs through."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The whole map."""

    width: float
    height: float
    sizes: Sizes
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    lines: tuple[EdgePath, ...]


def layout_chain(
    stages: Mapping[str, Sequence[str]], feeds: Iterable[tuple[str, str]], room: Room = PAPER_ROOM
) -> Layout:
    """Lay a chain out.

    Args:
        stages: the stages in order, each with its segments.
        feeds: edges between segments, upstream first; those that close a cycle are drawn backwards.
        room: the room that boxes and aisles are stretched to fill.
    """
    edges = sorted(set(feeds))
    columns, bands = _columns(stages, edges)
    at = {segment: place for place, column in enumerate(columns) for segment in column}
    grid, pieces = _slotted(columns, edges, at)
    grid = _ordered(grid, pieces)
    sizes = _sizes(grid, room)
    tall = max((_height(column, sizes) for column in grid), default=0.0)
    left = [MARGIN + place * (sizes.box_width + sizes.aisle) for place in range(len(grid))]
    y = {place: mid for column in grid for place, mid in _middles(column, tall, sizes).items()}
    boxes = [
        Box(segment, left[at[segment]], y[segment] - sizes.box_height / 2) for column in columns for segment in column
    ]
    half = min(MARGIN, sizes.aisle) / 2
    bands_ = [Band(stage, left[first] - half, left[last] + sizes.box_width + half) for stage, first, last in bands]
    router = Router(at, left, y, sizes)
    width = (left[-1] + sizes.box_width if left else 0) + MARGIN
    return Layout(
        width=width,
        height=TOP + tall + sizes.gap,
        sizes=sizes,
        boxes=tuple(boxes),
        bands=tuple(bands_),
        lines=tuple(router.line(a, b) for a, b in edges),
    )


def _sizes(grid: Sequence[Sequence[Place]], room: Room) -> Sizes:
    """Return the sizes at which the columns fill a room, within the limits."""
    columns = max(1, len(grid))
    width = _within(MIN_BOX_WIDTH, (room.width - 2 * MARGIN - (columns - 1) * MIN_AISLE) / columns, MAX_BOX_WIDTH)
    aisle = _within(MIN_AISLE, (room.width - 2 * MARGIN - columns * width) / max(1, columns - 1), MAX_AISLE)
    for gap, slot in SPACINGS:
        height = _free_height(grid, room, gap, slot)
        if height >= MIN_BOX_HEIGHT:
            break
    return Sizes(
        box_width=width,
        box_height=_within(MIN_BOX_HEIGHT, height, MAX_BOX_HEIGHT),
        aisle=aisle,
        gap=gap,
        slot=slot,
    )


def _free_height(grid: Sequence[Sequence[Place]], room: Room, gap: float, slot: float) -> float:
    """Return the height that a room leaves each box of the fullest column."""
    bare = Sizes(box_width=0, box_height=0, aisle=0, gap=gap, slot=slot)
    counts = [(column, sum(isinstance(place, str) for place in column)) for column in grid]
    heights = [(room.height - TOP - gap - _height(column, bare)) / boxes for column, boxes in counts if boxes]
    return min(heights, default=MAX_BOX_HEIGHT)


def _within(least: float, wanted: float, most: float) -> float:
    return max(least, min(wanted, most))


def _columns(
    stages: Mapping[str, Sequence[str]], edges: Sequence[tuple[str, str]]
) -> tuple[list[list[str]], list[tuple[str, int, int]]]:
    columns: list[list[str]] = []
    bands = []
    ranked = {stage: _ranks(segments, edges) for stage, segments in stages.items() if segments}
    spare = MOST_COLUMNS - sum(-(-len(stages[stage]) // TALLEST) for stage in ranked)
    for stage, ranks in sorted(ranked.items(), key=lambda item: list(stages).index(item[0])):
        fewest = -(-len(stages[stage]) // TALLEST)
        count = max(fewest, min(len(ranks), fewest + max(0, spare)))
        joined = _joined(ranks, count)
        spare -= len(joined) - fewest
        bands.append((stage, len(columns), len(columns) + len(joined) - 1))
        columns += joined
    return columns, bands


def _ranks(segments: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the segments of a stage by their longest way from its beginning."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(segments)
    graph.add_edges_from((a, b) for a, b in edges if a in graph and b in graph and a != b)
    while not nx.is_directed_acyclic_graph(graph):
        graph.remove_edge(*nx.find_cycle(graph)[-1][:2])
    return [sorted(generation) for generation in nx.topological_generations(graph)]


def _joined(ranks: list[list[str]], count: int) -> list[list[str]]:
    """Join ranks with their neighbour, the smallest first, until few enough; cut columns that are too tall."""
    joined = [list(rank) for rank in ranks]
    while len(joined) > count:
        sizes = [len(joined[place]) + len(joined[place + 1]) for place in range(len(joined) - 1)]
        place = sizes.index(min(sizes))
        joined[place : place + 2] = [joined[place] + joined[place + 1]]
    cut = []
    for column in joined:
        parts = -(-len(column) // TALLEST)
        size = -(-len(column) // parts)
        cut += [column[start : start + size] for start in range(0, len(column), size)]
    return cut


def _slotted(
    columns: list[list[str]], edges: Sequence[tuple[str, str]], at: Mapping[str, int]
) -> tuple[list[list[Place]], list[tuple[Place, Place]]]:
    grid: list[list[Place]] = [list(column) for column in columns]
    pieces: dict[tuple[Place, Place], None] = {}
    for a, b in edges:
        way: list[Place] = [a, *((a, place) for place in range(at[a] + 1, at[b])), b]
        for slot in way[1:-1]:
            if isinstance(slot, tuple) and slot not in grid[slot[1]]:
                grid[slot[1]].append(slot)
        pieces |= dict.fromkeys(pairwise(way))
    return grid, list(pieces)


def _ordered(grid: list[list[Place]], pieces: Sequence[tuple[Place, Place]]) -> list[list[Place]]:
    before: dict[Place, list[Place]] = defaultdict(list)
    after: dict[Place, list[Place]] = defaultdict(list)
    for a, b in pieces:
        after[a].append(b)
        before[b].append(a)
    best, fewest = [list(column) for column in grid], _crossings(grid, pieces)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        neighbours = before if forward else after
        for column in grid if forward else reversed(grid):
            rank = {place: k / max(1, len(col) - 1) for col in grid for k, place in enumerate(col)}
            middle = {
                p: sum(rank[q] for q in neighbours[p]) / len(neighbours[p]) if neighbours[p] else rank[p]
                for p in column
            }
            column.sort(key=middle.__getitem__)
        count = _crossings(grid, pieces)
        if count < fewest:
            best, fewest = [list(column) for column in grid], count
    return best


def _crossings(grid: list[list[Place]], pieces: Sequence[tuple[Place, Place]]) -> int:
    place = {p: (i, k) for i, column in enumerate(grid) for k, p in enumerate(column)}
    between: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for a, b in pieces:
        between[place[a][0], place[b][0]].append((place[a][1], place[b][1]))
    return sum(
        (a - c) * (b - d) < 0 for lines in between.values() for k, (a, b) in enumerate(lines) for c, d in lines[:k]
    )


def _size(place: Place, sizes: Sizes) -> float:
    return sizes.box_height if isinstance(place, str) else sizes.slot


def _height(column: Sequence[Place], sizes: Sizes) -> float:
    return sum(_size(place, sizes) + (sizes.gap if isinstance(place, str) else 0) for place in column)


def _middles(column: Sequence[Place], tall: float, sizes: Sizes) -> dict[Place, float]:
    middles: dict[Place, float] = {}
    top = TOP + (tall - _height(column, sizes)) / 2
    for place in column:
        middles[place] = top + _size(place, sizes) / 2
        top += _size(place, sizes) + (sizes.gap if isinstance(place, str) else 0)
    return middles


@dataclass(frozen=True)
class Router:
    """Finds the course of an edge.

    Attributes:
        at: the column of each segment.
        left: the left side of each column.
        y: the middle of each box and slot.
        sizes: the sizes of boxes and aisles.
    """

    at: Mapping[str, int]
    left: Sequence[float]
    y: Mapping[Place, float]
    sizes: Sizes

    def line(self, a: str, b: str) -> EdgePath:
        """Return the course of an edge: through its slots, or around the right side where it leads backwards."""
        at, left, y, width = self.at, self.left, self.y, self.sizes.box_width
        start, end = (left[at[a]] + width, y[a]), (left[at[b]], y[b])
        if at[b] <= at[a]:
            side = max(left[at[a]], left[at[b]]) + width
            bend = (side + MIN_AISLE * 0.45, (y[a] + y[b]) / 2)
            return EdgePath(a, b, (start, bend, (left[at[b]] + width, y[b])))
        points = [start]
        for place in range(at[a] + 1, at[b]):
            mid = y[(a, place)]
            points += [(left[place], mid), (left[place] + width, mid)]
        return EdgePath(a, b, (*points, end))
