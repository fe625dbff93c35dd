"""The first load of a new embedded store, from the files of ``neo4j_import``, past Bolt.

An engine of its own fills a database in a folder beside the store's, which then takes the place of the store's empty
one. So a load that fails or is killed leaves the store as it was: what lies beside it, the next load removes.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from graph.model.errors import LiantuError, StoreError
from graph.model.schema import ENTITY, Schema
from graph.store import reads, writes
from graph.store.backup.checksum import sync_folder
from graph.store.backup.pause import writers_paused
from graph.store.batching import WriteOp
from graph.store.check import EVENT
from graph.store.contents import row_labels
from graph.store.embedded.batch import BatchInterface, edge_line, vertex_line, vertex_type
from graph.store.embedded.engine import Engine, engine_stopped, stop_engine
from graph.store.embedded.folder import EXCLUSIVE_LOCK, folder_errors, try_lock
from graph.store.embedded.java import DATABASE
from graph.store.integrity import DATASET, VERSION
from graph.store.neo4j_files import ImportRows, read_tables
from graph.store.open import open_store
from graph.store.store import Store
from graph.store.transaction import Transaction
from graph.store.write_lock import acquire_lock

BESIDE = "bulk"
"""The folder, within the store's, of the engine that loads."""
BULK_LOCK = "bulk.lock"
STATEMENT_SECONDS = 3600.0
"""The time limit of a statement while indexes are made: the full-text index of a million entities takes a minute."""

logger = logging.getLogger(__name__)

BulkLogOps = Callable[[Transaction, int, str], Sequence[WriteOp]]
"""Makes the operations that log the load, from the number of records and the token of the writer."""


def load_in_bulk(store: Store, schema: Schema, folder: Path, *, log_ops: BulkLogOps) -> int:
    """Fill a new embedded store from a folder of files.

    The files are believed: names are checked against the schema, ids are unique, ends are there. Whether rows are what
    their hashes say, ``graph.store.check`` tells afterwards.

    Args:
        store: the store. Whoever else uses it is told to wait at the end, and goes on with what was loaded.
        schema: today's schema.
        folder: the files, of today's version of the schema.
        log_ops: makes the operations that log the load.

    Returns:
        The number of nodes and edges.

    Raises:
        StoreError: ``bulk_server`` where the store is no embedded one, ``bulk_not_empty`` where it holds anything or
            has a history, ``bulk_folder`` or ``bulk_row`` for files that do not fit, ``bulk_refused``.
        OSError: a file cannot be read.
    """
    if store.engine is None:
        raise StoreError("bulk_server")
    tables = read_tables(schema, folder)
    store.setup(schema)
    _refuse_filled(store, schema)
    with _folder_beside(store.engine.home) as beside:
        count = _Load(store.engine, schema, tables, beside).fill(log_ops)
        with writers_paused(store):
            _refuse_filled(store, schema)  # somebody may have loaded meanwhile
            _take_place(store.engine.home, beside)
            store.reconnect()
    logger.info("loaded %d records in bulk", count)
    return count


def _refuse_filled(store: Store, schema: Schema) -> None:
    if store.read(reads.first_id([*row_labels(schema), EVENT, VERSION])):
        raise StoreError("bulk_not_empty")


@contextmanager
def _folder_beside(home: Path) -> Iterator[Path]:
    """Make the folder for the engine that loads, and remove it afterwards, as that of a load that was killed.

    Raises:
        StoreError: ``engine_busy`` while another process loads.
    """
    beside = home / BESIDE
    with folder_errors(home), (home / BULK_LOCK).open("a") as lock:
        if not try_lock(lock, EXCLUSIVE_LOCK):
            raise StoreError("engine_busy", path=str(home))
        _remove(beside)
        try:
            yield beside
        finally:
            _remove(beside)


def _remove(beside: Path) -> None:
    if beside.exists():
        stop_engine(beside, force=True)
        shutil.rmtree(beside)


