"""leads.csv: what is suspected and not yet shown (待核实), why, and what would settle it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge, Node
from graph.model.schema import LONGEST_NAME, Schema
from graph.model.values import split
from loaders.base import Row, RowError
from loaders.forms.form import Context, Form, Record, needed, properties, sourced


def columns(schema: Schema) -> frozenset[str]:
    """Id, what it touches, what it refers to, and the properties of a lead."""
    known = set(schema.nodes["Lead"].properties) - {"dataset", "refers_to"}
    return frozenset({"id", "entity_ids", "segment_ids", "ref_ids"} | known)


def records(row: Row, context: Context) -> Iterable[Record]:
    """The lead, and an edge to each thing that it touches."""
    node = context.id(needed(row, "id"))
    props = sourced(row, context, properties(row, context.schema.nodes["Lead"].properties))
    if refers := split(row["ref_ids"]):
        props["refers_to"] = tuple(context.id(ref) for ref in refers)
    yield Node(node, "Lead", node, props, row.origin)
    for touched in dict.fromkeys((*split(row["entity_ids"]), *split(row["segment_ids"]))):
        if len(touched) > LONGEST_NAME:
            raise RowError(
                "cell_too_long",
                file=row.file,
                line=row.line,
                column="entity_ids",
                length=len(touched),
                limit=LONGEST_NAME,
            )
        yield Edge(f"{node}>{touched}", "ABOUT", node, touched, {"dataset": context.dataset.id}, row.origin)


FORM = Form("leads", columns, records)
