"""absences.csv: a source says that a region has nobody at a segment in a role."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Form, Record, needed, properties, sourced
from loaders.records import Row


def columns(schema: Schema) -> frozenset[str]:
    """Id, region, segment, role, and where it is written."""
    known = set(schema.edges["LACKS"].properties) - {"dataset", "kind"}
    return frozenset({"id", "region_id", "segment_id", "role"} | known)


def records(row: Row, context: Context) -> Iterable[Record]:
    """One LACKS edge."""
    stated = {"status": "existing", "confidence": "explicit", "support": "established"}
    props = stated | properties(row, context.schema.edges["LACKS"].properties) | {"kind": needed(row, "role")}
    region, segment = needed(row, "region_id"), needed(row, "segment_id")
    yield Edge(context.id(needed(row, "id")), "LACKS", region, segment, sourced(row, context, props), row.origin)


FORM = Form("absences", columns, records)
