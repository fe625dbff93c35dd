"""Work that is cut off in the middle."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from graph.model.errors import StoreError
from graph.store.store import Store
from loaders.sync.policy import WritePolicy

BATCHES_OF_THREE = WritePolicy(batch_rows=3, single_transaction=0)


def cut_off(store: Store, after: int, monkeypatch: pytest.MonkeyPatch, work: Callable[[WritePolicy], object]) -> None:
    """Do some work in tiny batches, and let the store go away after some of them."""
    write, calls = store.write, itertools.count()

    def cut(step):  # type: ignore[no-untyped-def]
        if next(calls) > after:
            raise StoreError("store_lost", reason="test")
        return write(step)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", cut)
        with pytest.raises(StoreError):
            work(BATCHES_OF_THREE)
