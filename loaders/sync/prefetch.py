"""Prefetch: build the next batch in a background thread while the previous one is being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def prefetch(items: Iterable[T]) -> Iterator[T]:
    """Yield items in their order; each next one is computed while the caller works on the one before.

    >>> list(prefetch(n * n for n in range(4)))
    [0, 1, 4, 9]
    """
    source = iter(items)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="prefetch") as pool:
        pending = pool.submit(_next_items, source)
        while items_ready := pending.result():
            pending = pool.submit(_next_items, source)
            yield items_ready[0]


def _next_items(source: Iterator[T]) -> list[T]:
    """Return the next item in a list, or an empty list at the end."""
    return list(islice(source, 1))
