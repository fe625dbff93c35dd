"""Gaps and needs in one choice, against an enumeration of all choices."""

from __future__ import annotations

from itertools import combinations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.targeting.demand import Demand
from graph.analysis.targeting.match import Match
from graph.analysis.targeting.milp import OPTIMALITY_TOLERANCE, solve_exact
from graph.analysis.targeting.need import NeedAtSegments, need_demands
from graph.analysis.targeting.problem import Constraints, build_problem
from tests.support.profiles import budget

SEGMENTS = ("a", "b", "c", "d")
CHANCES = st.sampled_from([0.2, 0.4, 0.6, 0.9])


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, float], list[NeedAtSegments], dict[str, dict[str, float]], float]:
    gaps = draw(st.dictionaries(st.sampled_from(SEGMENTS), st.floats(0.01, 1), max_size=4))
    at = st.lists(st.sampled_from(SEGMENTS), max_size=3, unique=True)
    needs = [NeedAtSegments(f"n{i}", tuple(("chain", s) for s in draw(at))) for i in range(draw(st.integers(0, 4)))]
    fits = {f"c{i}": draw(st.dictionaries(st.sampled_from(SEGMENTS), CHANCES, min_size=1)) for i in range(5)}
    return gaps, needs, fits, draw(st.sampled_from([0.1, 0.3, 1.0]))


def worth(
    gaps: dict[str, float],
    needs: list[NeedAtSegments],
    fits: dict[str, dict[str, float]],
    weight: float,
    chosen: tuple[str, ...],
) -> float:
    """Return the weight of what a choice closes and meets, by the definition."""

    def closed(segment: str) -> float:
        return 1 - prod(1 - fits[candidate].get(segment, 0) for candidate in chosen)

    of_needs = (
        weight * sum(closed(segment) for _, segment in need.links) / len(need.links) for need in needs if need.links
    )
    return sum(w * closed(segment) for segment, w in gaps.items()) + sum(of_needs)


@budget(300)
@given(cases())
def test_the_choice_for_gaps_and_needs_is_the_best_of_all(
    case: tuple[dict[str, float], list[NeedAtSegments], dict[str, dict[str, float]], float],
) -> None:
    gaps, needs, fits, weight = case
    demands = [Demand(gap=f"bu:{s}", chain="chain", segment=s, weight=w) for s, w in gaps.items()]
    matches = [Match(candidate, s, p, ()) for candidate, row in fits.items() for s, p in row.items()]
    problem = build_problem([*demands, *need_demands(needs, weight)], matches)
    choice = solve_exact(problem, Constraints(max_chosen=2))
    assert choice is not None
    every = [chosen for k in range(3) for chosen in combinations(fits, k)]
    best = max(worth(gaps, needs, fits, weight, chosen) for chosen in every)
    assert worth(gaps, needs, fits, weight, choice.chosen) == pytest.approx(choice.value)
    assert choice.value >= best * (1 - 2 * OPTIMALITY_TOLERANCE) - 1e-9


def test_needs_change_nothing_where_there_are_none() -> None:
    assert need_demands([], 0.3) == []
    assert need_demands([NeedAtSegments("n1", ())], 0.3) == []


def test_a_needs_weight_is_shared_by_its_segments() -> None:
    demands = need_demands([NeedAtSegments("n1", (("x", "a"), ("y", "b"))), NeedAtSegments("n2", (("x", "a"),))], 0.3)
    assert [(demand.segment, demand.weight, demand.is_need) for demand in demands] == [
        ("a", 0.15, True),
        ("a", 0.3, True),
        ("b", 0.15, True),
    ]
    assert len({demand.key for demand in demands}) == 3
