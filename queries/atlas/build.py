"""Building an atlas: states, figures, gaps and peers of all regions, from one folder of tables into another."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from graph.analysis.atlas.cells import CellArrays
from graph.analysis.method import Method
from graph.analysis.regions.presence import Presence
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.model.errors import LiantuError
from queries.atlas.answers import batch_cells
from queries.atlas.batches import (
    MOST_READINGS,
    Batch,
    create_region_places,
    cut_batches,
    group_readings,
    read_regions,
    select_batch,
    sort_into,
    sql,
)
from queries.atlas.complexity_rows import write_complexity
from queries.atlas.output import OutputTables, output_folder
from queries.atlas.stated import create_filter, read_stated
from queries.atlas.tables import create_views
from queries.atlas.template import create_places, read_template
from queries.atlas.written_rows import write_batch, write_peers

MEMORY = "2GB"  # for DuckDB; what does not fit goes to the disk


@dataclass(frozen=True, kw_only=True)
class AtlasOptions:
    """The choices of an atlas.

    Attributes:
        method: thresholds and weights.
        source_filter: the sources that count.
        format: parquet or csv.
        replace: whether an output folder that is there is replaced.
        memory: the limit of DuckDB's own memory.
    """

    method: Method
    source_filter: SourceFilter = ALL_SOURCES
    format: str = "parquet"
    replace: bool = False
    memory: str = MEMORY


@dataclass(frozen=True, kw_only=True)
class AtlasReport:
    """The material of an atlas, and how much is in it.

    Attributes:
        regions, chains, segments, holdings: how many there are.
        left_out: rows of holdings without a region or organisation, or at a segment that the template does not have.
        batches: how many parts the regions were read in.
        was_sorted: whether the holdings had to be sorted by region first.
        rows: how many rows each table has.
    """

    regions: int
    chains: int
    segments: int
    holdings: int
    left_out: int
    batches: int
    was_sorted: bool
    rows: dict[str, int]


BatchProgress = Callable[[int, int], None]


def build_atlas(
    source: Path, target: Path, options: AtlasOptions, progress: BatchProgress | None = None
) -> AtlasReport:
    """Compute all chains of all regions.

    Args:
        source: the folder of input tables.
        target: the folder of output tables; it appears when all is done.
        options: the method, the sources, the form.
        progress: called with how many holdings are done and how many there are.

    Raises:
        LiantuError: a table, a column or a word is wrong, the input lies in the output's folder, or that cannot be
            written.
    """
    if source.resolve().is_relative_to(target.resolve()):  # it would be removed with the folder that is replaced
        raise LiantuError("atlas_own_input", folder=str(target))
    with output_folder(target, replace=options.replace) as folder, duckdb.connect() as connection:
        _configure(connection, folder, options.memory)
        try:
            return _Build(connection, source, folder, options).run(progress or (lambda done, whole: None))
        except duckdb.Error as problem:
            raise LiantuError("atlas_unreadable", file=str(source), reason=str(problem)) from problem


def _configure(connection: duckdb.DuckDBPyConnection, folder: Path, memory: str) -> None:
    spill = str(folder / "spill")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET memory_limit = ?", [memory])
    connection.execute("SET temp_directory = ?", [spill])


class _Build:
    """One run: what is read once, and what each batch adds."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, source: Path, folder: Path, options: AtlasOptions
    ) -> None:
        self.connection, self.source, self.folder, self.method = connection, source, folder, options.method
        self.columns = create_views(connection, source)
        create_filter(connection, options.source_filter)
        self.template = read_template(connection, self.method)
        create_places(connection, self.template, self.method)
        self.holdings = read_regions(connection, self.method)
        self.regions = tuple(self.holdings)
        self.tables = OutputTables(folder, options.format)

    def run(self, progress: BatchProgress) -> AtlasReport:
        """Compute and write everything."""
        batches = cut_batches(self.holdings, (len(self.method.roles) + 1) * len(self.template.segments))
        create_region_places(self.connection, batches)
        whole, done = sum(self.holdings.values()), 0
        progress(done, whole)
        sorted_into = self._sorted(batches)
        held = np.zeros((len(self.regions), len(self.template.segments)), np.bool_)
        unknown = np.ones_like(held)
        suppliers = np.zeros(held.shape, np.int32)
        for batch in batches:
            cells = self._cells(batch, sorted_into)
            part = slice(batch.place, batch.place + len(batch.regions))
            held[part], unknown[part] = cells.is_covered, ~cells.is_covered & (cells.high[:, -1] > 0)
            suppliers[part] = cells.suppliers[:, -1]
            write_batch(self.tables, batch, cells, self.template, self.method)
            done += batch.holdings
            progress(done, whole)
        presence = Presence(
            regions=self.regions, segments=self.template.segments, held=held, unknown=unknown, suppliers=suppliers
        )
        write_peers(self.tables, presence)
        write_complexity(self.tables, presence)
        self.tables.close()
        if sorted_into is not None:
            shutil.rmtree(sorted_into)
        return AtlasReport(
            regions=len(self.regions),
            chains=len(self.template.chains),
            segments=len(self.template.segments),
            holdings=whole,
            left_out=int(self.connection.execute(sql("left_out")).fetchall()[0][0]),
            batches=len(batches),
            was_sorted=sorted_into is not None,
            rows=self.tables.rows,
        )

    def _sorted(self, batches: Sequence[Batch]) -> Path | None:
        if group_readings(self.connection, self.source, batches) <= MOST_READINGS:
            return None
        folder = self.folder / "sorted"
        sort_into(self.connection, folder)
        return folder

    def _cells(self, batch: Batch, sorted_into: Path | None) -> CellArrays:
        select_batch(self.connection, batch, sorted_into)
        has_shares = "share" in self.columns["holdings"]
        stated = read_stated(self.connection, batch, self.template, self.method, has_shares=has_shares)
        return batch_cells(stated, self.template, self.method)
