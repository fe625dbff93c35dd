"""The lock among writers of one graph, and the pause in which all of them wait while the graph is copied.

Neither server reads several statements from one state of the graph, and Neo4j's free edition has no online backup. So a
copy asks the writers to wait: it leaves a mark in the node that every writing transaction changes. A transaction that
began before the mark has either been committed, or is refused by the server and tried again; then it meets the mark.

No clock is compared, because clocks are set back: a writer measures for itself how long it has waited, and ends a pause
that lasts longer than ``PAUSE_SECONDS``, as after a copy that was killed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from graph.model.errors import StoreError
from graph.store import writes
from graph.store.retry import retry_jittered
from graph.store.transaction import Transaction

logger = logging.getLogger(__name__)

T = TypeVar("T")

PAUSE_SECONDS = 60.0
"""How long a writer waits for one that copies the graph: 250,000 records take 20 s to read. Longer, and it has died."""
PAUSE_WAIT_SECONDS = 0.5
"""The longest random wait between two looks of a writer at the pause: thirty of them must not come at once."""


def acquire_lock(tx: Transaction, writer: str, *, restoring: bool = False) -> str:
    """Lock the graph against other writers for the rest of a transaction; return the token of the writer before.

    Every writing transaction begins with it: of two writers one waits for the other, or is tried again.

    Args:
        tx: the transaction.
        writer: the token of this writer.
        restoring: whether it restores a backup itself.

    Raises:
        StoreError: ``store_paused`` while the graph is copied; ``store_restoring`` where a restore was cut off.
    """
    (row,) = tx.run(writes.acquire_lock(), {"writer": writer})
    if row["paused"]:
        raise StoreError("store_paused", token=row["paused"])
    if row["restoring"] and not restoring:
        raise StoreError("store_restoring", file=row["restoring"])
    return str(row["writer"] or "")


def is_last_writer(tx: Transaction, writer: str) -> bool:
    """Return whether no other writer has come since, and lock the graph for the rest of the transaction.

    Raises:
        StoreError: ``store_paused`` while the graph is copied.
    """
    rows = tx.run(writes.verify_writer_token(), {"writer": writer})
    if rows and rows[0]["paused"]:
        raise StoreError("store_paused", token=rows[0]["paused"])
    return bool(rows)


def wait_for_pause(write: Callable[[], T], end_pause: Callable[[str], None]) -> T:
    """Run a write; while the graph is copied, run it again until it succeeds.

    Args:
        write: the write.
        end_pause: ends the pause of a token, after ``PAUSE_SECONDS``.
    """
    tries = retry_jittered("write after a pause", PAUSE_SECONDS, _is_paused, longest_seconds=PAUSE_WAIT_SECONDS)
    try:
        return tries(write)
    except StoreError as problem:
        if problem.code != "store_paused":
            raise
        logger.warning("end a pause that nobody ends")
        end_pause(str(problem.fields["token"]))
        return write()


def _is_paused(problem: BaseException) -> bool:
    return isinstance(problem, StoreError) and problem.code == "store_paused"
