"""A managed transaction: it runs statements and returns plain rows."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import neo4j

from graph.model.errors import StoreError
from graph.store.batching import ParameterRow
from graph.store.convert import to_plain

logger = logging.getLogger(__name__)

ResultRow = dict[str, Any]
SLOW_SECONDS = 1.0
"""From here on a statement is logged: longer than somebody waits without noticing."""


class Transaction:
    """A transaction of the driver, which runs statements and returns plain rows.

    Attributes:
        row_count: how many ``$rows`` its statements have taken, for the log.
    """

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction
        self.row_count = 0

    def run(self, text: str, parameters: Mapping[str, object] | None = None) -> list[ResultRow]:
        """Run one statement and return its rows as dicts of plain values."""
        with slow_query_logged(text):
            result = self._transaction.run(text, dict(parameters or {}))
            keys = result.keys()
            return [dict(zip(keys, map(to_plain, record.values()), strict=True)) for record in result]

    def run_rows(self, text: str, rows: Sequence[ParameterRow]) -> None:
        """Run a statement that takes ``$rows``.

        Raises:
            StoreError: it made fewer edges than there are rows; raised inside the transaction, so none is kept.
        """
        self.row_count += len(rows)
        for result in self.run(text, {"rows": rows}):
            if result.get("made", len(rows)) != len(rows):
                raise StoreError("store_incomplete", query=text, wanted=len(rows), made=result["made"])


@contextmanager
def slow_query_logged(text: str) -> Iterator[None]:
    """Log the first line of a statement that takes long; never its parameters, which are the user's data."""
    began = time.perf_counter()
    try:
        yield
    finally:
        seconds = time.perf_counter() - began
        if seconds > SLOW_SECONDS:
            logger.info("slow query, %.0f ms: %s", seconds * 1000, text.strip().partition("\n")[0])
