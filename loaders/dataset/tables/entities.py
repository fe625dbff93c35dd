"""entities.csv: one row a thing, with the properties of its label."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Node
from graph.model.schema import STUB, Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell
from loaders.errors import RowError
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, label, the row's own id where it differs, and every property of every entity type."""
    known = {name for kind in schema.nodes.values() if kind.entity for name in kind.properties}
    return frozenset({"id", "row", "label"} | known)


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The thing that the row describes."""
    node, label = required_cell(row, "id"), required_cell(row, "label")
    kind = context.schema.node_type(label, row.location)
    if not kind.entity or label == STUB:
        known = [name for name, one in context.schema.nodes.items() if one.entity and name != STUB]
        raise RowError("unknown_label", origin=row.location, label=label, known=known)
    yield Node(
        id=node,
        label=label,
        row=context.id(required_cell(row, "row") if row["row"].strip() else node),
        props=properties(row, kind.properties),
        location=row.location,
    )


FORM = TableFormat("entities", columns, records)
