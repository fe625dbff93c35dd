"""Routes of a network's lines around the dots that stand in their way.

A line is straight, else an arc: vis-network's ``curvedCW`` with some roundness, whose control point turns and moves out
with it. The first arc that keeps clear of every other dot is taken, else the one that comes least near.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from queries.subgraph import MergedEdge, Subgraph
from ui.exports.network_layout import Point

CLEARANCE_PIXELS = 3.0  # between a line and the dot that it passes
ROUNDNESSES = (0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4, 0.55, -0.55)
ARC_SAMPLES = 24  # points of an arc that are measured
MAX_ROUTED_ENTITIES = 300  # more take longer than a second, and nobody follows a line among them
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LineRoute:
    """The way of a line: 0 is straight, else the roundness of the arc; ``clear`` when it passes no other dot."""

    roundness: float = 0.0
    clear: bool = True


STRAIGHT_LINE = LineRoute()


def route_edges(graph: Subgraph, places: Mapping[str, Point], radius: Mapping[str, float]) -> dict[str, LineRoute]:
    """Return the way of each line by its id; all are straight in a network that is too large for more."""
    if len(graph.entities) > MAX_ROUTED_ENTITIES:
        return {edge.id: LineRoute(clear=False) for edge in graph.merged_edges}
    ids = list(graph.entities)
    middles = np.array([places[id_] for id_ in ids], dtype=float).reshape(-1, 2)
    sizes = np.array([radius[id_] for id_ in ids], dtype=float) + CLEARANCE_PIXELS
    index = {id_: place for place, id_ in enumerate(ids)}
    return {edge.id: _route(edge, index, middles, sizes) for edge in graph.merged_edges}


def _route(edge: MergedEdge, index: Mapping[str, int], middles: Numbers, sizes: Numbers) -> LineRoute:
    if edge.a == edge.b:
        return STRAIGHT_LINE
    start, end = middles[index[edge.a]], middles[index[edge.b]]
    others = np.ones(len(middles), dtype=bool)
    others[[index[edge.a], index[edge.b]]] = False
    near = others & _within(start, end, middles)
    if not near.any():
        return STRAIGHT_LINE
    best, least = STRAIGHT_LINE, float("-inf")
    for roundness in (0.0, *ROUNDNESSES):
        room = float(_room(arc_points(start, end, roundness), middles[near], sizes[near]))
        if room >= 0:
            return LineRoute(roundness)
        if room > least:
            best, least = LineRoute(roundness, clear=False), room
    return best


def arc_points(start: Numbers, end: Numbers, roundness: float) -> Numbers:
    """Return points of a line from start to end, as vis-network draws it.

    >>> arc_points(np.array([0.0, 0.0]), np.array([10.0, 0.0]), 0.0)[[0, -1]].round(1).tolist()
    [[0.0, 0.0], [10.0, 0.0]]
    """
    step = np.linspace(0, 1, ARC_SAMPLES)[:, None]
    if not roundness:
        return start + step * (end - start)
    across = end - start
    stretch = (roundness * 0.5 + 0.5) * float(np.hypot(*across))
    angle = np.arctan2(-across[1], across[0]) + (roundness * 0.5 + 0.5) * np.pi
    via = start + stretch * np.array([np.sin(angle), np.cos(angle)])
    curve: Numbers = (1 - step) ** 2 * start + 2 * step * (1 - step) * via + step**2 * end
    return curve


def _within(start: Numbers, end: Numbers, middles: Numbers) -> npt.NDArray[np.bool_]:
    """Return which dots any arc may reach: those not farther from the line's middle than its length."""
    reach = float(np.hypot(*(end - start)))
    distance = np.hypot(*(middles - (start + end) / 2).T)
    within: npt.NDArray[np.bool_] = distance <= reach
    return within


def _room(points: Numbers, middles: Numbers, sizes: Numbers) -> float:
    """Return the least distance between a line and the edge of a dot; negative where it runs through one."""
    first, along = points[:-1], np.diff(points, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    away = middles[:, None, :] - first[None]
    share = np.clip((away * along[None]).sum(axis=2) / length, 0, 1)
    nearest = away - share[:, :, None] * along[None]
    gap: Numbers = np.hypot(nearest[..., 0], nearest[..., 1]).min(axis=1) - sizes
    return float(gap.min())
