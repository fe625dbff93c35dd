"""Whole routes of a chain: the nearest, those nearly as near, and the cheapest way to a wanted completeness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from graph.analysis.cell import CoverageState
from graph.analysis.coverage import Coverage
from graph.analysis.rounding import SCORE_DECIMALS, reaches
from graph.analysis.structure import SegmentPath
from graph.model.records import SUPPLY

MAX_ROUTES = 20  # of one answer: more alternatives than a planner compares


@dataclass(frozen=True)
class Route:
    """A root-to-sink route in the chain's order; ``cost`` is the sum of 1 - low, ``lacks`` are those not held."""

    segments: SegmentPath
    cost: float
    uncovered: tuple[str, ...]
    unknown: int


@dataclass(frozen=True)
class Addition:
    """One more organisation at a segment: the completeness' lower end is ``low`` after it and all steps before."""

    segment: str
    gain: float
    low: float


def near_shortest_routes(coverage: Coverage, limit: int = MAX_ROUTES) -> list[Route]:
    """Return the nearest whole route and its alternatives, the nearest first.

    Args:
        coverage: of a chain.
        most: how many at most.

    Returns:
        The routes whose cost is at most (1 + slack) times that of the nearest, by cost, unknown segments, ids.
    """
    routes: list[Route] = []
    for way in _by_cost(coverage):
        max_cost = routes[0].cost * (1 + coverage.method.route_slack) if routes else way.cost
        if len(routes) == limit or way.cost > round(max_cost, SCORE_DECIMALS):
            break
        routes.append(way)
    return routes


def _by_cost(coverage: Coverage) -> Iterator[Route]:
    """Yield every root-to-sink route, the cheapest first, because the cost of the rest of each beginning is known."""
    structure, blocks = coverage.structure, coverage.structure.blocks
    spent = [_price(coverage, block) for block in blocks]
    rest = [(0.0, 0)] * len(blocks)  # the least from a block on
    for place in reversed(range(len(blocks))):
        rest[place] = _sum(
            spent[place], min((rest[target] for target in structure.successors[place]), default=(0.0, 0))
        )
    heap = [(rest[root], blocks[root], root, (0.0, 0)) for root in structure.roots]
    heapify(heap)
    while heap:
        cost, route, place, before = heappop(heap)
        if not structure.successors[place]:
            yield Route(route, cost[0], tuple(s for s in route if not coverage.cell(s).is_covered), cost[1])
        cost_so_far = _sum(before, spent[place])
        for target in structure.successors[place]:
            heappush(heap, (_sum(cost_so_far, rest[target]), route + blocks[target], target, cost_so_far))


def _price(coverage: Coverage, block: SegmentPath) -> tuple[float, int]:
    cells = [coverage.cell(s) for s in block]
    return sum(1 - cell.cover.low for cell in cells), sum(cell.state == CoverageState.UNKNOWN for cell in cells)


def _sum(first: tuple[float, int], second: tuple[float, int]) -> tuple[float, int]:
    return round(first[0] + second[0], SCORE_DECIMALS), first[1] + second[1]


def cheapest_additions(coverage: Coverage, level: float) -> list[Addition]:
    """Return the fewest additional organisations, each of weight 1, that bring the low end of completeness to a level.

    An organisation adds v min(1, left) / (q sum v) where ``left`` is what the segment lacks of q. Each segment's gains
    never grow from one organisation to the next, so taking the largest first needs the fewest (exchange argument).

    Args:
        coverage: of a chain.
        level: the wanted completeness, in [0, 1].

    Returns:
        The steps in order; those that are enough, or all there are.
    """
    span, q = coverage.completeness(), coverage.method.threshold(SUPPLY)
    if span is None:
        return []
    steps: list[tuple[float, str]] = []
    for s in coverage.structure.ids:
        share, left = coverage.importance[s] / coverage.total_importance, q * (1 - coverage.cell(s).cover.low)
        while round(left, SCORE_DECIMALS) > 0 and share > 0:
            steps.append((-share * min(1.0, left) / q, s))
            left -= 1
    low, best = span.low, []
    for gain, segment in sorted(steps, key=lambda step: (round(step[0], SCORE_DECIMALS), step[1])):
        if reaches(low, level):
            break
        low -= gain
        best.append(Addition(segment, -gain, low))
    return best
