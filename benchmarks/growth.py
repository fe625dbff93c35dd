"""How cost grows with the rows: into a store beside the bare driver, and registers beside DuckDB's plain reading.

    python -m benchmarks.growth                                 10⁴ and 10⁵ rows each
    python -m benchmarks.growth --store 1000000 --registers 1000000

A quarter of the rows of a store are nodes, the others edges. Each size runs in a process of its own, so that memory is
its own. The last column says what a million rows would take at that rate: where it rises, the cost bends.
"""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.companies import given_by, plain_reading, timed_run, write_companies
from benchmarks.lists import peak_memory_mb
from benchmarks.loading import Generated, bare, fresh, timed
from loaders.companies.open_engine import open_engine

SIZES = (10_000, 100_000)
MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Cost of one size: seconds of the product and of the baseline, and this process's most memory in MB."""

    rows: int
    seconds: float
    baseline: float
    memory_mb: float

    def line(self) -> str:
        """Return a row of the table."""
        return (
            f"| {self.rows:,} | {self.baseline:.1f} | {self.seconds:.1f} | {self.seconds / self.baseline:.1f} "
            f"| {self.memory_mb:.0f} | {MILLION * self.seconds / self.rows:.0f} |"
        )


def store_cost(rows: int) -> Cost:
    """Load as many rows into a fresh store, by the product and by the bare driver."""
    source = Generated(rows // 4, rows - rows // 4)
    records = source.records()
    with fresh() as store:
        baseline = bare(store, records)
    del records
    with fresh() as store:
        seconds = timed(store, source)
    return Cost(rows=rows, seconds=seconds, baseline=baseline, memory_mb=peak_memory_mb())


def register_cost(rows: int) -> Cost:
    """Read, join and place a register of as many companies, and read it plainly with DuckDB."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "register.csv"), Path(folder, "out")
        write_companies(path, rows)
        baseline = plain_reading(path)
        with open_engine("duckdb", memory="1GB", master="") as engine:
            seconds = timed_run(given_by(path, out), out, engine)
    return Cost(rows=rows, seconds=seconds, baseline=baseline, memory_mb=peak_memory_mb())


def main() -> None:
    """Print a table for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", nargs="*", type=int, default=SIZES)
    parser.add_argument("--registers", nargs="*", type=int, default=SIZES)
    options = parser.parse_args()
    for title, measure, sizes in (
        ("rows in a store, beside the bare driver", store_cost, options.store),
        ("rows of a register, beside DuckDB's plain reading", register_cost, options.registers),
    ):
        print(f"\n{title}\n| rows | baseline, s | liantu, s | ratio | memory, MB | s a million rows |", flush=True)
        for rows in sizes:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                print(apart.submit(measure, rows).result().line(), flush=True)


if __name__ == "__main__":
    main()
