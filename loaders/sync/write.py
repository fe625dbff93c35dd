"""Write a plan: in the transaction that made it, or in batches of one transaction each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import TypeAlias

from graph.model.errors import LiantuError, StoreError
from graph.model.schema import Schema
from graph.store.batching import ParameterRow, WriteOp
from graph.store.store import Store
from graph.store.transaction import Transaction
from graph.store.write_lock import is_last_writer
from loaders.gc_pause import collect_every
from loaders.sync.change_set import ChangeSet
from loaders.sync.policy import WritePolicy
from loaders.sync.prefetch import prefetch

Progress: TypeAlias = Callable[[int, int], None]

logger = logging.getLogger(__name__)


def no_progress(done: int, total: int) -> None:
    """Ignore the progress of a write."""


def write_in_transaction(tx: Transaction, ops: Iterable[WriteOp]) -> None:
    """Run every operation of a plan inside a transaction."""
    for statement, rows in ops:
        tx.run_rows(statement, rows)


def write_in_batches(
    store: Store,
    schema: Schema,
    changes: ChangeSet,
    ops: Iterable[WriteOp],
    *,
    writer: str,
    policy: WritePolicy,
    progress: Progress,
) -> None:
    """Run each operation of a plan in a transaction of its own; until the last, the dataset is marked as loading.

    Args:
        store: where to.
        schema: the schema, for the full-text index that may be suspended meanwhile.
        changes: the change set that was planned.
        ops: its operations.
        writer: the token of this writer; the write stops when another one has taken its place.
        policy: the limits.
        progress: called with the records written and the records to write.

    Raises:
        StoreError: the load was cut off; loading again completes it.
    """
    done, total = 0, changes.written
    suspend = changes.removed_nodes > policy.suspend_index_above
    try:
        with store.fulltext_index_suspended(schema) if suspend else nullcontext():
            for statement, rows in prefetch(collect_every(ops)):
                store.write(lambda tx, text=statement, part=rows: _write_batch(tx, writer, text, part))  # type: ignore[misc]
                done = min(done + len(rows), total)  # the dataset's own entry and the log are not counted
                progress(done, total)
                logger.debug("%s: %d of %d records written", changes.dataset, done, total)
    except LiantuError as problem:
        raise StoreError("load_cut_off", done=done, size=total, reason=problem) from problem


def _write_batch(tx: Transaction, writer: str, statement: str, rows: list[ParameterRow]) -> None:
    if not is_last_writer(tx, writer):
        raise StoreError("load_overtaken")
    tx.run_rows(statement, rows)
