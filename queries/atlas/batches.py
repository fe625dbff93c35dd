"""Batches of regions: as many as fit into memory together, read one batch after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from graph.analysis.atlas.cells import role_order
from graph.analysis.chain import EXISTING
from graph.analysis.method import Method
from graph.model.errors import LiantuError, SchemaError
from graph.model.records import STATUSES
from queries.atlas.tables import files_of, literal

# Rows of holdings: an organisation at a segment takes about 150 bytes while it is counted, two million take 0.3 GB.
BATCH_ROWS = 2_000_000
BATCH_CELLS = 2_000_000  # regions x roles x segments; a cell takes about 40 bytes in all arrays together
# A row group of a file is read again for every batch that it has regions of. More often than this on the average, and
# one pass that sorts the rows into batches is cheaper.
MOST_READINGS = 3


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some regions, next to each other in the order of ids."""

    number: int
    place: int
    regions: tuple[str, ...]
    holdings: int

    @property
    def bounds(self) -> dict[str, str]:
        """Return the first and the last region."""
        return {"first": self.regions[0], "last": self.regions[-1]}


def sql(name: str) -> str:
    """Return the text of a statement of this folder."""
    return files("queries.atlas").joinpath(f"{name}.sql").read_text("utf-8")


def read_regions(connection: duckdb.DuckDBPyConnection, method: Method) -> Mapping[str, int]:
    """Return how many holdings each region has; the regions are those of any table.

    Raises:
        LiantuError: the holdings have a role or a status that there is not.
        SchemaError: they have a level that the method has no weight for.
    """
    counts: Counter[str | None] = Counter()
    roles, statuses, levels = set(), set(), set()
    for region, role, status, level, holdings in connection.execute(sql("contents")).fetchall():
        counts[region] += holdings
        roles.add(role)
        statuses.add(status)
        levels |= {level} if status == EXISTING else set()
    _check("role", roles, method.roles)
    _check("status", statuses, STATUSES)
    for table in ("absences", "claims"):
        found = connection.execute(f"SELECT DISTINCT role FROM {table}").fetchall()  # noqa: S608
        _check("role", {row[0] for row in found}, role_order(method))
    if unknown := sorted(levels - {None, *method.levels}):
        raise SchemaError("unknown_level", level=unknown[0], known=sorted(method.levels))
    others = "SELECT region FROM regions UNION SELECT region FROM absences UNION SELECT region FROM claims"
    counts.update(dict.fromkeys((row[0] for row in connection.execute(others).fetchall()), 0))
    return {region: counts[region] for region in sorted(region for region in counts if region is not None)}


def cut_batches(regions: Mapping[str, int], cells_per_region: int) -> list[Batch]:
    """Return the batches of regions in order; a region with more rows than fit is a batch of its own."""
    batches: list[Batch] = []
    waiting: list[str] = []
    rows = place = 0
    most_regions = max(1, BATCH_CELLS // max(1, cells_per_region))
    for region, holdings in regions.items():
        if waiting and (rows + holdings > BATCH_ROWS or len(waiting) == most_regions):
            batches.append(Batch(number=len(batches), place=place, regions=tuple(waiting), holdings=rows))
            place, rows, waiting = place + len(waiting), 0, []
        waiting.append(region)
        rows += holdings
    if waiting:
        batches.append(Batch(number=len(batches), place=place, regions=tuple(waiting), holdings=rows))
    return batches


def create_region_places(connection: duckdb.DuckDBPyConnection, batches: Sequence[Batch]) -> None:
    """Make the table that says each region's place in its batch."""
    rows = [(region, place, batch.number) for batch in batches for place, region in enumerate(batch.regions)]
    regions, places, numbers = zip(*rows, strict=True) if rows else ((), (), ())
    table = {
        "region": pa.array(regions, pa.string()),
        "place": pa.array(places, pa.int32()),
        "batch": pa.array(numbers, pa.int32()),
    }
    connection.register("region_places", pa.table(table))


def group_readings(connection: duckdb.DuckDBPyConnection, folder: Path, batches: Sequence[Batch]) -> float:
    """Return how often a row group of the holdings would be read, on the average, batch by batch."""
    groups = connection.execute(
        "SELECT stats_min_value, stats_max_value FROM parquet_metadata($files) WHERE path_in_schema = 'region'",
        {"files": [str(file) for file in files_of(folder, "holdings")]},
    ).fetchall()
    spans = [(batch.regions[0], batch.regions[-1]) for batch in batches if batch.holdings]
    times = [
        len(spans) if low is None or high is None else sum(first <= high and low <= last for first, last in spans)
        for low, high in groups
    ]
    return sum(times) / len(times) if times else 0.0


def sort_into(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the holdings sorted into one folder for each batch."""
    connection.execute(
        "COPY (SELECT h.*, r.batch FROM holdings h JOIN region_places r USING (region))"  # noqa: S608
        f" TO {literal(str(folder))} (FORMAT parquet, PARTITION_BY (batch), COMPRESSION lz4)"
    )


def select_batch(connection: duckdb.DuckDBPyConnection, batch: Batch, sorted_into: Path | None) -> None:
    """Make the view ``batch_holdings``."""
    first, last = (literal(bound) for bound in batch.bounds.values())
    source = f"holdings WHERE region BETWEEN {first} AND {last}"
    if sorted_into is not None and batch.holdings:
        source = f"read_parquet({literal(f'{sorted_into}/batch={batch.number}/*.parquet')}, hive_partitioning = false)"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW batch_holdings AS SELECT * FROM {source}")  # noqa: S608


def _check(column: str, values: set[str | None], known: Sequence[str] | Mapping[str, float]) -> None:
    if wrong := sorted(str(value) for value in values - {*known}):
        raise LiantuError("atlas_word", column=column, values=wrong, known=list(known))
