"""mentions.csv: where a clause names a thing."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Record, TableFormat, properties, required_cell
from loaders.records import TableRow


def columns(schema: Schema) -> frozenset[str]:
    """Clause, thing, offsets, nesting."""
    return frozenset({"clause_id", "entity_id"} | set(schema.edges["MENTIONS"].properties) - {"dataset"})


def records(row: TableRow, context: Context) -> Iterable[Record]:
    """One MENTIONS edge; its id is the place and the thing."""
    clause, entity = required_cell(row, "clause_id"), required_cell(row, "entity_id")
    props = properties(row, context.schema.edges["MENTIONS"].properties) | {"dataset": context.dataset.id}
    name = context.id(f"{clause}@{required_cell(row, 'char_start')}-{required_cell(row, 'char_end')}>{entity}")
    yield Edge(id=name, type="MENTIONS", source=clause, target=entity, props=props, location=row.location)


FORM = TableFormat("mentions", columns, records)
