"""What the store holds of a dataset, as records: for datasets that were loaded before their versions were kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from graph.model.records import Dataset, Edge, Node
from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.columns import KEY, ROW, given
from graph.store.store import entity_label
from loaders.history.event import Ask
from loaders.records import Records
from loaders.sync.diff import DESCRIBES


def held(ask: Ask, schema: Schema, dataset: str) -> Records | None:
    """The dataset's records; None when it is not loaded. Its expected counts and references are not kept."""
    found = ask("MATCH (d:Dataset {id: $id}) RETURN d AS node", {"id": dataset})
    if not found:
        return None
    props = found[0]["node"]["properties"]
    texts = {one.name: props.get(one.name, "") for one in fields(Dataset)}
    known = {"precedence": json.loads(props["precedence"]), "complete": tuple(props.get("complete", ()))}
    nodes = tuple(_node(row, schema) for row in ask(cypher.held_records(), {"dataset": dataset}))
    return Records(Dataset(**{**texts, **known}), nodes, tuple(_edges(ask, schema, dataset)))


def _node(row: Mapping[str, Any], schema: Schema) -> Node:
    said, node, label = row["row"]["properties"], row["node"]["properties"], entity_label(row["labels"])
    if schema.nodes[label].entity:
        return Node(node["id"], said["label"], said["id"], given(said, ROW))
    return Node(node["id"], label, said["id"], given(node, KEY))


def _edges(ask: Ask, schema: Schema, dataset: str) -> Iterator[Edge]:
    for name in sorted(schema.edges):
        if name != DESCRIBES:
            for row in ask(cypher.held_statements(name), {"dataset": dataset}):
                props = row["edge"]["properties"]
                yield Edge(props["id"], name, row["source"], row["target"], given(props, KEY))
