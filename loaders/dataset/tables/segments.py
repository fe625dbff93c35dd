"""segments.csv: the links of a chain template, each with its stage, its critical mark and its keywords."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge, Node, Value
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell, with_provenance
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, chain, and the properties of a segment."""
    return frozenset({"id"} | set(schema.nodes["Segment"].properties))


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The segment, and its place in its chain: a template's judgement."""
    node, chain = required_cell(row, "id"), required_cell(row, "chain_id")
    props = with_provenance(row, context, properties(row, context.schema.nodes["Segment"].properties))
    source: dict[str, Value] = {
        name: props[name] for name in ("dataset", "evidence", "publisher_kind") if name in props
    }
    said = {name: value for name, value in props.items() if name != "dataset"}
    yield Node(id=node, label="Segment", row=context.id(node), props=said, location=row.location)
    template: dict[str, Value] = {"status": "existing", "confidence": "template", "support": "established"}
    yield Edge(
        id=context.id(node),
        type="HAS_SEGMENT",
        source=chain,
        target=node,
        props=template | source,
        location=row.location,
    )


FORM = TableFormat("segments", columns, records)
