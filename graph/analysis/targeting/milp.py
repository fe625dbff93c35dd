"""The best choice, proved: a mixed-integer linear program with tangent cuts, by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log
from time import monotonic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp  # type: ignore[import-untyped]
from scipy.sparse import coo_array  # type: ignore[import-untyped]

from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.targeting.greedy import solve_greedy
from graph.analysis.targeting.problem import Choice, Constraints, Problem

OPTIMALITY_TOLERANCE, SOLVER_SECONDS, ROUNDS = 1e-6, 10.0, 60
FIRST_TANGENTS = (0.25, 0.5, 0.75, 1.0, 1.4, 2.0)
CHORDS, FLAT, SOLVE_ERROR = 4, 1e-7, 4


def solve_exact(
    problem: Problem, constraints: Constraints, seconds: float = SOLVER_SECONDS, tolerance: float = OPTIMALITY_TOLERANCE
) -> Choice | None:
    """Return the best choice, or the best found in time with the bound that is proved.

    F is concave in t_g = sum_j a_jg x_j, so 1 - exp(-t_g) lies under each of its tangents. Maximise sum_g w_g u_g over
    binary x and u_g under the tangents so far; the optimum bounds F from above, its x is a choice with a true F; add
    the tangents there and go on until both meet (outer approximation; Duran and Grossmann, Mathematical Programming 36
    (1986) 307-339). Beside them stand chords that hold for whole candidates only: of all choices with the same sum P of
    p_jg, the one that closes most has them as unequal as can be, so f_g <= 1 - q^m + q^m (P - m p) for every m, with p
    the largest p_jg and q = 1 - p.

    Args:
        problem: weights and matches.
        rules: limits.
        seconds: how long at most.
        tolerance: the choice is taken as the best when value >= (1 - tolerance) bound.

    Returns:
        The choice with its bound, in the order in which greedy would take its members; None where ``must`` alone
        breaks the limits.
    """
    start = solve_greedy(problem, constraints)
    if start is None:
        return None
    program = _Program(problem, constraints)
    best, value, bound = start, problem.value(start), program.upper_bound()
    program.add_tangents(start)
    end = monotonic() + seconds
    for _ in range(ROUNDS):
        left = end - monotonic()
        if value >= (1 - tolerance) * bound or left <= 0:
            break
        chosen, above, solved = program.solve(left, tolerance)
        bound = min(bound, above)
        if chosen is None:
            break
        if not constraints.allow(chosen):  # overdrawn within the solver's tolerance
            program.overdrawn.append(chosen)
            continue
        if (solution_value := problem.value(chosen)) > value:
            best, value = chosen, solution_value
        if (
            not program.add_tangents(chosen) and solved
        ):  # no tangent is above F here: it is the best, but for the rounding
            bound = value
    return Choice(_ordered(problem, constraints, best), value, max(bound, value))


def _ordered(problem: Problem, constraints: Constraints, chosen: tuple[str, ...]) -> tuple[str, ...]:
    within = Problem(problem.weights, {j: problem.probability.get(j, {}) for j in chosen})
    return (
        solve_greedy(within, Constraints(max_chosen=len(chosen), must=constraints.must)) or ()
    )  # drops what adds nothing


@dataclass
class _Program:
    """Variables: x_j for each candidate, then u_g for each gap that somebody fits."""

    problem: Problem
    rules: Constraints
    cuts: set[tuple[int, float]] = field(default_factory=set)
    overdrawn: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        fits = self.problem.probability
        rules = self.rules
        affordable = {j for j in self.problem.candidates if rules.affords([j])} | rules.must
        affordable -= self.rules.never
        self.candidates = sorted(affordable)
        fitting = {g for j in self.candidates for g in fits.get(j, {})}
        self.gaps = [g for g in self.problem.gaps if g in fitting]
        self.place = {g: place for place, g in enumerate(self.gaps)}
        self.fitting = [
            {j: fits[c][g] for j, c in enumerate(self.candidates) if g in fits.get(c, {})} for g in self.gaps
        ]
        self.cuts |= {(place, t) for place in range(len(self.gaps)) for t in FIRST_TANGENTS}

    def add_tangents(self, chosen: tuple[str, ...]) -> bool:
        """Add the tangents at a choice; returns whether there were new ones."""
        t = [0.0] * len(self.gaps)
        for j in chosen:
            for g, rate in self.problem.hazard.get(j, {}).items():
                t[self.place[g]] += rate
        before = len(self.cuts)
        self.cuts |= {(place, round(at, SCORE_DECIMALS)) for place, at in enumerate(t)}
        return len(self.cuts) > before

    def upper_bound(self) -> float:
        """Return a value that no choice exceeds: all gaps closed, or each member at its own worth (F is submodular)."""
        alone = sorted((self.problem.value([j]) for j in self.candidates), reverse=True)
        return min(sum(alone[: self.rules.max_chosen]), sum(self.problem.weights[g] for g in self.gaps))

    def solve(self, seconds: float, tolerance: float) -> tuple[tuple[str, ...] | None, float, bool]:
        """Return the best choice under the tangents (None: not found in time), its bound, and whether it is optimal."""
        n = len(self.candidates)
        options: dict[str, object] = {"time_limit": seconds, "mip_rel_gap": tolerance / 4}
        answer = self._ask(options)
        if answer.status == SOLVE_ERROR:  # what its presolve left was a hair outside: solve the whole
            answer = self._ask({**options, "presolve": False})
        bound = -answer.mip_dual_bound if answer.mip_dual_bound is not None else float("inf")
        if answer.x is None:
            return None, bound, False
        chosen = tuple(j for j, x in zip(self.candidates, answer.x[:n], strict=True) if x > 0.5)
        return chosen, bound, answer.status == 0

    def _ask(self, options: dict[str, object]) -> OptimizeResult:
        n, m = len(self.candidates), len(self.gaps)
        must = np.array([float(j in self.rules.must) for j in self.candidates])
        return milp(
            np.concatenate([np.zeros(n), -np.array([self.problem.weights[g] for g in self.gaps])]),
            integrality=np.concatenate([np.ones(n), np.zeros(m)]),
            bounds=Bounds(np.concatenate([must, np.zeros(m)]), np.ones(n + m)),
            constraints=[*self._limits(), self._tangents(), self._chords()],
            options=options,
        )

    def _limits(self) -> list[LinearConstraint]:
        n, m, rules = len(self.candidates), len(self.gaps), self.rules
        rows = [(np.ones(n), float(rules.max_chosen))]
        if rules.budget is not None:
            scale = rules.budget or 1.0
            rows.append((np.array([rules.cost(j) / scale for j in self.candidates]), rules.budget / scale + 1e-9))
        for chosen in self.overdrawn:  # not all of them again
            rows.append((np.array([float(j in chosen) for j in self.candidates]), len(chosen) - 1.0))
        if rules.per_parent is not None:
            for parent in sorted({rules.parents.get(j, "") for j in self.candidates} - {""}):
                same = np.array([float(rules.parents.get(j, "") == parent) for j in self.candidates])
                rows.append((same, float(rules.per_parent)))
        return [LinearConstraint(np.concatenate([row, np.zeros(m)]).reshape(1, -1), ub=most) for row, most in rows]

    def _tangents(self) -> LinearConstraint:
        """Require u_g <= 1 - exp(-t0) + exp(-t0) (t_g - t0) for each tangent point t0."""
        rows = []
        for gap, t0 in sorted(self.cuts):
            slope = exp(-t0)
            rows.append((gap, 1 - slope - slope * t0, {j: slope * -log(1 - p) for j, p in self.fitting[gap].items()}))
        return self._above(rows)

    def _chords(self) -> LinearConstraint:
        """Require u_g <= 1 - q^m + q^m (P - m p) for the first m."""
        rows = []
        for gap, fits in enumerate(self.fitting):
            most = max(fits.values())
            for m in range(CHORDS):
                slope = (1 - most) ** m
                rows.append((gap, 1 - slope - slope * m * most, {j: slope * p for j, p in fits.items()}))
        return self._above(rows)

    def _above(self, rows: list[tuple[int, float, dict[int, float]]]) -> LinearConstraint:
        """Require u_g <= a number + a weighted sum of x, for each row but those too flat to matter."""
        n = len(self.candidates)
        rows = [row for row in rows if min(row[2].values()) > FLAT]
        entries = [
            (row, column, value)
            for row, (gap, _, weights) in enumerate(rows)
            for column, value in ((n + gap, 1.0), *((j, -weight) for j, weight in weights.items()))
        ]
        places, columns, values = zip(*entries, strict=True)
        matrix = coo_array((values, (places, columns)), shape=(len(rows), n + len(self.gaps)))
        return LinearConstraint(matrix.tocsc(), ub=np.array([free for _, free, _ in rows]))
