"""Statements whose ends have become something that they cannot join, since a load gave an entity another label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from more_itertools import chunked

from graph.model.errors import LiantuError, SchemaError
from graph.model.records import Edge
from graph.model.schema import Schema
from graph.store.store import Reader
from loaders.sync.stored import IDS_PER_READ
from queries.reader import read_rows
from queries.rows.sync import EdgesOfRow


def endpoint_violations(read: Reader, schema: Schema, ids: Sequence[str]) -> Iterator[LiantuError]:
    """Yield an error for each statement, of whatever dataset, that no longer fits the labels of its ends.

    Args:
        read: reads the store.
        schema: says which labels an edge type joins.
        ids: the entities whose label changed.
    """
    for part in chunked(ids, IDS_PER_READ):
        for row in read_rows(read, EdgesOfRow, ids=part):
            edge = Edge(
                id=row.id,
                type=row.type,
                source=row.source,
                target=row.target,
                props={},
                location=row.dataset,
            )
            try:
                schema.check_endpoints(edge, row.source_label, row.target_label)
            except SchemaError as problem:
                yield problem
