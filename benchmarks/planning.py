"""Coverage and gaps of many chains, and the exact choice at scale: python -m benchmarks.planning

The baseline of the first is reading the same holdings into plain dictionaries, of the second the greedy choice.
"""

from __future__ import annotations

import random
import resource
import time
from collections import defaultdict

from graph.analysis.chain import Chain, Holding, Segment, build_chain
from graph.analysis.coverage import compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.analysis.method import default_method
from graph.analysis.targeting.greedy import solve_greedy
from graph.analysis.targeting.milp import solve_exact
from graph.analysis.targeting.problem import Constraints, Problem

CHAINS, SEGMENTS, HOLDINGS = 1_000, 30, 200_000
CANDIDATES, GAPS, K = 200, 100, 10
ROLES = ("production", "production", "production", "research", "platform")
STATUSES = ("existing", "existing", "planned")


def chains(dice: random.Random) -> list[Chain]:
    """Return random chains: each segment feeds up to three later ones; holdings anywhere."""
    found = []
    for c in range(CHAINS):
        ids = [f"c{c}/s{s:02}" for s in range(SEGMENTS)]
        segments = [Segment(id_, id_, "中游", dice.random() < 0.4) for id_ in ids]
        edges = [(a, b) for k, a in enumerate(ids) for b in dice.sample(ids[k + 1 :], min(3, len(ids) - k - 1))]
        holdings = [
            Holding(
                id=f"c{c}h{h}",
                organisation=f"o{dice.randrange(20_000)}",
                segment=dice.choice(ids),
                role=dice.choice(ROLES),
                status=dice.choice(STATUSES),
            )
            for h in range(HOLDINGS // CHAINS)
        ]
        found.append(build_chain(f"c{c}", f"c{c}", segments=segments, feeds=edges, holdings=holdings))
    return found


def counted(every: list[Chain]) -> float:
    """Return seconds to put every holding into a dictionary by segment and role."""
    began = time.perf_counter()
    for chain in every:
        by_place: dict[tuple[str, str], list[Holding]] = defaultdict(list)
        for holding in chain.holdings:
            by_place[holding.segment, holding.role].append(holding)
    return time.perf_counter() - began


def problem(dice: random.Random, spread: int, fitting: int) -> Problem:
    """Return candidates that fit some gaps each (the bundled ones seven), out of ``spread`` neighbouring gaps."""
    gaps = [f"g{g:03}" for g in range(GAPS)]
    fits = {}
    for j in range(CANDIDATES):
        start = dice.randrange(GAPS)
        near = [gaps[(start + k) % GAPS] for k in range(spread)]
        fits[f"j{j:03}"] = {g: dice.choice((0.16, 0.28, 0.4, 0.6, 0.68)) for g in dice.sample(near, fitting)}
    return Problem({g: 0.6 * dice.random() ** 2 + 0.02 for g in gaps}, fits)


def main() -> None:
    """Print both, with ratios."""
    dice, method = random.Random(1), default_method()
    every = chains(dice)
    plain = counted(every)
    began = time.perf_counter()
    gaps = sum(len(find_gaps(compute_coverage(chain, method))) for chain in every)
    spent = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{CHAINS} chains of {SEGMENTS}, {HOLDINGS} holdings: {gaps} gaps in {spent:.1f} s, {memory} MB at most")
    print(f"{spent / plain:.0f} times a plain count by segment and role ({plain:.2f} s)")
    for spread, fitting in ((12, 6), (30, 6), (GAPS, 7), (GAPS, 12)):
        asked = problem(dice, spread, fitting)
        began = time.perf_counter()
        quick = solve_greedy(asked, Constraints(max_chosen=K)) or ()
        first = time.perf_counter() - began
        began = time.perf_counter()
        best = solve_exact(asked, Constraints(max_chosen=K))
        second = time.perf_counter() - began
        assert best is not None
        print(
            f"{CANDIDATES} candidates, {GAPS} gaps, {fitting} of {spread} each, k = {K}: "
            f"greedy {asked.value(quick):.4f} "
            f"({asked.value(quick) / best.value:.4f} of the exact) in {first:.3f} s, "
            f"exact {best.value:.4f} in {second:.1f} s, not proved: {1 - best.ratio:.3%}"
        )


if __name__ == "__main__":
    main()
