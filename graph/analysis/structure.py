"""The shape of a chain: what is upstream and downstream of what, blocks, routes, bottlenecks.

Sets of segments are bit masks over the segments in id order. The edges should have no cycles; segments of a cycle are
each before and after the other and form one block.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph.analysis.rounding import SCORE_DECIMALS

SegmentPath = tuple[str, ...]


@dataclass(frozen=True)
class Structure:
    """A chain's graph, seen once."""

    graph: nx.DiGraph[str]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the segments in id order."""
        return tuple(sorted(self.graph))

    @cached_property
    def segment_bit(self) -> Mapping[str, int]:
        """Return each segment's mask."""
        return {segment: 1 << place for place, segment in enumerate(self.ids)}

    @cached_property
    def blocks(self) -> tuple[tuple[str, ...], ...]:
        """Return the segments, those of a cycle together (in id order), in topological order."""
        condensation = nx.condensation(self.graph)
        order = nx.lexicographical_topological_sort(
            condensation, key=lambda block: min(condensation.nodes[block]["members"])
        )
        return tuple(tuple(sorted(condensation.nodes[block]["members"])) for block in order)

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return the blocks of more than one segment."""
        return tuple(block for block in self.blocks if len(block) > 1)

    @cached_property
    def block_index(self) -> Mapping[str, int]:
        """Return the place of each segment's block in ``blocks``."""
        return {segment: place for place, block in enumerate(self.blocks) for segment in block}

    @cached_property
    def successors(self) -> tuple[frozenset[int], ...]:
        """Return the blocks that each block feeds."""
        return tuple(
            frozenset(self.block_index[b] for a in block for b in self.graph.successors(a)) - {place}
            for place, block in enumerate(self.blocks)
        )

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """Return the blocks without edges in."""
        fed = {target for targets in self.successors for target in targets}
        return tuple(place for place in range(len(self.blocks)) if place not in fed)

    @cached_property
    def sinks(self) -> tuple[int, ...]:
        """Return the blocks without edges out."""
        return tuple(place for place, targets in enumerate(self.successors) if not targets)

    @cached_property
    def downstream(self) -> Mapping[str, int]:
        """Return the mask of all segments after each segment, itself included."""
        return self._reach(without=None)

    @cached_property
    def upstream(self) -> Mapping[str, int]:
        """Return the mask of all segments before each segment, itself included."""
        masks = dict.fromkeys(self.ids, 0)
        for segment, mask in self.downstream.items():
            for other in self.segments(mask):
                masks[other] |= self.segment_bit[segment]
        return masks

    def segments(self, mask: int) -> list[str]:
        """Return the segments of a mask, in id order."""
        return [segment for segment in self.ids if mask & self.segment_bit[segment]]

    def mask(self, segments: Collection[str]) -> int:
        """Return the mask of some segments."""
        return sum(self.segment_bit[segment] for segment in set(segments))

    def _reach(self, without: str | None) -> dict[str, int]:
        reach = {segment: self.segment_bit[segment] for segment in self.ids if segment != without}
        order = [segment for block in reversed(self.blocks) for segment in block if segment != without]
        again = True
        while again:  # once, and once more only where there are cycles
            again = False
            for segment in order:
                mask = reach[segment]
                for target in self.graph.successors(segment):
                    mask |= reach.get(target, 0)
                again = again or (bool(self.cycles) and mask != reach[segment])
                reach[segment] = mask
        return reach

    def root_sink_pairs(self, segment: str) -> tuple[int, int]:
        """Count the pairs of a root and a different sink that a route joins, neither of them the segment's block.

        Returns:
            How many of them no route joins without the segment, and how many there are.
        """
        if segment not in self._counted_pairs:  # what-if analyses ask for the same graph hundreds of times
            self._counted_pairs[segment] = self._count_pairs(segment)
        return self._counted_pairs[segment]

    @cached_property
    def _counted_pairs(self) -> dict[str, tuple[int, int]]:
        return {}

    def _count_pairs(self, segment: str) -> tuple[int, int]:
        reach = self._reach(without=segment)
        lost = pairs = 0
        for root in self.roots:
            for sink in self.sinks:
                if self.block_index[segment] in (root, sink) or root == sink:
                    continue
                ends = self.mask(self.blocks[sink])
                if self.downstream[self.blocks[root][0]] & ends:
                    pairs += 1
                    lost += not any(reach[start] & ends for start in self.blocks[root])
        return lost, pairs

    def has_route(self, passable: Callable[[str], bool]) -> bool:
        """Return whether a route from a root to a sink has only passable segments."""
        open_ = [all(map(passable, block)) for block in self.blocks]
        reached = {root for root in self.roots if open_[root]}
        for place in range(len(self.blocks)):
            if place in reached:
                reached |= {target for target in self.successors[place] if open_[target]}
        return any(sink in reached for sink in self.sinks)

    def nearest_route(self, cost: Mapping[str, float], unknown: Collection[str]) -> SegmentPath:
        """Return the cheapest route from root to sink (rounded to 9 decimals), then fewest unknown, then by ids."""
        best: dict[int, tuple[float, int, SegmentPath]] = {}
        for place in reversed(range(len(self.blocks))):
            block = self.blocks[place]
            tails = [best[target] for target in self.successors[place]] or [(0.0, 0, ())]
            price, missing = sum(cost[s] for s in block), sum(s in unknown for s in block)
            ways = [(round(price + tail[0], SCORE_DECIMALS), missing + tail[1], block + tail[2]) for tail in tails]
            best[place] = min(ways)
        return min(best[root] for root in self.roots)[2] if self.roots else ()
