"""The choice as a problem: weights, matches, rules; and what a choice is worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log, prod

from graph.analysis.rounding import reaches
from graph.analysis.targeting.demand import Demand
from graph.analysis.targeting.match import Match

CERTAIN = 1 - 1e-9  # a match of 1 would have no logarithm


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """The limits of a choice: at most ``most`` candidates, costs within ``budget``, ``per_parent`` of one parent.

    ``must`` are in every choice (and may be more than the limits allow: then there is none), ``never`` in none.
    ``parents`` gives each candidate's parent, ``costs`` its cost (none: 1), in the unit of the budget.
    """

    max_chosen: int
    budget: float | None = None
    per_parent: int | None = None
    must: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    parents: Mapping[str, str] = field(default_factory=dict)
    costs: Mapping[str, float] = field(default_factory=dict)

    def cost(self, candidate: str) -> float:
        """Return the cost of a candidate."""
        return self.costs.get(candidate, 1.0)

    def affords(self, chosen: Iterable[str]) -> bool:
        """Return whether the costs of a choice keep within the budget; all do where there is none."""
        return self.budget is None or reaches(self.budget, sum(map(self.cost, sorted(chosen))))

    def allow(self, chosen: Collection[str]) -> bool:
        """Return whether a choice keeps within the limits; ``must`` is not checked."""
        if len(chosen) > self.max_chosen or self.never & set(chosen) or not self.affords(chosen):
            return False
        if self.per_parent is None:
            return True
        parents = [self.parents.get(candidate, "") for candidate in chosen]
        return all(not parent or parents.count(parent) <= self.per_parent for parent in parents)


@dataclass(frozen=True)
class Problem:
    """Maximise F(J) = sum_g w_g (1 - prod_{j in J} (1 - p_jg)).

    ``weights`` by gap, ``fits`` by candidate and gap: p in (0, 1).
    """

    weights: Mapping[str, float]
    probability: Mapping[str, Mapping[str, float]]

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """Return the candidates in id order."""
        return tuple(sorted(self.probability))

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """Return the gaps in id order."""
        return tuple(sorted(self.weights))

    @cached_property
    def hazard(self) -> Mapping[str, Mapping[str, float]]:
        """Return a_jg = -ln(1 - p_jg): F is sum_g w_g (1 - exp(-t_g)) with t_g the sum of a over the chosen."""
        return {j: {g: -log(1 - p) for g, p in fits.items()} for j, fits in self.probability.items()}

    def value(self, chosen: Iterable[str]) -> float:
        """Return F of a choice."""
        fits = [self.probability.get(j, {}) for j in sorted(set(chosen))]  # one that must be chosen may fit nothing
        return sum(w * (1 - prod(1 - fit.get(g, 0.0) for fit in fits)) for g, w in sorted(self.weights.items()))

    def closed(self, chosen: Iterable[str]) -> dict[str, float]:
        """Return the probability that each gap is closed by a choice."""
        picked = sorted(set(chosen))
        fits = [self.probability.get(j, {}) for j in picked]
        return {g: 1 - prod(1 - fit.get(g, 0.0) for fit in fits) for g in self.gaps}


@dataclass(frozen=True)
class Choice:
    """Chosen candidates in the order of choosing; no choice is worth more than ``bound`` (within rounding)."""

    chosen: tuple[str, ...]
    value: float
    bound: float

    @property
    def ratio(self) -> float:
        """Return the value over the bound: 1 is the optimum."""
        return self.value / self.bound if self.bound > 0 else 1.0


def build_problem(demands: Sequence[Demand], matches: Iterable[Match]) -> Problem:
    """Return the problem of some needs and matches; candidates that fit no need are left out."""
    at: dict[str, list[Demand]] = {}
    for need in demands:
        at.setdefault(need.segment, []).append(need)
    fits: dict[str, dict[str, float]] = {}
    for match in matches:
        for need in at.get(match.segment, ()):
            fits.setdefault(match.candidate, {})[need.key] = min(match.probability, CERTAIN)
    return Problem({need.key: need.weight for need in demands}, fits)
