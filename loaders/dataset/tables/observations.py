"""observations.csv: a number or a state about a thing, as its source wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.normalize import number
from graph.model.records import Edge, Node
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Form, Record, needed, properties, sourced
from loaders.errors import RowError
from loaders.records import Row


def columns(schema: Schema) -> frozenset[str]:
    """Id, the thing observed, and the properties of an observation."""
    return frozenset({"id", "subject_id"} | set(schema.nodes["Observation"].properties) - {"dataset"})


def records(row: Row, context: Context) -> Iterable[Record]:
    """The observation and the edge that ties it to its subject."""
    node = context.id(needed(row, "id"))
    stated = {"support": "established"} | properties(row, context.schema.nodes["Observation"].properties)
    if not row["value"].strip() and not row["text"].strip():
        raise RowError("empty_observation", file=row.file, line=row.line)
    if (value := number(row["value"])) is not None:
        stated.setdefault("number", value)
    yield Node(node, "Observation", node, sourced(row, context, stated), row.origin)
    yield Edge(node, "HAS_OBSERVATION", needed(row, "subject_id"), node, {"dataset": context.dataset.id}, row.origin)


FORM = Form("observations", columns, records)
