"""The whole graph as one file of JSON lines, and back: the same file for every engine, in one fixed order.

The log of loads is not part of it; of the versions only those that a dataset names as its own records are.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import IO, Any

from graph.model.errors import LiantuError, StoreError
from graph.model.schema import Schema
from graph.store import reads, writes
from graph.store.batching import ParameterRow, WriteOp, batches
from graph.store.cypher import read_cypher
from graph.store.migrations.migration import migrations_since
from graph.store.snapshot_format import DATASET, VERSION, SnapshotReader, header_line, json_line
from graph.store.store import Store, entity_label
from graph.store.transaction import Transaction

PAGE_ROWS = 5_000  # nodes a read or a removal takes at once: what a server's message and memory hold with ease
MAX_SINGLE_TRANSACTION = 20_000  # records; more than that in one transaction would go beyond the engine's heap of 1 GB

logger = logging.getLogger(__name__)


def export_graph(store: Store, schema: Schema, out: IO[str], schema_version: int | None = None) -> int:
    """Write the graph.

    Args:
        store: the graph.
        schema: today's schema.
        out: where the lines go.
        schema_version: the version that the store still has, for a backup before its migration; today's by default.

    Returns:
        The number of nodes and edges written.

    Raises:
        StoreError: a load wrote while the graph was read.
    """
    version = schema.version if schema_version is None else schema_version
    count, digest, before = -1, sha256(), _last_writer(store)
    header = header_line(schema) | {"schema": version}
    for record in chain([header], _node_records(store, schema, version), _edge_records(store, schema)):
        line = json_line(record)
        digest.update(line.encode())
        out.write(line)
        count += 1
    if _last_writer(store) != before:
        raise StoreError("export_changed")
    out.write(json_line({"end": count, "sha256": digest.hexdigest()}))
    logger.info("exported %d records", count)
    return count


def _last_writer(store: Store) -> list[dict[str, Any]]:
    """Return the token of the last writer, which every load changes."""
    return store.read(read_cypher("last_writer"))


def _node_records(store: Store, schema: Schema, version: int) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    for label in _old_labels(_exported(schema), version):
        last = ""
        while rows := store.read(reads.node_page(label), {"after": last, "size": PAGE_ROWS}):
            records += (
                {"node": row["id"], "label": entity_label(row["labels"]), "props": row["node"]["properties"]}
                for row in rows
            )
            last = rows[-1]["id"]
    for row in _source_versions(store, records):
        records.append({"node": row["id"], "label": VERSION, "props": row})
    return sorted(records, key=lambda record: str(record["node"]))


def _old_labels(labels: Sequence[str], version: int) -> list[str]:
    """Return labels as a store of an older schema version still has them."""
    old = list(labels)
    for migration in reversed(migrations_since(version)):
        old = [migration.old_labels.get(label, label) for label in old]
    return old


def _source_versions(store: Store, records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts of the versions that datasets name as their own records, by whatever name of the property."""
    names = ("source_version", "said")  # `said` until schema version 2
    datasets = [record["props"] for record in records if record["label"] == DATASET]
    versions = sorted({props[name] for props in datasets for name in names if name in props})
    rows = store.read(read_cypher("versions"), {"versions": versions}) if versions else []
    return [row["version"]["properties"] for row in rows]


def _edge_records(store: Store, schema: Schema) -> Iterator[dict[str, Any]]:
    for name in sorted(schema.edges):
        rows = store.read(reads.edges(name))
        for row in sorted(rows, key=lambda row: str(row["edge"]["properties"]["id"])):
            props = row["edge"]["properties"]
            yield {"edge": props["id"], "type": name, "source": row["source"], "target": row["target"], "props": props}


def _exported(schema: Schema) -> list[str]:
    return [DATASET, *schema.merge_labels]


def import_graph(
    store: Store, schema: Schema, lines: Iterable[str], *, replace: bool = False, name: str = "snapshot"
) -> int:
    """Restore a graph that ``export_graph`` wrote, whatever version of the schema it had.

    Everything is checked before anything is written. Up to ``MAX_SINGLE_TRANSACTION`` records are one transaction; a
    larger import that fails leaves an empty store, and one that was killed leaves datasets that are marked as loading.

    Returns:
        The number of nodes and edges.

    Raises:
        StoreError: not such a file, a line is broken, or the store is not empty and ``replace`` is False.
        SchemaError: a record breaks the schema.
    """
    snapshot = SnapshotReader(schema=schema, file=name)
    snapshot.read(lines)
    store.setup(schema)
    if not replace and store.read(reads.first_id(_exported(schema))):
        raise StoreError("import_not_empty")
    if snapshot.count <= MAX_SINGLE_TRANSACTION:
        store.write(lambda tx: _replace(tx, schema, _write_ops(snapshot.rows)))
        return snapshot.count
    empty_graph(store, schema)
    try:
        for statement, rows in _write_ops(_marked_as_loading(schema, snapshot.rows)):
            store.write(lambda tx, text=statement, part=rows: tx.run_rows(text, part))  # type: ignore[misc]
    except LiantuError:  # a fault of the server arrives as a QueryError
        empty_graph(store, schema)
        raise
    logger.info("imported %d records from %s", snapshot.count, name)
    return snapshot.count


def _write_ops(rows: Mapping[str, list[ParameterRow]]) -> list[WriteOp]:
    return [(statement, part) for statement, group in rows.items() for part in batches(group)]


def _marked_as_loading(schema: Schema, rows: Mapping[str, list[ParameterRow]]) -> dict[str, list[ParameterRow]]:
    """Return the same rows with every dataset marked as loading first and given its own state last."""
    create = writes.create_nodes(schema.nodes[DATASET])
    datasets = [row for row in rows.get(create, ()) if isinstance(row, dict)]
    loading: list[ParameterRow] = [{**row, "props": {**row["props"], "state": "loading"}} for row in datasets]
    states: list[ParameterRow] = [{"id": row["id"], "state": row["props"].get("state", "loading")} for row in datasets]
    other_rows = {statement: group for statement, group in rows.items() if statement != create}
    return {create: loading, **other_rows, writes.set_state(): states}


def _replace(tx: Transaction, schema: Schema, ops: Sequence[WriteOp]) -> None:
    for label in _emptied(schema):
        tx.run(writes.delete_all(label))
    for statement, rows in ops:
        tx.run_rows(statement, rows)


def empty_graph(store: Store, schema: Schema) -> None:
    """Delete every node but the store's own state, page by page."""
    for label in _emptied(schema):
        statement = writes.delete_page(label)

        def delete_page(tx: Transaction, text: str = statement) -> int:
            return int(tx.run(text, {"size": PAGE_ROWS})[0]["deleted"])

        while store.write(delete_page):
            pass


def _emptied(schema: Schema) -> list[str]:
    """Return the labels that an import replaces: all but Graph, so the log and the versions too."""
    internal = [label for label, kind in sorted(schema.nodes.items()) if kind.internal and label != "Graph"]
    return [*_exported(schema), *internal]
