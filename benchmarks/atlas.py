"""The atlas of a country, against DuckDB's plain reading of the same columns in the same run.

    python -m benchmarks.atlas [HOLDINGS ...]     1,000,000 and 10,000,000 by default; 65,000,000 is a whole country
    python -m benchmarks.atlas --regions 2800 --segments 1000 --samples 300 --keep FOLDER 30000000

The country is made from a seed (``atlas_data``): 2,800 regions, the bundled template four times (1,000 segments).
Seconds on the wall say little on a machine that others use; CPU seconds are what one idle core would take. Each
atlas runs in a process of its own, so that the peak of memory is its own; samples of it are compared with the
single-region method.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.atlas_check import AtlasCheck
from benchmarks.atlas_data import write_country
from graph.analysis.method import default_method
from queries.atlas.build import AtlasOptions, build_atlas
from queries.atlas.tables import literal

COLUMNS = ("region", "segment", "organisation", "role", "status", "level", "year", "grade", "dataset")
LIMIT_SECONDS, LIMIT_GB = 60, 4  # for 65 million on two idle cores


@dataclass(frozen=True, kw_only=True)
class Cost:
    """The cost of a process: seconds on the wall and of the processor, peak memory in GB."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s, {self.cpu:7.1f} s of CPU, {self.memory:5.2f} GB"


def read_plainly(source: Path, _: Path) -> None:
    """Read every value of every column that the atlas reads; a maximum would come from the file's statistics."""
    columns = ", ".join(f"bit_xor(hash({column}))" for column in COLUMNS)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SELECT {columns} FROM read_parquet({literal(str(source / 'holdings.parquet'))})").fetchall()


def build(source: Path, target: Path) -> None:
    """Build the atlas."""
    build_atlas(source, target, AtlasOptions(method=default_method(), replace=True))


def cost_of(work: Callable[[Path, Path], None], source: Path, target: Path) -> Cost:
    """Run a piece of work in a new process and return what it took."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(work, source, target, sender))
    process.start()
    sender.close()
    wall, cpu, memory = receiver.recv()
    process.join()
    return Cost(wall=wall, cpu=cpu, memory=memory)


def _measure(work: Callable[[Path, Path], None], source: Path, target: Path, sender: object) -> None:
    began, used = time.perf_counter(), time.process_time()
    work(source, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    sender.send((time.perf_counter() - began, time.process_time() - used, peak))  # type: ignore[attr-defined]


def measure(folder: Path, holdings: int, options: argparse.Namespace) -> None:
    """Make a country and print what its atlas takes."""
    source, target = folder / f"country-{holdings}", folder / f"atlas-{holdings}"
    if not (source / "claims.parquet").exists():  # the last file that is written
        write_country(source, regions=options.regions, segments=options.segments, holdings=holdings)
    plain, atlas = cost_of(read_plainly, source, target), cost_of(build, source, target)
    print(f"{holdings:,} holdings")
    print(f"  DuckDB reads the columns {plain}")
    print(f"  atlas                    {atlas}")
    print(f"  ratio                    {atlas.wall / plain.wall:7.1f}    {atlas.cpu / plain.cpu:7.1f} of CPU")
    check = AtlasCheck(source, target, default_method())
    samples = check.sample(options.samples, seed=1)
    differences = check.differences(samples)
    print(f"  {sum(len(chains) for _, chains in samples)} samples, {len(differences)} differences", *differences[:5])


def main() -> None:
    """Measure every size that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("holdings", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--regions", type=int, default=2_800)
    parser.add_argument("--segments", type=int, default=1_000)
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="a folder for the country, used again if it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for holdings in options.holdings:
            measure(options.keep or Path(temporary), holdings, options)
    print(f"limit for 65,000,000: {LIMIT_SECONDS} s and {LIMIT_GB} GB on two idle cores")


if __name__ == "__main__":
    main()
