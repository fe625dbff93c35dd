"""mentions.csv: where a clause names a thing."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.records import Edge
from graph.model.schema import Schema
from loaders.dataset.tables.table import Context, Form, Record, needed, properties
from loaders.records import Row


def columns(schema: Schema) -> frozenset[str]:
    """Clause, thing, offsets, nesting."""
    return frozenset({"clause_id", "entity_id"} | set(schema.edges["MENTIONS"].properties) - {"dataset"})


def records(row: Row, context: Context) -> Iterable[Record]:
    """One MENTIONS edge; its id is the place and the thing."""
    clause, entity = needed(row, "clause_id"), needed(row, "entity_id")
    props = properties(row, context.schema.edges["MENTIONS"].properties) | {"dataset": context.dataset.id}
    name = context.id(f"{clause}@{needed(row, 'char_start')}-{needed(row, 'char_end')}>{entity}")
    yield Edge(name, "MENTIONS", clause, entity, props, row.origin)


FORM = Form("mentions", columns, records)
