"""Restore a backup: afterwards the graph and its log are, byte for byte, what they were when it was made."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.model.errors import StoreError
from graph.model.schema import Schema
from graph.store import reads, writes
from graph.store.backup.archive import GRAPH, LOG, Archive, BackupManifest, DigestingWriter, Member, TextWriter
from graph.store.backup.log_lines import LogReader, write_log
from graph.store.batching import WriteOp, batches
from graph.store.check import EVENT
from graph.store.contents import PAGE_ROWS, row_labels
from graph.store.integrity import VERSION
from graph.store.snapshot import create_rows, empty_graph, export_graph
from graph.store.snapshot_format import SnapshotReader
from graph.store.store import Store
from graph.store.transaction import Transaction
from graph.store.write_lock import acquire_lock, is_last_writer

logger = logging.getLogger(__name__)


def restore_backup(
    store: Store,
    schema: Schema,
    archive: Archive,
    *,
    replace: bool = False,
    log_ops: Callable[[Transaction, str], Sequence[WriteOp]] | None = None,
) -> BackupManifest:
    """Restore the graph and the log of a backup, and compare what is there then with the backup.

    Everything is checked before anything is written. From the first write to the last, the store is marked: whoever
    opens it or writes to it meanwhile, or after a restore that was cut off, is told so.

    Args:
        store: where to.
        schema: today's schema.
        archive: the backup.
        replace: whether what the store holds gives way.
        log_ops: makes the operations that log the restore, by the token of its writer; None: nothing is logged.

    Raises:
        StoreError: the backup is damaged, the store is not empty and ``replace`` is False, or what is there afterwards
            is not what was backed up.
        SchemaError: a record breaks the schema.
    """
    job = _Restore(store, schema, archive)
    job.read()
    if not is_restore_cut_off(store):
        store.setup(schema)
        if not replace and store.read(reads.first_id([*row_labels(schema), EVENT])):
            raise StoreError("import_not_empty")
    job.write()
    job.compare()
    job.finish(log_ops)
    logger.info("restored %d records and %d events", archive.manifest.records, archive.manifest.events)
    return archive.manifest


def is_restore_cut_off(store: Store) -> bool:
    """Return whether a restore into a store was cut off: what it holds is neither the old nor the new."""
    try:
        store.schema_version()
    except StoreError as problem:
        if problem.code != "store_restoring":
            raise
        return True
    return False


@dataclass
class _Restore:
    store: Store
    schema: Schema
    archive: Archive
    writer: str = field(default_factory=lambda: uuid.uuid4().hex)

    def read(self) -> None:
        """Read the backup. Raises StoreError where it is damaged."""
        name = self.archive.file.name
        self.graph, self.log = SnapshotReader(schema=self.schema, file=name), LogReader(file=name)
        with self.archive.text(GRAPH) as lines:
            self.graph.read(lines)
        with self.archive.text(LOG) as lines:
            self.log.read(lines)
        if self.graph.report().broken:
            raise StoreError("backup_damaged", file=str(self.archive.file))

    def write(self) -> None:
        """Write everything in place of what the store holds, in batches."""
        self.store.write(self._begin)
        empty_graph(self.store, self.schema)
        for label in (EVENT, VERSION):
            self._delete_all(label)
        self.store.create_indexes(self.schema)
        for statement, rows in [*create_rows(self.graph.rows), *self._log_rows()]:
            self.store.write(lambda tx, text=statement, part=rows: self._write_batch(tx, text, part))  # type: ignore[misc]
        self.store.write(self._hand_over)

    def _begin(self, tx: Transaction) -> None:
        acquire_lock(tx, self.writer, restoring=True)
        tx.run(writes.set_writer_token(), {"writer": self.writer})
        tx.run(writes.set_restoring(), {"file": self.archive.file.name})

    def _delete_all(self, label: str) -> None:
        def delete_page(tx: Transaction) -> int:
            return int(tx.run(writes.delete_page(label), {"size": PAGE_ROWS})[0]["deleted"])

        while self.store.write(delete_page):
            pass

    def _log_rows(self) -> list[WriteOp]:
        return [
            (writes.create_nodes(self.schema.nodes[label]), part)
            for label, rows in self.log.rows.items()
            for part in batches(rows)
        ]

    def _write_batch(self, tx: Transaction, statement: str, rows: list) -> None:  # type: ignore[type-arg]
        if not is_last_writer(tx, self.writer):
            raise StoreError("load_overtaken")
        tx.run_rows(statement, rows)

    def _hand_over(self, tx: Transaction) -> None:
        """Give the graph the token of the writer that it had."""
        if not is_last_writer(tx, self.writer):
            raise StoreError("load_overtaken")
        tx.run(writes.set_writer_token(), {"writer": self.log.writer or None})

    def compare(self) -> None:
        """Compare what is stored with the backup; where the backup is of an older schema, only the numbers.

        Raises:
            StoreError: ``restore_differs``.
        """
        manifest, found = self.archive.manifest, contents(self.store, self.schema)
        same = (found[0].records, found[0].events, found[0].versions) == (
            manifest.records,
            manifest.events,
            manifest.versions,
        )
        if manifest.schema == self.schema.version:
            same = same and all(member == manifest.member(member.name) for member in found[1])
        if not same:
            raise StoreError("restore_differs", file=str(self.archive.file))

    def finish(self, log_ops: Callable[[Transaction, str], Sequence[WriteOp]] | None) -> None:
        """Log the restore and take the mark off, at once."""

        def end(tx: Transaction) -> None:
            acquire_lock(tx, self.writer, restoring=True)
            for statement, rows in log_ops(tx, self.writer) if log_ops else ():
                tx.run_rows(statement, rows)
                tx.run(writes.set_writer_token(), {"writer": self.writer})
            tx.run(writes.set_restoring(), {"file": None})

        self.store.write(end)
        self.store.setup(self.schema)


@dataclass(frozen=True, kw_only=True)
class ContentCounts:
    """The number of nodes and edges, of events, and of parts of versions."""

    records: int
    events: int
    versions: int


def contents(store: Store, schema: Schema) -> tuple[ContentCounts, tuple[Member, ...]]:
    """Return what a backup of a store would hold: the numbers, and the members of the graph and the log.

    Raises:
        StoreError: a row is not what was written.
    """
    graph, log = DigestingWriter(), DigestingWriter()
    records = export_graph(store, schema, TextWriter(graph))
    counts = write_log(store, schema, TextWriter(log))
    numbers = ContentCounts(records=records, events=counts.events, versions=counts.versions)
    return numbers, (graph.member(GRAPH), log.member(LOG))
