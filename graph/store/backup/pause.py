"""The pause in which all writers wait while a backup is read; see ``graph.store.write_lock``."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from graph.store import writes
from graph.store.store import Store
from graph.store.transaction import Transaction
from graph.store.write_lock import acquire_lock


@dataclass(frozen=True)
class Pause:
    """A pause of all writers."""

    store: Store
    token: str

    def is_held(self) -> bool:
        """Return whether nobody has ended it."""
        return any(row["paused"] == self.token for row in self.store.read(writes.read_pause()))


@contextmanager
def writers_paused(store: Store) -> Iterator[Pause]:
    """Let all writers wait within; those who read go on.

    Raises:
        StoreError: the server failed.
    """
    pause = Pause(store, uuid.uuid4().hex)

    def begin(tx: Transaction) -> None:
        acquire_lock(tx, pause.token)
        tx.run(writes.begin_pause(), {"token": pause.token})

    store.write(begin)
    try:
        yield pause
    finally:
        store.write(lambda tx: tx.run(writes.end_pause(), {"token": pause.token}))
