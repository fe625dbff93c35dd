"""The whole graph as one file of JSON lines, and back: the same file for every engine, in one fixed order.

The log of loads is not part of it; of the versions only those that a dataset names as its own records are.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from graph.model.errors import LiantuError, StoreError
from graph.model.schema import Schema
from graph.store import reads, writes
from graph.store.batching import ParameterRow, WriteOp, batches
from graph.store.contents import PAGE_ROWS, GraphRecord, edge_records, last_writer, node_records, row_labels
from graph.store.integrity import DATASET, VERSION, BrokenRow, IntegrityCheck
from graph.store.neo4j_import import ImportFiles
from graph.store.snapshot_format import (
    ImportReport,
    LineWriter,
    SnapshotOrigin,
    SnapshotReader,
    end_line,
    header_line,
    json_line,
)
from graph.store.store import Store
from graph.store.transaction import Transaction
from graph.store.write_lock import acquire_lock, is_last_writer

MAX_SINGLE_TRANSACTION = 20_000  # records; more than that in one transaction would go beyond the engine's heap of 1 GB

logger = logging.getLogger(__name__)

LogOps: TypeAlias = Callable[[Transaction, ImportReport, str], Sequence[WriteOp]]
"""Makes the operations that log an import, within its last transaction; the text is the writer's token."""


def export_graph(
    store: Store,
    schema: Schema,
    out: LineWriter,
    schema_version: int | None = None,
    *,
    origin: SnapshotOrigin | None = None,
    refuse_broken: bool = True,
) -> int:
    """Write the graph.

    Args:
        store: the graph.
        schema: today's schema.
        out: where the lines go.
        schema_version: the version that the store still has, for a backup before its migration; today's by default.
        origin: who writes it, when, and by which version of the product; it stands in the last line only, so that the
            lines before it, and their sum, are the same for the same graph.
        refuse_broken: whether a row that is not what was written makes the file void. A backup holds what there is.

    Returns:
        The number of nodes and edges written.

    Raises:
        StoreError: a load wrote while the graph was read, or a row is broken: no last line is written then.
    """
    version = schema.version if schema_version is None else schema_version
    digest, integrity = sha256(), IntegrityCheck(schema)
    header = header_line(schema) | {"schema": version}
    records = _read_graph(store, schema, version, integrity)
    for record in chain([header], records):
        line = json_line(record)
        digest.update(line.encode())
        out.write(line)
    broken = integrity.broken()
    if refuse_broken:
        _check_intact(broken)
    out.write(json_line(end_line(integrity.rows, digest.hexdigest(), origin, len(broken))))
    logger.info("exported %d records", integrity.rows)
    return integrity.rows


def export_neo4j_files(store: Store, schema: Schema, folder: Path) -> int:
    """Write the same nodes and edges as files of ``neo4j-admin database import`` into an empty folder.

    Returns:
        The number of nodes and edges written.

    Raises:
        StoreError: as ``export_graph``, with files that must not be used; a list that the files cannot hold.
        OSError: a file cannot be written.
    """
    store.check_version(schema)
    integrity = IntegrityCheck(schema)
    count = ImportFiles(schema, folder).write(_read_graph(store, schema, schema.version, integrity))
    _check_intact(integrity.broken())
    logger.info("exported %d records for neo4j-admin", count)
    return count


def _read_graph(store: Store, schema: Schema, version: int, integrity: IntegrityCheck) -> Iterator[GraphRecord]:
    """Return the nodes and edges of one state of a store as they are read, for the check of their hashes too.

    Raises:
        StoreError: a load wrote while the graph was read.
    """
    before = last_writer(store)  # at once, before the caller writes its first line

    def records() -> Iterator[GraphRecord]:
        for record in chain(node_records(store, schema, version), edge_records(store, schema)):
            integrity.add_record(record)
            yield record
        if last_writer(store) != before:
            raise StoreError("export_changed")

    return records()


def _check_intact(broken: Sequence[BrokenRow]) -> None:
    """Raise StoreError where a row is not what was written."""
    if broken:
        row = broken[0]
        raise StoreError("export_broken", count=len(broken), dataset=row.dataset, type=row.type, row=row.row)


