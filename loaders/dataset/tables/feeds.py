"""feeds.csv: which segment of a chain supplies which, upstream to downstream."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell, with_provenance
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, the two segments, and where the edge is written."""
    return frozenset({"id", "from_id", "to_id"} | set(schema.edges["FEEDS"].properties) - {"dataset"})


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """One FEEDS edge: a template's judgement unless the row says otherwise."""
    template = {"status": "existing", "confidence": "template", "support": "established"}
    props = template | properties(row, context.schema.edges["FEEDS"].properties)
    source, target = required_cell(row, "from_id"), required_cell(row, "to_id")
    yield Edge(
        id=context.id(required_cell(row, "id")),
        type="FEEDS",
        source=source,
        target=target,
        props=with_provenance(row, context, props),
        location=row.location,
    )


FORM = TableFormat("feeds", columns, records)
