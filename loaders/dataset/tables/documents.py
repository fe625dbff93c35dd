"""documents.csv: the texts that clauses point into; the text itself comes from the user."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Node
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, title, and what identifies the text: its SHA-256 (UTF-8, LF, no BOM) and its length in code points."""
    return frozenset({"id"} | set(schema.nodes["Document"].properties) - {"text"})


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The document, with its text when the user gave it."""
    node = required_cell(row, "id")
    props = properties(row, context.schema.nodes["Document"].properties)
    if node in context.texts:
        props["text"] = context.texts[node]
    yield Node(id=node, label="Document", row=context.id(node), props=props, location=row.location)


FORM = TableFormat("documents", columns, records)