def import_graph(
    store: Store,
    schema: Schema,
    lines: Iterable[str],
    *,
    log_ops: LogOps,
    replace: bool = False,
    name: str = "snapshot",
) -> ImportReport:
    """Restore a graph that ``export_graph`` wrote, whatever version of the schema it had.

    The lines are checked before anything is written. Up to ``MAX_SINGLE_TRANSACTION`` records are one transaction; a
    larger import that fails leaves an empty store, and one that was killed leaves datasets that are marked as loading.
    The log of loads stays, and what it refers to.

    Args:
        store: where to.
        schema: today's schema.
        lines: the snapshot.
        log_ops: makes the operations that log the import: the events before it no longer tell what datasets hold.
        replace: whether what the store holds gives way.
        name: the file's name, for messages.

    Returns:
        The number of records, the file's origin, and the rows that are not what their hashes say.

    Raises:
        StoreError: not such a file, a line is broken, or the store is not empty and ``replace`` is False.
        SchemaError: a record breaks the schema.
    """
    snapshot = SnapshotReader(schema=schema, file=name)
    snapshot.read(lines)
    store.setup(schema)
    if not replace and store.read(reads.first_id(row_labels(schema))):
        raise StoreError("import_not_empty")
    job = _Import(store=store, schema=schema, snapshot=snapshot, log_ops=log_ops)
    if snapshot.count <= MAX_SINGLE_TRANSACTION:
        store.write(job.replace_all)
    else:
        job.replace_in_batches()
    logger.info("imported %d records from %s", snapshot.count, name)
    return snapshot.report()


class _Import:
    """Writes the rows of a snapshot in place of what the store holds."""

    def __init__(self, *, store: Store, schema: Schema, snapshot: SnapshotReader, log_ops: LogOps) -> None:
        self.store, self.schema, self.snapshot, self.log_ops = store, schema, snapshot, log_ops
        self.writer = uuid.uuid4().hex

    def replace_all(self, tx: Transaction) -> None:
        self._take_over(tx)
        for label in row_labels(self.schema):
            tx.run(writes.delete_all(label))
        for statement, rows in create_rows(self.snapshot.rows):
            tx.run_rows(statement, rows)
        self._log(tx)

    def replace_in_batches(self) -> None:
        self.store.write(self._take_over)
        empty_graph(self.store, self.schema)
        try:
            for statement, rows in create_rows(_marked_as_loading(self.schema, self.snapshot.rows)):
                self.store.write(lambda tx, text=statement, part=rows: self._write_batch(tx, text, part))  # type: ignore[misc]
            self.store.write(self._log)
        except LiantuError:  # a fault of the server arrives as a QueryError
            empty_graph(self.store, self.schema)
            raise

    def _take_over(self, tx: Transaction) -> None:
        """Become the last writer, so that a load in batches stops; drop those versions that the snapshot brings."""
        acquire_lock(tx, self.writer)
        tx.run(writes.set_writer_token(), {"writer": self.writer})
        create = writes.create_nodes(self.schema.nodes[VERSION])
        rows = [row for row in self.snapshot.rows.get(create, ()) if isinstance(row, dict)]
        versions: list[ParameterRow] = [
            {"version": version} for version in sorted({str(row["props"]["version"]) for row in rows})
        ]
        if versions:
            tx.run_rows(writes.delete_nodes(VERSION, "version"), versions)

    def _write_batch(self, tx: Transaction, statement: str, rows: Sequence[ParameterRow]) -> None:
        if not is_last_writer(tx, self.writer):
            raise StoreError("load_overtaken")
        tx.run_rows(statement, rows)

    def _log(self, tx: Transaction) -> None:
        for statement, rows in self.log_ops(tx, self.snapshot.report(), self.writer):
            tx.run_rows(statement, rows)


def create_rows(rows: Mapping[str, list[ParameterRow]]) -> list[WriteOp]:
    """Return the operations that write rows, given by the statement that writes them."""
    return [(statement, part) for statement, group in rows.items() for part in batches(group)]


def _marked_as_loading(schema: Schema, rows: Mapping[str, list[ParameterRow]]) -> dict[str, list[ParameterRow]]:
    """Return the same rows with every dataset marked as loading first and given its own state last."""
    create = writes.create_nodes(schema.nodes[DATASET])
    datasets = [row for row in rows.get(create, ()) if isinstance(row, dict)]
    loading: list[ParameterRow] = [{**row, "props": {**row["props"], "state": "loading"}} for row in datasets]
    states: list[ParameterRow] = [{"id": row["id"], "state": row["props"].get("state", "loading")} for row in datasets]
    other_rows = {statement: group for statement, group in rows.items() if statement != create}
    return {create: loading, **other_rows, writes.set_state(): states}


def empty_graph(store: Store, schema: Schema) -> None:
    """Delete every node of the datasets, page by page; the log of loads and the store's own state stay."""
    for label in row_labels(schema):
        statement = writes.delete_page(label)

        def delete_page(tx: Transaction, text: str = statement) -> int:
            return int(tx.run(text, {"size": PAGE_ROWS})[0]["deleted"])

        while store.write(delete_page):
            pass
