"""Lattices of clauses: every way to cut a clause into names and other words, and the likeliest of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


class _Step(NamedTuple):
    """Edges that lead to nodes of one distance from their clause's root, in the order of these nodes."""

    edges: Ints
    nodes: Ints
    begins: Ints


@dataclass(frozen=True)
class Lattice:
    """Edges of many clauses, each from a node to a later one. All nodes are numbered, those of a clause in order.

    Attributes:
        starts: the node at which each edge starts.
        ends: the node at which it ends.
        clause: the clause of each edge.
        first: the first node of each clause.
        last: the last node of each clause.
    """

    starts: Ints
    ends: Ints
    clause: Ints
    first: Ints
    last: Ints

    def marginals(self, scores: Floats) -> tuple[Floats, Floats]:
        """Return the probability of each edge, and the logarithm of the sum over all ways through each clause.

        Args:
            scores: the logarithm of each edge's weight.
        """
        before = self._sums(scores, self._forward, self.starts, self.first)
        behind = self._sums(scores, self._backward, self.ends, self.last)
        totals = before[self.last]
        return np.exp(before[self.starts] + scores + behind[self.ends] - totals[self.clause]), totals

    def best(self, scores: Floats) -> list[int]:
        """Return the edges of the way through each clause whose scores have the greatest sum."""
        most = np.full(int(self.last[-1]) + 1, -np.inf)
        chosen = np.full(len(most), -1)
        most[self.first] = 0.0
        for edges, nodes, begins in self._forward:
            values = most[self.starts[edges]] + scores[edges]
            most[nodes] = np.maximum.reduceat(values, begins)
            order = np.lexsort((values, self.ends[edges]))
            chosen[nodes] = edges[order[np.append(begins[1:], len(edges)) - 1]]
        return [edge for node in self.last for edge in self._way(int(node), chosen)]

    def _way(self, node: int, chosen: Ints) -> list[int]:
        way: list[int] = []
        while chosen[node] >= 0:
            way.append(int(chosen[node]))
            node = int(self.starts[way[-1]])
        return way[::-1]

    def _sums(self, scores: Floats, steps: list[_Step], sources: Ints, roots: Ints) -> Floats:
        sums = np.full(int(self.last[-1]) + 1, -np.inf)
        sums[roots] = 0.0
        for edges, nodes, begins in steps:
            sums[nodes] = np.logaddexp.reduceat(sums[sources[edges]] + scores[edges], begins)
        return sums

    @cached_property
    def _forward(self) -> list[_Step]:
        return _steps(self.ends, self.ends - self.first[self.clause])

    @cached_property
    def _backward(self) -> list[_Step]:
        return _steps(self.starts, self.last[self.clause] - self.starts)


def _steps(targets: Ints, distances: Ints) -> list[_Step]:
    order = np.lexsort((targets, distances))
    parts = np.split(order, np.flatnonzero(np.diff(distances[order])) + 1)
    return [_Step(part, *np.unique(targets[part], return_index=True)) for part in parts]
