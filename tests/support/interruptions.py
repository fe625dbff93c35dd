"""Work that is cut off in the middle."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from graph.model.errors import StoreError
from graph.store.store import Store
from loaders.sync import writer as bringing


def cut_off(store: Store, after: int, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> None:
    """Do some work in tiny batches, and let the store go away after some of them."""
    write, calls = store.write, itertools.count()

    def cut(step):  # type: ignore[no-untyped-def]
        if next(calls) > after:
            raise StoreError("store_lost", reason="test")
        return write(step)

    with monkeypatch.context() as patch:
        patch.setattr(bringing, "ONE_TRANSACTION", 0)
        patch.setattr("loaders.sync.plan.BATCH", 3)
        patch.setattr(store, "write", cut)
        with pytest.raises(StoreError):
            work()
