"""Robustness of a choice to the weights: how often each member is chosen when they are perturbed."""

from __future__ import annotations

from random import Random

from graph.analysis.method import Method
from graph.analysis.targeting.greedy import solve_greedy
from graph.analysis.targeting.problem import Constraints, Problem


def selection_robustness(
    problem: Problem, constraints: Constraints, chosen: tuple[str, ...], method: Method, seed: int = 0
) -> dict[str, float]:
    """Return the share of draws in which each of the chosen is chosen again, greedily.

    Each draw multiplies every weight by a number uniform in [1 - shake, 1 + shake]; the same seed gives the same draws.
    """
    dice, times = Random(seed), dict.fromkeys(chosen, 0)  # noqa: S311 - a simulation, no secret
    for _ in range(method.draws):
        shaken = {g: problem.weights[g] * dice.uniform(1 - method.shake, 1 + method.shake) for g in problem.gaps}
        again = set(solve_greedy(Problem(shaken, problem.probability), constraints) or ())
        for j in chosen:
            times[j] += j in again
    return {j: count / method.draws if method.draws else 0.0 for j, count in times.items()}
