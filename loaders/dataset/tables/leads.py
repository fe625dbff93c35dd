"""leads.csv: what is suspected and not yet shown (待核实), why, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.normalize import split_list
from graph.model.records import Edge, Node
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell, short, with_provenance
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, what it touches, what it refers to, and the properties of a lead."""
    known = set(schema.nodes["Lead"].properties) - {"dataset", "refers_to"}
    return frozenset({"id", "entity_ids", "segment_ids", "ref_ids"} | known)


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The lead, and an edge to each thing that it touches."""
    node = context.id(required_cell(row, "id"))
    props = with_provenance(row, context, properties(row, context.schema.nodes["Lead"].properties))
    if refers := split_list(row["ref_ids"]):
        props["refers_to"] = tuple(context.id(ref) for ref in refers)
    yield Node(id=node, label="Lead", row=node, props=props, location=row.location)
    touches = (short(row, name, id_) for name in ("entity_ids", "segment_ids") for id_ in split_list(row[name]))
    for touched in dict.fromkeys(touches):
        yield Edge(
            id=f"{node}>{touched}",
            type="ABOUT",
            source=node,
            target=touched,
            props={"dataset": context.dataset.id},
            location=row.location,
        )


FORM = TableFormat("leads", columns, records)
