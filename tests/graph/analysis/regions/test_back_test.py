"""The back-test of density: pair by pair on small cases, and a sentence's ground where the data are too thin."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from graph.analysis.array_types import Flags
from graph.analysis.regions.back_test import LEAST_ENTRIES, back_test
from graph.analysis.regions.presence import LEAST_REGIONS, Presence
from graph.analysis.regions.proximity import density, proximity


def presence(held: Flags, names: str = "r") -> Presence:
    return Presence(
        regions=tuple(f"{names}{i:02}" for i in range(len(held))),
        segments=tuple(f"s{i:02}" for i in range(held.shape[1])),
        held=held,
        unknown=~held,
        suppliers=held.astype(np.int32),
    )


@pytest.mark.parametrize("seed", range(10))
def test_the_score_is_the_share_of_pairs_in_the_right_order(seed: int) -> None:
    dice = np.random.default_rng(seed)
    old = dice.random((12, 15)) < 0.3
    new = old | (dice.random(old.shape) < 0.3)
    test, scores = back_test(presence(old), presence(new)), density(old, proximity(old))
    points = [
        1.0 if scores[r, a] > scores[r, b] else 0.5 if scores[r, a] == scores[r, b] else 0.0
        for r, a, b in product(range(12), range(15), range(15))
        if new[r, a] and not old[r, a] and not new[r, b]
    ]
    assert test.density_score == pytest.approx(np.mean(points))
    assert (test.entries, test.candidates) == ((new & ~old).sum(), (~old).sum())


def test_what_spreads_along_what_is_there_scores_high_and_chance_does_not() -> None:
    dice = np.random.default_rng(7)
    kinds = dice.integers(0, 4, 60)  # each region draws from one of four groups of segments
    groups = np.arange(40) % 4
    own = groups == kinds[:, None]
    old = own & (dice.random(own.shape) < 0.5)
    near = back_test(presence(old), presence(old | (own & (dice.random(own.shape) < 0.5))))
    chance = back_test(presence(old), presence(old | (dice.random(own.shape) < 0.1)))
    assert near.density_score is not None and near.density_score > 0.95
    assert chance.density_score is not None and abs(chance.density_score - 0.5) < 0.07


def test_thin_data_have_no_score() -> None:
    dice = np.random.default_rng(3)
    old = dice.random((LEAST_REGIONS - 1, 40)) < 0.3
    assert back_test(presence(old), presence(np.ones_like(old))).is_too_thin
    old = np.zeros((LEAST_REGIONS, 40), np.bool_)
    new = old.copy()
    new.flat[: LEAST_ENTRIES - 1] = True
    assert back_test(presence(old), presence(new)).is_too_thin
    new.flat[LEAST_ENTRIES - 1] = True
    assert not back_test(presence(old), presence(new)).is_too_thin


def test_only_regions_of_both_years_count() -> None:
    old = np.ones((3, 2), np.bool_)
    assert back_test(presence(old), presence(old, "q")).regions == 0
    with pytest.raises(ValueError, match="segments"):
        back_test(presence(old), presence(np.ones((3, 3), np.bool_)))
