"""The choice of institutes against an enumeration of all choices on small random problems."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import e, prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.method import default_method
from graph.analysis.targeting.demand import Demand
from graph.analysis.targeting.greedy import solve_greedy
from graph.analysis.targeting.match import Candidate, Match, Provision, match_candidates
from graph.analysis.targeting.milp import OPTIMALITY_TOLERANCE, solve_exact
from graph.analysis.targeting.problem import Constraints, Problem, build_problem
from graph.analysis.targeting.robustness import selection_robustness
from tests.support.profiles import budget

METHOD = default_method()
CHANCES = st.sampled_from([0.05, 0.2, 0.4, 0.6, 0.9, 0.999])


@st.composite
def problems(draw: st.DrawFn) -> tuple[Problem, Constraints]:
    candidates = [f"c{i:02}" for i in range(draw(st.integers(0, 12)))]
    gaps = [f"g{i}" for i in range(draw(st.integers(1, 8)))]
    fits = {j: draw(st.dictionaries(st.sampled_from(gaps), CHANCES, max_size=5)) for j in candidates}
    weights = {g: draw(st.floats(0.01, 1)) for g in gaps}
    some = st.frozensets(st.sampled_from(candidates), max_size=2) if candidates else st.just(frozenset())
    rules = Constraints(
        max_chosen=draw(st.integers(0, 4)),
        budget=draw(st.one_of(st.none(), st.floats(0, 5))),
        per_parent=draw(st.sampled_from([None, None, 1, 2])),
        must=draw(some),
        never=draw(some),
        parents={j: draw(st.sampled_from(["", "p", "q"])) for j in candidates},
        costs={j: draw(st.sampled_from([0.0, 0.5, 1.0, 2.0])) for j in candidates},
    )
    return Problem(weights, fits), rules


def worth(problem: Problem, chosen: tuple[str, ...]) -> float:
    return sum(w * (1 - prod(1 - problem.probability[j].get(g, 0) for j in chosen)) for g, w in problem.weights.items())


def allowed(constraints: Constraints, chosen: tuple[str, ...]) -> bool:
    parents = [constraints.parents[j] for j in chosen if constraints.parents[j]]
    return (
        len(chosen) <= constraints.max_chosen
        and constraints.must <= set(chosen)
        and not constraints.never & set(chosen)
        and (
            constraints.budget is None
            or round(sum(constraints.costs[j] for j in chosen), 9) <= round(constraints.budget, 9)
        )
        and (constraints.per_parent is None or all(parents.count(p) <= constraints.per_parent for p in parents))
    )


def best(problem: Problem, constraints: Constraints) -> float | None:
    every = (c for k in range(constraints.max_chosen + 1) for c in combinations(problem.candidates, k))
    return max((worth(problem, chosen) for chosen in every if allowed(constraints, chosen)), default=None)


@budget(500)
@given(problems())
def test_the_exact_choice_is_the_best_of_all(given_: tuple[Problem, Constraints]) -> None:
    problem, rules = given_
    most, choice = best(problem, rules), solve_exact(problem, rules)
    if most is None or choice is None:
        assert most is None and choice is None
        return
    assert allowed(rules, choice.chosen)
    assert choice.value == pytest.approx(worth(problem, choice.chosen))
    assert choice.value >= most * (1 - 2 * OPTIMALITY_TOLERANCE)
    assert choice.bound >= most * (1 - OPTIMALITY_TOLERANCE)
    assert choice.ratio >= 1 - 2 * OPTIMALITY_TOLERANCE


def test_what_the_solver_trips_over_is_solved_all_the_same() -> None:
    problem = Problem({"g0": 1.0, "g1": 1.0}, {j: {"g0": 0.05, "g1": 0.999} for j in ("c00", "c01")})
    choice = solve_exact(problem, Constraints(max_chosen=2, must=frozenset({"c00"})))
    assert choice is not None
    assert (choice.chosen, choice.ratio) == (("c00", "c01"), pytest.approx(1))


@budget(500)
@given(problems())
def test_the_greedy_choice_keeps_its_promise(given_: tuple[Problem, Constraints]) -> None:
    problem, rules = given_
    chosen, most = solve_greedy(problem, rules), best(problem, rules)
    if chosen is None or most is None:
        assert chosen is None and most is None
        return
    assert allowed(rules, chosen)
    plain = rules.budget is None and rules.per_parent is None and not rules.must
    if plain:
        assert worth(problem, chosen) >= (1 - 1 / e) * most - 1e-9


@budget(500)
@given(problems())
def test_lazy_is_the_same_as_looking_at_all(given_: tuple[Problem, Constraints]) -> None:
    problem, rules = given_
    rules = replace(rules, budget=None)
    chosen = solve_greedy(problem, rules)
    if chosen is None:
        return
    slow: list[str] = sorted(rules.must)
    while True:
        gains = [
            (-round(worth(problem, (*slow, j)) - worth(problem, tuple(slow)), 9), j)
            for j in problem.candidates
            if j not in slow and rules.allow([*slow, j])
        ]
        if not gains or min(gains)[0] >= 0:
            break
        slow.append(min(gains)[1])
    assert worth(problem, chosen) == pytest.approx(worth(problem, tuple(slow)), abs=1e-7)


@budget(500)
@given(problems(), st.data())
def test_one_more_never_harms_and_adds_ever_less(given_: tuple[Problem, Constraints], data: Any) -> None:
    problem, _ = given_
    if not problem.candidates:
        return
    pick = st.frozensets(st.sampled_from(problem.candidates))
    small, j = data.draw(pick), data.draw(st.sampled_from(problem.candidates))
    large = small | data.draw(pick)
    gain, late = (problem.value({*j_, j}) - problem.value(j_) for j_ in (small, large))
    assert late >= -1e-12
    if j not in large:
        assert gain >= late - 1e-12


def test_contradictory_limits_are_reported() -> None:
    problem = Problem({"g": 1.0}, {"a": {"g": 0.5}, "b": {"g": 0.5}})
    assert solve_exact(problem, Constraints(max_chosen=1, must=frozenset("ab"))) is None
    assert solve_greedy(problem, Constraints(max_chosen=3, must=frozenset("a"), never=frozenset("a"))) is None


def test_a_match_says_what_speaks_for_it() -> None:
    one = Candidate(
        id="c",
        name="甲",
        certainty="medium",
        fields=("锂电池隔膜与涂覆", "电机"),
        provisions=(
            Provision("s1", "ev/separator", True),
            Provision("s2", "ev/cell", False),
            Provision("s3", "ev/separator", False),
        ),
    )
    found = {
        match.segment: match
        for match in match_candidates(
            [one], {"ev/separator": ["锂电池隔膜"], "ev/cell": ["电芯"], "ev/motor": ["电机铁芯"]}, METHOD
        )
    }
    assert found["ev/separator"].probability == pytest.approx(1 - 0.4 * 0.8)
    assert [(part.kind, part.basis) for part in found["ev/separator"].evidence] == [
        ("stated", ("s1",)),
        ("keyword", ("锂电池隔膜",)),
    ]
    assert found["ev/cell"].probability == pytest.approx(0.4 * 0.7)
    assert "ev/motor" not in found  # 电机 is too short to be a part of 电机铁芯


def test_survival_is_the_same_every_time_and_sure_without_a_rival() -> None:
    problem = Problem({"g": 1.0, "h": 0.5}, {"a": {"g": 0.9}, "b": {"h": 0.6}, "c": {"h": 0.59}})
    rules = Constraints(max_chosen=2)
    chosen = solve_greedy(problem, rules)
    assert chosen == ("a", "b")
    first = selection_robustness(problem, rules, chosen, METHOD)
    assert first == selection_robustness(problem, rules, chosen, METHOD)
    assert first["a"] == 1.0


def test_one_that_must_be_chosen_may_fit_nothing() -> None:
    problem, rules = Problem({"g": 1.0}, {"a": {"g": 0.5}}), Constraints(max_chosen=2, must=frozenset({"z"}))
    assert solve_greedy(problem, rules) == ("z", "a")
    choice = solve_exact(problem, rules)
    assert choice is not None
    assert set(choice.chosen) == {"z", "a"}
    assert problem.closed(choice.chosen) == {"g": pytest.approx(0.5)}


def test_a_budget_is_kept_to_the_letter() -> None:
    problem = Problem({"g": 1.0, "h": 1.0}, {"a": {"g": 0.5}, "b": {"h": 0.5}})
    rules = Constraints(max_chosen=2, budget=1.0, costs={"a": 0.5000004, "b": 0.5000004})
    choice = solve_exact(problem, rules)
    assert choice is not None
    assert rules.allow(choice.chosen)


def test_a_segment_of_two_chains_counts_in_both() -> None:
    needs = [Demand(gap="bu:b", chain=chain, segment="b", weight=0.5) for chain in ("one", "two")]
    problem = build_problem(needs, [Match("j", "b", 0.6, ())])
    assert problem.value({"j"}) == pytest.approx(0.6)


def test_latin_keywords_are_words_of_their_own() -> None:
    provider = Candidate(id="c", name="甲", fields=("MEMS器件", "EMS与调度"))
    other = replace(provider, fields=("MEMS器件",))
    found = [bool(match_candidates([one], {"s": ["EMS"]}, METHOD)) for one in (provider, other)]
    assert found == [True, False]


def test_without_time_the_bound_is_still_one() -> None:
    problem = Problem({"g": 1.0, "h": 1.0}, {"a": {"g": 0.5}, "b": {"g": 0.5, "h": 0.5}, "c": {"h": 0.25}})
    choice = solve_exact(problem, Constraints(max_chosen=1), seconds=0)
    assert choice
    assert (choice.chosen, choice.value, choice.bound) == (("b",), 1.0, 1.0)
