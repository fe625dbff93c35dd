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

BOX_WIDTH, BOX_HEIGHT, GAP, SLOT, AISLE, MARGIN, TOP = 128, 56, 10, 8, 30, 16, 40
MOST_COLUMNS, TALLEST = 8, 8
SWEEPS = 16

Slot: TypeAlias = tuple[str, int]
Place: TypeAlias = str | Slot


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
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    lines: tuple[EdgePath, ...]


def layout_chain(stages: Mapping[str, Sequence[str]], feeds: Iterable[tuple[str, str]]) -> Layout:
    """Lay a chain out.

    Args:
        stages: the stages in order, each with its segments.
        feeds: edges between segments, upstream first; those that close a cycle are drawn backwards.
    """
    edges = sorted(set(feeds))
    columns, bands = _columns(stages, edges)
    at = {segment: place for place, column in enumerate(columns) for segment in column}
    grid, pieces = _slotted(columns, edges, at)
    grid = _ordered(grid, pieces)
    tall = max((_height(column) for column in grid), default=0.0)
    left = [MARGIN + place * (BOX_WIDTH + AISLE) for place in range(len(grid))]
    y = {place: mid for column in grid for place, mid in _middles(column, tall).items()}
    boxes = [Box(segment, left[at[segment]], y[segment] - BOX_HEIGHT / 2) for column in columns for segment in column]
    spans = [Band(stage, left[first] - MARGIN / 2, left[last] + BOX_WIDTH + MARGIN / 2) for stage, first, last in bands]
    lines = [_line(a, b, at, left, y) for a, b in edges]
    width = (left[-1] + BOX_WIDTH if left else 0) + AISLE
    return Layout(width=width, height=TOP + tall + GAP, boxes=tuple(boxes), bands=tuple(spans), lines=tuple(lines))


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


def _size(place: Place) -> float:
    return BOX_HEIGHT if isinstance(place, str) else SLOT


def _height(column: Sequence[Place]) -> float:
    return sum(_size(place) + (GAP if isinstance(place, str) else 0) for place in column)


def _middles(column: Sequence[Place], tall: float) -> dict[Place, float]:
    middles: dict[Place, float] = {}
    top = TOP + (tall - _height(column)) / 2
    for place in column:
        middles[place] = top + _size(place) / 2
        top += _size(place) + (GAP if isinstance(place, str) else 0)
    return middles


def _line(a: str, b: str, at: Mapping[str, int], left: Sequence[float], y: Mapping[Place, float]) -> EdgePath:
    start, end = (left[at[a]] + BOX_WIDTH, y[a]), (left[at[b]], y[b])
    if at[b] <= at[a]:  # within a column, or backwards: around the right side
        side = max(left[at[a]], left[at[b]]) + BOX_WIDTH
        return EdgePath(a, b, (start, (side + AISLE * 0.45, (y[a] + y[b]) / 2), (left[at[b]] + BOX_WIDTH, y[b])))
    points = [start]
    for place in range(at[a] + 1, at[b]):
        mid = y[(a, place)]
        points += [(left[place], mid), (left[place] + BOX_WIDTH, mid)]
    return EdgePath(a, b, (*points, end))
