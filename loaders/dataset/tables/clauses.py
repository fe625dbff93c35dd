"""clauses.csv: places in a document, by section and offsets in code points."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge, Node
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Id, document, section, offsets."""
    return frozenset({"id", "document_id"} | set(schema.nodes["Clause"].properties) - {"document", "text"})


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """The clause and its place in its document."""
    node, document = required_cell(row, "id"), required_cell(row, "document_id")
    props = properties(row, context.schema.nodes["Clause"].properties) | {"document": document}
    if document in context.texts:
        start, end = props.get("char_start"), props.get("char_end")
        if isinstance(start, int) and isinstance(end, int):  # else the check refuses the row
            props["text"] = context.texts[document][start:end]
    yield Node(id=node, label="Clause", row=context.id(node), props=props, location=row.location)
    place = {"status": "existing", "confidence": "explicit", "support": "established", "evidence": node}
    yield Edge(
        id=context.id(node),
        type="PART_OF",
        source=node,
        target=document,
        props={**place, "dataset": context.dataset.id},
        location=row.location,
    )


FORM = TableFormat("clauses", columns, records)
