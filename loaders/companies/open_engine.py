"""Open an engine by its name; each needs its own libraries, which the others do without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from loaders.companies.engine import TaskEngine


@contextmanager
def open_engine(name: str, *, memory: str, master: str) -> Iterator[TaskEngine]:
    """Open an engine and close it in the end.

    Args:
        name: process, duckdb or spark.
        memory: the limit of DuckDB's own memory, such as 2GB.
        master: the address of Spark, such as ``spark://host:7077``.
    """
    match name:
        case "duckdb":
            from loaders.companies.duckdb_engine import DuckDbEngine

            yield DuckDbEngine(memory=memory)
        case "spark":
            from loaders.companies.spark_engine import spark_engine

            with spark_engine(master) as engine:
                yield engine
        case _:
            from loaders.companies.process_engine import ProcessEngine

            yield ProcessEngine()
