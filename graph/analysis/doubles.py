"""Holders of one segment and role that may be one organisation, and whether the segment's state hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from graph.analysis.cell import Cell, CoverageState, weights_by_organisation
from graph.analysis.coverage import Coverage
from graph.analysis.method import Method
from graph.analysis.rounding import reaches


@dataclass(frozen=True, kw_only=True)
class Double:
    """The possible doubles of one segment in one role.

    Attributes:
        segment, role: where.
        pairs: the holders that may be one, each pair in the order of their ids.
        supply_if_one: the supply if every pair of them were one organisation: the least that it can be.
        decides: whether the segment is strong, and would not be with that supply.
        lost_cover: the cover that it would lose then, 0 to 1; 0 unless the pairs decide.
    """

    segment: str
    role: str
    pairs: tuple[tuple[str, str], ...]
    supply_if_one: float
    decides: bool
    lost_cover: float


def possible_doubles(coverage: Coverage, doubts: Collection[frozenset[str]]) -> Mapping[tuple[str, str], Double]:
    """Return the possible doubles of a chain, by segment and role.

    Args:
        coverage: the chain, as it is while nobody has decided.
        doubts: pairs of organisations that may be one.
    """
    partners: dict[str, set[str]] = defaultdict(set)
    for left, right in map(sorted, doubts):
        partners[left].add(right)
    doubles = (_double(cell, partners, coverage.method) for cell in coverage.cells.values())
    return {(double.segment, double.role): double for double in doubles if double}


def _double(cell: Cell, partners: Mapping[str, Collection[str]], method: Method) -> Double | None:
    holders = {holding.organisation for holding in cell.holdings}
    pairs = tuple(sorted((left, right) for left in holders for right in partners.get(left, ()) if right in holders))
    if not pairs:
        return None
    supply, threshold = supply_if_one(cell, pairs, method), method.threshold(cell.role)
    decides = cell.state == CoverageState.STRONG and not reaches(supply, threshold)
    return Double(
        segment=cell.segment,
        role=cell.role,
        pairs=pairs,
        supply_if_one=supply,
        decides=decides,
        lost_cover=cell.cover.low - supply / threshold if decides else 0.0,
    )


def supply_if_one(cell: Cell, pairs: Iterable[tuple[str, str]], method: Method) -> float:
    """Return the supply of a cell if the organisations of every pair were one.

    An organisation counts once, at its best level, so the supply of several that are one is their greatest weight.
    """
    weights = weights_by_organisation((holding for holding in cell.holdings if holding.is_existing), method)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(weights)
    graph.add_edges_from(pairs)
    return sum(max(weights.get(id_, 0.0) for id_ in group) for group in sorted(nx.connected_components(graph), key=min))
