"""How much a gap matters beside the others of its region: high, middle or low, because a score alone says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from graph.analysis.gaps.gap import Gap
from graph.analysis.rounding import SCORE_DECIMALS

# ABC analysis of stocks: few items carry most of the value. Pareto's usual cuts are 80 and 95 per cent; with them most
# gaps of the bundled region would be of the first level, so the cuts are lower.
HIGH_SHARE = 0.5  # of the sum of all scores, carried by the gaps of level high
MIDDLE_SHARE = 0.8  # carried by those of high and middle together


class GapLevel(StrEnum):
    """The level of a gap, from the scores of all."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


def gap_levels(gaps: Iterable[Gap]) -> Mapping[tuple[str, str], GapLevel]:
    """Return the level of each gap by its chain and id; gaps of one score are of one level."""
    by_score: dict[float, list[Gap]] = {}
    for gap in gaps:
        by_score.setdefault(round(gap.score, SCORE_DECIMALS), []).append(gap)
    whole = sum(score * len(equal) for score, equal in by_score.items())
    levels: dict[tuple[str, str], GapLevel] = {}
    heavier = 0.0
    for score, equal in sorted(by_score.items(), reverse=True):
        share = heavier / whole if whole else 1.0
        level = GapLevel.HIGH if share < HIGH_SHARE else GapLevel.MIDDLE if share < MIDDLE_SHARE else GapLevel.LOW
        levels |= {(gap.chain, gap.id): level for gap in equal}
        heavier += score * len(equal)
    return levels
