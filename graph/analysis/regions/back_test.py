"""A back-test of density: whether segments that came to regions were those near to what the regions had before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Flags, Reals
from graph.analysis.regions.presence import LEAST_REGIONS, Presence
from graph.analysis.regions.proximity import density, proximity

LEAST_ENTRIES = 30  # with these, the standard error of an area of 0.7 is about 0.05 (Hanley and McNeil 1982)


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """The result of a back-test.

    Attributes:
        regions: how many regions are in both years.
        entries: how many segments were not found in the earlier year and are found in the later.
        candidates: how many were not found in the earlier year.
        density_score: the chance that of a segment that came and one that did not, both of one region, the one that
            came had the higher density (the area under the ROC curve); 0.5 is guessing. None: too thin.
        ubiquity_score: the same of how many regions had the segment: what a list of common segments would reach.
    """

    regions: int
    entries: int
    candidates: int
    density_score: float | None
    ubiquity_score: float | None

    @property
    def is_too_thin(self) -> bool:
        """Return whether there is too little for a result."""
        return self.density_score is None


def back_test(before: Presence, after: Presence) -> BackTest:
    """Test the density of an earlier year by what a later one has.

    Args:
        before: what the regions had; unknown segments count as not found.
        after: what they have later, with the same segments.

    Raises:
        ValueError: the segments differ.
    """
    if before.segments != after.segments:
        raise ValueError("the two years have different segments")
    common = [region for region in before.regions if region in set(after.regions)]
    old, new = before.of(common).held, after.of(common).held
    came, stayed_away = new & ~old, ~new & ~old
    thin = len(common) < LEAST_REGIONS or int(came.sum()) < LEAST_ENTRIES or not stayed_away.any()
    ubiquity = np.broadcast_to(old.sum(axis=0).astype(np.float64), old.shape)
    return BackTest(
        regions=len(common),
        entries=int(came.sum()),
        candidates=int((~old).sum()),
        density_score=None if thin else _area(density(old, proximity(old)), came, stayed_away),
        ubiquity_score=None if thin else _area(ubiquity, came, stayed_away),
    )


def _area(scores: Reals, came: Flags, stayed_away: Flags) -> float | None:
    """Return the share of pairs of one region in the right order, ties half; None without a pair."""
    right, pairs = 0.0, 0
    for row, positives, negatives in zip(scores, came, stayed_away, strict=True):
        high, low = row[positives][:, None], row[negatives]
        right += float((high > low).sum() + (high == low).sum() / 2)
        pairs += int(positives.sum()) * int(negatives.sum())
    return right / pairs if pairs else None
