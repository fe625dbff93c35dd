"""A console statement's answer: a table that a page or a terminal can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import neo4j

from graph.model.errors import QueryError
from graph.store.connection import Connection, driver_errors
from graph.store.convert import approx_chars, to_plain
from graph.store.transaction import slow_query_logged

CONSOLE_NAME = "a console statement"  # for the log: its text is what somebody asked
CONSOLE_FETCH_SIZE = 50
"""Rows that the driver fetches at once. They may be large: fewer in memory against more round trips."""
CONSOLE_MAX_CHARS = 20_000_000
"""Characters of a whole answer, about: what a page or a terminal can hold."""


@dataclass(frozen=True)
class ResultTable:
    """The answer to a console statement: columns, rows of plain values, and whether a limit cut it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool


def run_limited(
    connection: Connection, text: str, parameters: dict[str, Any], *, rows: int, seconds: float
) -> ResultTable:
    """Run a statement in a session that cannot write, and return at most ``rows`` rows.

    Raises:
        QueryError: the server refused it, it took too long, or its values cannot be read.
    """
    try:
        session = connection.read_session(min(rows + 1, CONSOLE_FETCH_SIZE))
        with (
            driver_errors(text),
            connection.watched(),
            session,
            session.begin_transaction(timeout=seconds) as tx,
            slow_query_logged(CONSOLE_NAME),
        ):
            table = limit_rows(tx.run(text, parameters), rows)
    except (RecursionError, MemoryError, ValueError, TypeError, OverflowError) as problem:
        raise QueryError("query_failed", query=text, reason=f"{type(problem).__name__}: {problem}") from problem
    return table  # after the session's end, because the embedded engine's faults may come only there


def limit_rows(result: neo4j.Result, max_rows: int) -> ResultTable:
    """Return at most ``max_rows`` rows of a result, and fewer where they are very large."""
    columns, characters = tuple(result.keys()), 0
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if len(rows) == max_rows or characters > CONSOLE_MAX_CHARS:
            return ResultTable(columns, tuple(rows), True)
        rows.append(tuple(map(to_plain, record.values())))
        characters += approx_chars(list(rows[-1]))
    return ResultTable(columns, tuple(rows), False)
