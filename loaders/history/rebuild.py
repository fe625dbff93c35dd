"""What the store holds of a dataset, as records: for datasets that were loaded before their versions were kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from graph.model.records import Dataset, Edge, Node
from graph.model.schema import DESCRIBES, Schema
from graph.store import writes as cypher
from graph.store.columns import DESCRIPTION_KEY, KEY, from_store
from graph.store.store import Reader, entity_label
from loaders.records import RecordSet


def rebuild_records(read: Reader, schema: Schema, dataset: str) -> RecordSet | None:
    """The dataset's records; None when it is not loaded. Its expected counts and references are not kept."""
    found = read("MATCH (d:Dataset {id: $id}) RETURN d AS node", {"id": dataset})
    if not found:
        return None
    props = found[0]["node"]["properties"]
    texts = {one.name: props.get(one.name, "") for one in fields(Dataset)}
    known = {"precedence": json.loads(props["precedence"]), "completeness_claims": tuple(props.get("complete", ()))}
    nodes = tuple(_node(row, schema) for row in read(cypher.stored_node_rows(), {"dataset": dataset}))
    return RecordSet(Dataset(**{**texts, **known}), nodes, tuple(_edges(read, schema, dataset)))


def _node(row: Mapping[str, Any], schema: Schema) -> Node:
    said, node, label = row["row"]["properties"], row["node"]["properties"], entity_label(row["labels"])
    if schema.nodes[label].entity:
        return Node(id=node["id"], label=said["label"], row=said["id"], props=from_store(said, DESCRIPTION_KEY))
    return Node(id=node["id"], label=label, row=said["id"], props=from_store(node, KEY))


def _edges(read: Reader, schema: Schema, dataset: str) -> Iterator[Edge]:
    for name in sorted(schema.edges):
        if name != DESCRIBES:
            for row in read(cypher.stored_statements(name), {"dataset": dataset}):
                props = row["edge"]["properties"]
                yield Edge(
                    id=props["id"], type=name, source=row["source"], target=row["target"], props=from_store(props, KEY)
                )
