"""Without looking for cycles: the records of a long list live until it is written, and would be walked often."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

T = TypeVar("T")
COLLECT_EVERY = 8


class _Pause:
    """The number of long loads in progress, and whether the collector was on before the first."""

    def __init__(self) -> None:
        self.lock, self.count, self.before = Lock(), 0, True

    def begin(self) -> None:
        with self.lock:
            self.before = gc.isenabled() if not self.count else self.before
            self.count += 1
            gc.disable()

    def end(self) -> None:
        with self.lock:
            self.count -= 1
            if self.before and not self.count:
                gc.enable()


_pause = _Pause()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector until the last such block ends."""
    _pause.begin()
    try:
        yield
    finally:
        _pause.end()


def collect_every(items: Iterable[T]) -> Iterator[T]:
    """Yield the items; collect cycles now and then, because the driver leaves some with what it has sent."""
    for number, item in enumerate(items, 1):
        yield item
        if not number % COLLECT_EVERY:
            gc.collect(0)
