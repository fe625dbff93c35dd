"""The engine over DuckDB: a process for each core makes the parts, DuckDB selects across them past the memory's end."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

import duckdb

from graph.model.errors import LiantuError
from loaders.companies.engine import Work, query_text
from loaders.companies.parts import part_path

DUCKDB_PATTERN = re.compile(r"([\[*?])")  # what DuckDB takes for a pattern in a path; in brackets it stands for itself


@dataclass(frozen=True, kw_only=True)
class DuckDbEngine:
    """Runs over DuckDB.

    Args:
        memory: the limit of DuckDB's own memory, such as 2GB; what does not fit goes to the disk.
        processes: how many make parts at once.
    """

    memory: str
    processes: int = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def run(self, work: Work, numbers: Iterable[int], done: Callable[[], None]) -> None:
        """Make the parts in several processes; the first error stops all.

        Raises:
            LiantuError: a process was ended by the system, for want of memory as a rule.
        """
        spawn = get_context("spawn")
        with ProcessPoolExecutor(self.processes, mp_context=spawn, initializer=_end_with_parent) as pool:
            waiting = [pool.submit(work, number) for number in numbers]
            try:
                for one in as_completed(waiting):
                    one.result()
                    done()
            except BrokenProcessPool as problem:
                raise LiantuError("companies_worker_ended", processes=self.processes) from problem
            finally:
                pool.shutdown(cancel_futures=True)

    def select(self, query: str, source: Path, target: Path) -> None:
        """Write the rows of a query as one part. Raises LiantuError: memory or disk do not suffice."""
        try:
            self._write(query, source, target)
        except duckdb.Error as problem:
            raise LiantuError("companies_engine", reason=problem) from problem

    def _write(self, query: str, source: Path, target: Path) -> None:
        with duckdb.connect() as connection:
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET memory_limit = $1", [self.memory])
            connection.execute("SET temp_directory = $1", [str(target / "spill")])
            folder = DUCKDB_PATTERN.sub(r"[\1]", str(source))
            connection.read_parquet(f"{folder}/*.parquet").create_view("source")
            connection.sql(query_text(query)).write_parquet(str(part_path(target, 0)))


def _end_with_parent() -> None:
    """End this process as soon as the one that began it is gone: a killed run leaves nobody who writes its parts."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
