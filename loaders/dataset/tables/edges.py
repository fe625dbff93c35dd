"""edges.csv: one row a statement that one thing makes of another."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell, with_provenance
from loaders.errors import RowError
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, ends, type, and every property of every statement."""
    known = {name for kind in schema.edges.values() if kind.statement for name in kind.properties}
    return frozenset({"id", "source_id", "type", "target_id"} | known - {"dataset"})


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The statement; existing, explicit and established unless the row says otherwise."""
    name = required_cell(row, "type")
    kind = context.schema.edge_type(name, row.location)
    if not kind.statement:
        known = sorted(name for name, one in context.schema.edges.items() if one.statement)
        raise RowError("unknown_edge_type", origin=row.location, type=name, known=known)
    stated = {"status": "existing", "confidence": "explicit", "support": "established"} | properties(
        row, kind.properties
    )
    source, target = required_cell(row, "source_id"), required_cell(row, "target_id")
    yield Edge(
        id=context.id(required_cell(row, "id")),
        type=name,
        source=source,
        target=target,
        props=with_provenance(row, context, stated),
        location=row.location,
    )


FORM = TableFormat("edges", columns, records)
