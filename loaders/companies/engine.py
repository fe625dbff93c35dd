"""An engine runs the tasks of a stage and selects across all of its parts; the tasks are the same for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from loaders.companies.blocks import MAX_BLOCK_NAMES

Work = Callable[[int], None]  # makes one part, by its number


class TaskEngine(Protocol):
    """One of the three ways to run: in this process, over DuckDB with all cores, on Spark."""

    def run(self, work: Work, numbers: Iterable[int], done: Callable[[], None]) -> None:
        """Make the parts; ``done`` is called after each."""
        ...

    def select(self, query: str, source: Path, target: Path) -> None:
        """Write the rows of a query, in its order, as parts into a folder; ``source`` holds the parts that it reads."""
        ...


def query_text(query: str) -> str:
    """Return a query in SQL that DuckDB and Spark both read."""
    return (
        files("loaders.companies").joinpath(f"{query}.sql").read_text("utf-8").replace("{most}", str(MAX_BLOCK_NAMES))
    )
