"""The engine on Spark: executors make the parts, Spark SQL selects across them; all see the folder at one path."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from graph.model.errors import LiantuError
from loaders.companies.engine import Work, query_text
from loaders.companies.parts import part_path

LOOPBACK = "127.0.0.1"
HADOOP_PATTERN = re.compile(r"([\[\]{}*?\\])")  # what Hadoop takes for a pattern in a path that it reads


@dataclass(frozen=True)
class SparkEngine:
    """Runs in a session of Spark."""

    session: SparkSession

    def run(self, work: Work, numbers: Iterable[int], done: Callable[[], None]) -> None:
        """Make the parts, one in a Spark task; a task that is run twice writes the same part twice."""
        parts = list(numbers)
        if parts:
            self.session.sparkContext.parallelize(parts, len(parts)).foreach(work)
        for _ in parts:
            done()

    def select(self, query: str, source: Path, target: Path) -> None:
        """Write the rows of a query as parts in its order."""
        self.session.read.parquet(HADOOP_PATTERN.sub(r"\\\1", _address(source))).createOrReplaceTempView("source")
        written = target / "spark"
        self.session.sql(query_text(query)).write.mode("overwrite").parquet(_address(written))
        for number, file in enumerate(sorted(written.glob("part-*.parquet"))):
            os.replace(file, part_path(target, number))


def _address(path: Path) -> str:
    """Return a path as Hadoop takes it: it does not decode a URI, so blanks and 中文 stay."""
    return f"file://{path}"


@contextmanager
def spark_engine(master: str) -> Iterator[SparkEngine]:
    """Open a session at a master: ``spark://host:7077``, ``local[2]``, ``local-cluster[2,1,1024]``.

    The executors use this interpreter and find this package where it is here.

    Raises:
        LiantuError: there is no Java, the master does not answer, or a task failed.
    """
    builder = (
        SparkSession.builder.master(master)
        .appName("liantu companies")
        .config("spark.pyspark.python", sys.executable)
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
    )
    if master.startswith("local"):  # nothing listens beyond loopback; a cluster must reach the driver
        builder = builder.config("spark.driver.host", LOOPBACK).config("spark.driver.bindAddress", LOOPBACK)
    try:
        session = builder.getOrCreate()
        try:
            yield SparkEngine(session)
        finally:
            session.stop()
    except (Py4JError, PySparkException) as problem:
        raise LiantuError("companies_engine", reason=str(problem).partition("\n")[0]) from problem
