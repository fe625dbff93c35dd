"""The whole graph as records in one fixed order: the nodes by id, then the edges by type and id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from graph.model.errors import QueryError, StoreError
from graph.model.schema import Schema
from graph.store import reads
from graph.store.cypher import read_cypher
from graph.store.integrity import DATASET, VERSION
from graph.store.migrations.migration import migrations_since
from graph.store.store import Store, entity_label

GraphRecord: TypeAlias = Mapping[str, Any]
"""A line of a snapshot: ``node``, ``label``, ``props``, or ``edge``, ``type``, ``source``, ``target``, ``props``."""
PAGE_ROWS = 5_000  # nodes a read or a removal takes at once: what a server's message and memory hold with ease


def row_labels(schema: Schema) -> list[str]:
    """Return the labels under which the nodes of datasets' rows are found, and the datasets' own."""
    return [DATASET, *schema.merge_labels]


def node_records(store: Store, schema: Schema, version: int) -> list[GraphRecord]:
    """Return the nodes of a store of a schema version, and the versions that datasets name as their own records."""
    labels = old_labels(row_labels(schema), version)
    records = [record for label in labels for record in nodes_under(store, label)]
    records += (
        {"node": props["id"], "label": VERSION, "props": props}
        for props in versions_named(store, sorted(source_versions(records)))
    )
    return sorted(records, key=lambda record: str(record["node"]))


def nodes_under(store: Store, label: str) -> Iterator[GraphRecord]:
    """Yield the nodes under a label by id.

    Raises:
        StoreError: a record cannot be read, or is not under the id by which it was found.
    """
    last = ""
    with damage_told(label):
        while rows := store.read(reads.node_page(label), {"after": last, "size": PAGE_ROWS}):
            for row in rows:
                yield {"node": row["id"], "label": entity_label(row["labels"]), "props": row["node"]["properties"]}
            if rows[-1]["id"] <= last:  # else the same page would be read for ever
                raise KeyError(last)
            last = rows[-1]["id"]


@contextmanager
def damage_told(type_: str) -> Iterator[None]:
    """Raise what a damaged file of the store's makes of reading the records of a type as StoreError.

    Raises:
        StoreError: ``store_damaged``.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError) as problem:
        raise StoreError("store_damaged", type=type_, reason=repr(problem)) from problem
    except (QueryError, StoreError) as problem:
        if problem.code not in ("query_failed", "store_unreadable"):
            raise
        raise StoreError("store_damaged", type=type_, reason=problem.fields["reason"]) from problem


def old_labels(labels: Sequence[str], version: int) -> list[str]:
    """Return labels as a store of an older schema version still has them."""
    old = list(labels)
    for migration in reversed(migrations_since(version)):
        old = [migration.old_labels.get(label, label) for label in old]
    return old


def source_versions(records: Iterable[GraphRecord]) -> set[str]:
    """Return the versions that datasets name as their own records, by whatever name of the property."""
    names = ("source_version", "said")  # `said` until schema version 2
    datasets = [record["props"] for record in records if record["label"] == DATASET]
    return {props[name] for props in datasets for name in names if name in props}


def versions_named(store: Store, versions: Sequence[str]) -> list[dict[str, Any]]:
    """Return the properties of the parts of some versions."""
    rows = store.read(read_cypher("versions"), {"versions": versions}) if versions else []
    return [row["version"]["properties"] for row in rows]


def edge_records(store: Store, schema: Schema) -> Iterator[GraphRecord]:
    """Yield the edges of every type."""
    return (record for name in sorted(schema.edges) for record in edges_of_type(store, name))


def edges_of_type(store: Store, name: str) -> Iterator[GraphRecord]:
    """Yield the edges of a type by id. Raises StoreError where a record cannot be read."""
    with damage_told(name):
        rows = store.read(reads.edges(name))
        for row in sorted(rows, key=lambda row: str(row["edge"]["properties"]["id"])):
            props = row["edge"]["properties"]
            yield {"edge": props["id"], "type": name, "source": row["source"], "target": row["target"], "props": props}


def last_writer(store: Store) -> list[dict[str, Any]]:
    """Return the token of the last writer, which every load changes."""
    return store.read(read_cypher("last_writer"))
