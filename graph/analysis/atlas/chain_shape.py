"""What a chain has in every region: its importance, what is before and after what, its bottlenecks, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Flags, Indices, Reals
from graph.analysis.chain import Chain
from graph.analysis.coverage import compute_coverage
from graph.analysis.method import Method
from graph.analysis.structure import Structure


@dataclass(frozen=True, eq=False, kw_only=True)
class ChainShape:
    """The part of a chain's analysis that no statement changes; segments are in id order.

    Attributes:
        id: the chain's id.
        columns: the place of each segment among all segments of the template.
        importance: v of each segment.
        critical: whether the template says so.
        upstream: segments x segments, whether the second is before the first.
        downstream: whether it is after it.
        neighbours: whether an edge joins them.
        is_bottleneck: whether enough roots and sinks no longer join without the segment.
        structure: blocks and routes.
    """

    id: str
    columns: Indices
    importance: Reals
    critical: Flags
    upstream: Flags
    downstream: Flags
    neighbours: Flags
    is_bottleneck: Flags
    structure: Structure

    @property
    def total_importance(self) -> float:
        """Return the sum of v."""
        return float(sum(self.importance.tolist()))

    def has_route(self, passable: Flags) -> Flags:
        """Return whether each region has a route from a root to a sink of passable segments only.

        Args:
            passable: regions x segments.
        """
        structure = self.structure
        place = {segment: at for at, segment in enumerate(structure.ids)}
        open_: list[Flags] = [
            np.all(passable[:, [place[segment] for segment in block]], axis=1) for block in structure.blocks
        ]
        reached: list[Flags] = [np.zeros(len(passable), np.bool_) for _ in structure.blocks]
        for root in structure.roots:
            reached[root] = open_[root].copy()
        for at, targets in enumerate(structure.successors):
            for target in targets:
                reached[target] = reached[target] | (reached[at] & open_[target])
        passed: Flags = np.logical_or.reduce([reached[sink] for sink in structure.sinks])
        return passed


def chain_shape(chain: Chain, method: Method, places: Mapping[str, int]) -> ChainShape:
    """Return the shape of a chain.

    Args:
        chain: the chain, whose statements do not matter.
        method: thresholds and weights.
        places: the place of each segment among all.
    """
    coverage = compute_coverage(chain, method)
    structure = coverage.structure
    ids = structure.ids

    def matrix(masks: Mapping[str, int]) -> Flags:
        rows = [[bool(masks[s] & structure.segment_bit[t]) and s != t for t in ids] for s in ids]
        return np.array(rows, np.bool_).reshape(len(ids), len(ids))

    pairs = [structure.root_sink_pairs(s) for s in ids]
    return ChainShape(
        id=chain.id,
        columns=np.array([places[s] for s in ids], np.intp),
        importance=np.array([coverage.importance[s] for s in ids], np.float64),
        critical=np.array([chain.segments[s].critical for s in ids], np.bool_),
        upstream=matrix(structure.upstream),
        downstream=matrix(structure.downstream),
        neighbours=matrix({s: structure.mask(chain.neighbours(s)) for s in ids}),
        is_bottleneck=np.array(
            [bool(whole) and lost / whole >= method.bottleneck_share for lost, whole in pairs], np.bool_
        ),
        structure=structure,
    )
