"""All gaps of all bundled chains, after the read: python -m benchmarks.gaps

The baseline of the same run is one pass of networkx over the same chains (ancestors and descendants of every segment).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx

from graph.analysis.coverage import compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.store.open import open_store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from queries.region import analyse_region

RUNS = 7


def median(work: Callable[[], object]) -> float:
    """Return the median seconds of some runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)[RUNS // 2]


def main() -> None:
    """Print seconds and the ratio."""
    with tempfile.TemporaryDirectory() as home, open_store(f"embedded:{Path(home) / 'store'}") as store:
        load_bundled(store, LOCAL_USER)
        began = time.perf_counter()
        analysis = analyse_region(store)
        read = time.perf_counter() - began
    chains = [coverage.chain for coverage in analysis.coverages.values()]
    base = median(lambda: [(nx.ancestors(c.graph, s), nx.descendants(c.graph, s)) for c in chains for s in c.graph])
    gaps = median(lambda: [gap for chain in chains for gap in find_gaps(compute_coverage(chain, analysis.method))])
    print(f"reading and building the picture {read:6.3f} s")
    print(f"one networkx pass                {base:6.3f} s")
    print(f"coverage and all gaps            {gaps:6.3f} s   {gaps / base:5.1f} of the pass")


if __name__ == "__main__":
    main()
