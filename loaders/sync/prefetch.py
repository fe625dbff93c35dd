"""Rows made ready while the store still writes the ones before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def prefetch(items: Iterable[T]) -> Iterator[T]:
    """The items in their order, each next one made while the caller works on the one before."""
    made = iter(items)
    with ThreadPoolExecutor(1, "ahead") as pool:
        coming = pool.submit(lambda: list(_one(made)))
        while found := coming.result():
            coming = pool.submit(lambda: list(_one(made)))
            yield found[0]


def _one(items: Iterator[T]) -> Iterator[T]:
    for item in items:
        yield item
        return
