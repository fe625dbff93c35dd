"""The gaps that an institute could close, each with the part of its score that closing would take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.gaps.gap import Gap, GapKind, combined_weakness
from graph.analysis.method import Method

CLOSABLE_FLAGS = frozenset({"no_research", "no_platform"})


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A gap that an institute could close, or a firm's need at a segment (``is_need``), and its weight w >= 0."""

    gap: str
    chain: str
    segment: str
    weight: float
    certain: bool = False
    is_need: bool = False

    @property
    def key(self) -> str:
        """Return a key of its own: a segment of two chains may be a gap in both."""
        return f"{self.chain} {self.gap}"


def gap_demands(gaps: Iterable[Gap], method: Method) -> list[Demand]:
    """Return the demand of each gap, in id order; w is the gap's score times its kind's factor.

    Of 强链 only what the flags no_research and no_platform add to the score counts, since an institute is neither a
    second supplier nor a way around a bottleneck; 建链 is left out: its segments are gaps of their own.
    """
    demands = (
        Demand(gap=gap.id, chain=gap.chain, segment=gap.segment, weight=_weight(gap, method), certain=gap.certain)
        for gap in gaps
        if gap.kind in method.kinds
    )
    return sorted((need for need in demands if need.weight > 0), key=lambda need: need.key)


def _weight(gap: Gap, method: Method) -> float:
    share = gap.score if gap.kind != GapKind.STRENGTHEN else _mendable(gap, method)
    return share * method.kinds[gap.kind]


def _mendable(gap: Gap, method: Method) -> float:
    left = [flag for flag in gap.flags if flag.name not in CLOSABLE_FLAGS]
    return gap.score - float(gap.parts["v"] or 0) * combined_weakness(left, method.unsure_factor)
