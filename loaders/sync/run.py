"""Run a command against a store: at once in one transaction, or in batches when the change is large."""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import replace

from graph.model.errors import StoreError
from graph.model.schema import Schema
from graph.store import writes
from graph.store.store import Store
from graph.store.transaction import Transaction
from graph.store.write_lock import acquire_lock
from loaders.history.entry import repeat_op
from loaders.history.event import LoadContext, LoadEvent
from loaders.history.log import last_event, matching_noop_load
from loaders.report import LoadReport
from loaders.sync.commands import Load, SyncCommand
from loaders.sync.endpoints import endpoint_violations
from loaders.sync.policy import DEFAULT_POLICY, WritePolicy
from loaders.sync.session import DamagedRowsError, SyncResult, SyncSession
from loaders.sync.stored import is_stored_intact
from loaders.sync.write import Progress, no_progress, write_in_batches, write_in_transaction

logger = logging.getLogger(__name__)

DAMAGE_CODES = ("store_damaged", "store_unreadable")  # of errors after which a repair of the store may help


def run_command(
    store: Store,
    schema: Schema,
    command: SyncCommand,
    progress: Progress = no_progress,
    policy: WritePolicy = DEFAULT_POLICY,
) -> LoadReport:
    """Carry out a command: in one transaction when the change is small, else batch by batch.

    Args:
        store: where to.
        schema: the schema.
        command: what is wanted.
        progress: called with the records written and the records to write.
        policy: what is small.

    Raises:
        LoadError: the records cannot be taken as a whole.
        StoreError: the store failed, or a large load was cut off.
    """
    started, writer = time.monotonic(), uuid.uuid4().hex
    dry_run = isinstance(command, Load) and command.dry_run

    repaired = False

    def in_transaction(tx: Transaction) -> SyncResult:
        previous_writer = acquire_lock(tx, writer)
        if not dry_run:
            tx.run(writes.set_writer_token(), {"writer": writer})
        session = SyncSession(
            tx=tx,
            schema=schema,
            context=command.context,
            writer=writer,
            previous_writer=previous_writer,
            dry_run=dry_run,
            policy=policy,
            repaired=repaired,
        )
        result = session.run(command)
        if result.changes.size > policy.single_transaction and not dry_run:
            return result  # too much for one transaction
        if not dry_run:
            write_in_transaction(tx, result.ops)
        return replace(result, ops=())

    try:
        result = store.write(in_transaction)
    except (DamagedRowsError, StoreError) as problem:
        if isinstance(problem, StoreError) and problem.code not in DAMAGE_CODES:
            raise
        store.repair(schema)
        repaired = True
        result = store.write(in_transaction)
    size = result.changes.size
    if result.ops:
        write_in_batches(store, schema, result.changes, result.ops, writer=writer, policy=policy, progress=progress)
    progress(size, size)
    _log_result(command, result, dry_run=dry_run, seconds=time.monotonic() - started)
    violations = () if dry_run else tuple(endpoint_violations(store.read, schema, result.changes.relabelled))
    return replace(result.report, endpoint_violations=violations)


def log_unchanged_load(store: Store, schema: Schema, dataset: str, context: LoadContext) -> LoadEvent | None:
    """Log that a dataset was loaded once more, without reading its source, where that would change nothing.

    Returns:
        The event that loaded it; None if its source must be read: file, mapping or code differ, a row was refused, or
        anything was written since, or what is stored is not what was written.
    """
    writer = uuid.uuid4().hex

    def in_transaction(tx: Transaction) -> LoadEvent | None:
        last = matching_noop_load(tx.run, dataset, context, acquire_lock(tx, writer))
        if last and not is_stored_intact(tx.run, schema, dataset, last.version):
            return None
        if last:
            sequence = last_event(tx.run, dataset).sequence + 1
            tx.run(writes.set_writer_token(), {"writer": writer})
            tx.run_rows(*repeat_op(schema, last, sequence, context, writer))
        return last

    return store.write(in_transaction)


def _log_result(command: SyncCommand, result: SyncResult, *, dry_run: bool, seconds: float) -> None:
    report = result.report
    logger.info(
        "%s%s %s: %d records written, %d rows refused, %.0f ms",
        "dry run of " if dry_run else "",
        type(command).__name__.lower(),
        report.dataset,
        result.changes.written,
        len(report.refused),
        seconds * 1000,
    )