class _Load:
    """One load by an engine of its own."""

    def __init__(self, engine: Engine, schema: Schema, tables: Sequence[ImportRows], beside: Path) -> None:
        self.schema, self.tables, self.beside = schema, tables, beside
        self.heap, self.java = engine.heap, engine.java
        self.count = 0

    def fill(self, log_ops: BulkLogOps) -> int:
        """Fill the database, log that, and close it; return the number of records."""
        engine = Engine(self.beside, heap=self.heap, query_seconds=STATEMENT_SECONDS, java=self.java, bulk=True)
        with closing(engine):
            batch = BatchInterface(engine.address())
            try:
                with open_store(f"embedded:{self.beside}") as store:
                    self._create_types(store, batch)
                    self._timed("rows", lambda: self._send(batch))
                    self._timed("indexes", lambda: self._build_indexes(store, batch))
                    store.write(lambda tx: self._log(tx, log_ops))
                batch.close_database()
            except LiantuError as problem:
                raise (engine.fault(engine.is_lost()) or problem) from problem
        stop_engine(self.beside, force=True)
        return self.count

    def _create_types(self, store: Store, batch: BatchInterface) -> None:
        """Create the types as they are in any other store, but without indexes."""
        store.write(lambda tx: tx.run(writes.warm_up_label_sets(self.schema)))
        others = [kind.label for kind in self.schema.nodes.values() if not kind.entity]
        batch.create_types(vertices=others, edges=self.schema.edges)

    def _send(self, batch: BatchInterface) -> None:
        made = batch.load(self._lines())
        if made != self.count:
            raise StoreError("bulk_refused", reason=f"{made} / {self.count}")

    def _lines(self) -> Iterator[bytes]:
        """Yield the lines of all rows. A dataset and an entity may have the same id: their keys begin differently."""
        for rows in self.tables:
            name = rows.table.name
            if rows.table.is_edge:
                source_group = DATASET if self.schema.edges[name].is_provenance else ""
                for (source, target), props in rows:
                    yield edge_line(name, f"{source_group}:{source}", f":{target}", props)
            else:
                type_, group = self._vertex_type(name), DATASET if name == DATASET else ""
                for (id_,), props in rows:
                    yield vertex_line(type_, f"{group}:{id_}", {"id": id_, **props})
            self.count += rows.count

    def _vertex_type(self, label: str) -> str:
        return vertex_type([ENTITY, label] if self.schema.nodes[label].entity else [label])

    def _build_indexes(self, store: Store, batch: BatchInterface) -> None:
        """Make the indexes of what was loaded, then do what is left of the set-up."""
        names = {rows.table.name for rows in self.tables}
        types = {self.schema.nodes[name].merge_label if name in self.schema.nodes else name for name in names}
        for statement in (*writes.constraints(self.schema), *writes.indexes()):
            batch.build_index(statement, types)
        store.setup(self.schema)

    def _log(self, tx: Transaction, log_ops: BulkLogOps) -> None:
        writer = uuid.uuid4().hex
        acquire_lock(tx, writer)
        tx.run(writes.set_writer_token(), {"writer": writer})
        for statement, rows in log_ops(tx, self.count, writer):
            tx.run_rows(statement, rows)

    def _timed(self, what: str, work: Callable[[], None]) -> None:
        began = time.monotonic()
        work()
        logger.info("bulk load, %s: %.1f s", what, time.monotonic() - began)


def _take_place(home: Path, beside: Path) -> None:
    """Put the filled database in the place of the empty one, once it is on the disk."""
    filled, place, old = (folder / "databases" / DATABASE for folder in (beside, home, beside / "old"))
    for file in filled.iterdir():
        with file.open("r+b") as written:
            os.fsync(written.fileno())
    sync_folder(filled)
    old.parent.mkdir(parents=True)
    with engine_stopped(home):
        place.replace(old)
        filled.replace(place)
        sync_folder(place.parent)
