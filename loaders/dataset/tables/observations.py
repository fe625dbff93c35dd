"""observations.csv: a number or a state about a thing, as its source wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.normalize import parse_number
from graph.model.records import Edge, Node
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell, with_provenance
from loaders.errors import RowError
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, the thing observed, and the properties of an observation."""
    return frozenset({"id", "subject_id"} | set(schema.nodes["Observation"].properties) - {"dataset"})


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The observation and the edge that ties it to its subject."""
    node = context.id(required_cell(row, "id"))
    stated = {"support": "established"} | properties(row, context.schema.nodes["Observation"].properties)
    if not row["value"].strip() and not row["text"].strip():
        raise RowError("empty_observation", file=row.file, line=row.line)
    if (value := parse_number(row["value"])) is not None:
        stated.setdefault("number", value)
    yield Node(
        id=node, label="Observation", row=node, props=with_provenance(row, context, stated), location=row.location
    )
    yield Edge(
        id=node,
        type="HAS_OBSERVATION",
        source=required_cell(row, "subject_id"),
        target=node,
        props={"dataset": context.dataset.id},
        location=row.location,
    )


FORM = TableFormat("observations", columns, records)
