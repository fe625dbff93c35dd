"""The level of a gap: what carries half of the whole is high, and equal gaps are of one level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.gaps.gap import Gap, GapKind
from graph.analysis.gaps.level import GapLevel, gap_levels
from graph.analysis.rounding import SCORE_DECIMALS

RANKS = {GapLevel.HIGH: 2, GapLevel.MIDDLE: 1, GapLevel.LOW: 0}


def gap(place: int, score: float) -> Gap:
    return Gap(
        kind=GapKind.FILL,
        chain="c",
        segment=f"s{place}",
        certain=False,
        score=score,
        parts={},
        reasons=(),
        statement_ids=(),
    )


def levels(scores: list[float]) -> list[GapLevel]:
    gaps = [gap(place, score) for place, score in enumerate(scores)]
    found = gap_levels(gaps)
    return [found[item.chain, item.id] for item in gaps]


def test_half_of_the_whole_is_high_and_the_last_fifth_low() -> None:
    assert levels([0.5, 0.3, 0.1, 0.1]) == [GapLevel.HIGH, GapLevel.MIDDLE, GapLevel.LOW, GapLevel.LOW]


def test_no_gap_and_gaps_of_no_weight_do_not_fail() -> None:
    assert levels([]) == []
    assert levels([0.0, 0.0]) == [GapLevel.LOW, GapLevel.LOW]


@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_heavier_gap_is_of_no_lower_level_and_equal_ones_of_the_same(scores: list[float]) -> None:
    found = levels(scores)
    for one, of_one in zip(scores, found, strict=True):
        for other, of_other in zip(scores, found, strict=True):
            if round(one, SCORE_DECIMALS) == round(other, SCORE_DECIMALS):
                assert of_one == of_other
            elif one > other:
                assert RANKS[of_one] >= RANKS[of_other]
    if any(round(score, SCORE_DECIMALS) for score in scores):
        assert found[scores.index(max(scores))] == GapLevel.HIGH
