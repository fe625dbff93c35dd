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
    """How many long loads there are just now, and whether cycles were looked for before the first."""

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
    """Until the last such block ends, memory is freed by counting references alone."""
    _pause.begin()
    try:
        yield
    finally:
        _pause.end()


def collect_every(items: Iterable[T]) -> Iterator[T]:
    """The items; now and then the cycles are freed that were left since, as the driver leaves what it has sent."""
    for number, item in enumerate(items, 1):
        yield item
        if not number % COLLECT_EVERY:
            gc.collect(0)
