"""Rebuild a dataset's records from the graph: for datasets that came with a snapshot, which has no log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from graph.model.records import Dataset, Edge, Node, statement_id
from graph.model.schema import DESCRIBES, Schema
from graph.store import reads
from graph.store.columns import DESCRIPTION_COLUMNS, RECORD_COLUMNS, from_store
from graph.store.store import Reader
from loaders.records import RecordSet
from queries.reader import read_rows
from queries.rows.history import DescribedNodesRow
from queries.rows.sync import DatasetNodeRow

TUPLES = {"completeness_claims": "complete", "moved_ids": "moved_ids"}  # field -> property of the dataset's node


def rebuild_records(read: Reader, schema: Schema, dataset: str) -> RecordSet | None:
    """Return the dataset's records; None when it is not loaded.

    Its expected counts and the datasets that it refers to are not stored, so they are empty.
    """
    rows = read_rows(read, DatasetNodeRow, dataset=dataset)
    if not rows:
        return None
    nodes = tuple(_node(row, schema) for row in read_rows(read, DescribedNodesRow, dataset=dataset))
    return RecordSet(
        dataset=_dataset(rows[0].node["properties"]), nodes=nodes, edges=tuple(_edges(read, schema, dataset))
    )


def _dataset(props: Mapping[str, Any]) -> Dataset:
    names = [field.name for field in fields(Dataset)]
    values = {name: props.get(name, "") for name in names}
    values |= {name: tuple(props.get(TUPLES[name], ())) for name in names if name in TUPLES}
    return Dataset(**{**values, "precedence": json.loads(props["precedence"])})


def _node(row: DescribedNodesRow, schema: Schema) -> Node:
    """Return what the row said: an entity's own properties stand on its description, any other node's on the node."""
    description, node = row.description["properties"], row.node["properties"]
    label = row.label
    if not schema.nodes[label].entity:
        return Node(id=node["id"], label=label, row=description["id"], props=from_store(node, RECORD_COLUMNS))
    return Node(
        id=node["id"],
        label=description["label"],
        row=description["id"],
        props=from_store(description, DESCRIPTION_COLUMNS),
    )


def _edges(read: Reader, schema: Schema, dataset: str) -> Iterator[Edge]:
    for name in sorted(schema.edges):
        if name != DESCRIBES:
            for row in read(reads.edges_of_dataset(name), {"dataset": dataset, "prefix": statement_id(dataset, "")}):
                props = row["edge"]["properties"]
                yield Edge(
                    id=props["id"],
                    type=name,
                    source=row["source"],
                    target=row["target"],
                    props=from_store(props, RECORD_COLUMNS),
                )
