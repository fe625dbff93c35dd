"""The lazy greedy choice: the candidate that adds most, again and again."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.targeting.problem import Constraints, Problem


def solve_greedy(problem: Problem, constraints: Constraints) -> tuple[str, ...] | None:
    """Return a good choice: within a plain limit of k, worth at least 1 - 1/e of the best.

    Nemhauser, Wolsey and Fisher, Mathematical Programming 14 (1978) 265-294; evaluated lazily as by Minoux (1978): what
    a candidate adds never grows. Within a budget the better of the choices by gain and by gain per cost is taken
    (Leskovec et al., KDD 2007: at least (1 - 1/e) / 2); with a limit for each parent the bound is 1/2.

    Args:
        problem: weights and matches.
        rules: limits.

    Returns:
        The chosen, ``must`` first in id order; None where ``must`` alone breaks the limits.
    """
    if not constraints.allow(constraints.must):
        return None
    choices = [_choose(problem, constraints, per_cost=False)]
    if constraints.budget is not None:
        choices.append(_choose(problem, constraints, per_cost=True))
    return max(choices, key=lambda chosen: round(problem.value(chosen), SCORE_DECIMALS))


def _choose(problem: Problem, constraints: Constraints, *, per_cost: bool) -> tuple[str, ...]:
    chosen = sorted(constraints.must)
    left = dict(problem.weights)  # w_g times the probability that g is still open
    for j in chosen:
        _take(problem, left, j)
    heap = [
        (-float("inf"), j, -1) for j in problem.candidates if j not in constraints.must and j not in constraints.never
    ]
    heapify(heap)
    while heap:
        key, j, seen = heappop(heap)
        if seen == len(chosen):
            if key >= 0:
                break
            if constraints.allow([*chosen, j]):
                chosen.append(j)
                _take(problem, left, j)
            continue  # what breaks a limit now breaks it later too
        gain = sum(left[g] * p for g, p in sorted(problem.probability[j].items()))
        cost = constraints.cost(j) if per_cost else 1.0
        heappush(heap, (-round(gain / cost if cost else gain * 1e9, SCORE_DECIMALS), j, len(chosen)))
    return tuple(chosen)


def _take(problem: Problem, left: dict[str, float], candidate: str) -> None:
    for g, p in problem.probability.get(candidate, {}).items():
        left[g] *= 1 - p
