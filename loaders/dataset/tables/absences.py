"""absences.csv: a source says that a region has nobody at a segment in a role."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell, with_provenance
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, region, segment, role, and where it is written."""
    known = set(schema.edges["LACKS"].properties) - {"dataset", "kind"}
    return frozenset({"id", "region_id", "segment_id", "role"} | known)


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """One LACKS edge."""
    stated = {"status": "existing", "confidence": "explicit", "support": "established"}
    props = stated | properties(row, context.schema.edges["LACKS"].properties) | {"kind": required_cell(row, "role")}
    region, segment = required_cell(row, "region_id"), required_cell(row, "segment_id")
    yield Edge(
        id=context.id(required_cell(row, "id")),
        type="LACKS",
        source=region,
        target=segment,
        props=with_provenance(row, context, props),
        location=row.location,
    )


FORM = TableFormat("absences", columns, records)
