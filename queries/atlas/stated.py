"""What is stated of a batch of regions, aggregated by SQL into arrays."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa

from graph.analysis.array_types import Indices
from graph.analysis.atlas.cells import StatedCells
from graph.analysis.method import Method
from graph.analysis.source_filter import SourceFilter
from queries.atlas.batches import Batch, sql
from queries.atlas.tables import literal
from queries.atlas.template import Template


def create_filter(connection: duckdb.DuckDBPyConnection, source_filter: SourceFilter) -> None:
    """Make the macro ``is_counted(year, grade)``: ``SourceFilter.accepts`` in SQL."""
    year = "true" if source_filter.as_of is None else f"coalesce(year <= {int(source_filter.as_of)}, false)"
    graded = f"grade <= {literal(source_filter.grade)}" if source_filter.grade else "true"
    lists = "true" if source_filter.lists else "false"
    grade = f"CASE WHEN coalesce(grade, '') = '' THEN {lists} ELSE {graded} END"
    connection.execute(f"CREATE TEMP MACRO is_counted(year, grade) AS ({year} AND {grade})")


def read_stated(
    connection: duckdb.DuckDBPyConnection, batch: Batch, template: Template, method: Method, *, has_shares: bool
) -> StatedCells:
    """Return what is stated of a batch, whose view is made.

    Args:
        connection: the connection with views, places and filter.
        batch: the regions.
        template: segments and their roles.
        method: the roles.
        has_shares: whether the holdings may state shares.
    """
    stated = StatedCells.empty(len(batch.regions), len(method.roles) + 1, len(template.segments))
    connection.execute(sql("counted"))
    cells = connection.sql(sql("cells")).to_arrow_table()
    at = _places(cells, "region", "role", "segment")
    stated.supply[at] = _values(cells, "supply")
    stated.suppliers[at] = _values(cells, "suppliers")
    stated.is_held[at] = True
    _supply_of_only_role(stated, template)
    absences = connection.sql(sql("absences"), params=batch.bounds).to_arrow_table()
    stated.says_absent[_places(absences, "region", "role", "segment")] = True
    claims = connection.sql(sql("claims"), params=batch.bounds).to_arrow_table()
    at = _places(claims, "region", "role", "segment")
    stated.is_claimed[at] = True
    nobody = _values(claims, "names_nobody").astype(np.bool_)
    stated.says_nobody[tuple(axis[nobody] for axis in at)] = True
    if has_shares:
        shares = connection.sql(sql("concentration")).to_arrow_table()
        stated.concentration[_places(shares, "region", "segment")] = _values(shares, "concentration")
    return stated


def _supply_of_only_role(stated: StatedCells, template: Template) -> None:
    """Take the supply of segments that one role supplies from that role's cells."""
    only = np.flatnonzero(template.own_roles.sum(axis=1) == 1)
    role = template.own_roles[only].argmax(axis=1)
    for cells in (stated.supply, stated.suppliers):
        cells[:, -1, only] = cells[:, role, only]
    is_own = template.own_roles.T  # roles x segments
    stated.is_held[:, -1] = np.any(stated.is_held[:, :-1] & is_own, axis=1)


def _places(table: pa.Table, *columns: str) -> tuple[Indices, ...]:
    return tuple(_values(table, column).astype(np.intp) for column in columns)


def _values(table: pa.Table, column: str) -> np.ndarray:
    values: np.ndarray = table[column].combine_chunks().to_numpy(zero_copy_only=False)
    return values
