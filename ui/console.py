"""The Cypher console: what a user typed, run without the power to write."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model.errors import UsageError
from graph.store.readonly import run_console_query
from graph.store.result_table import ResultTable
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from queries.catalogue import listed_queries
from queries.run import Answer, resolved_values
from ui.settings import Settings

MAX_QUERY_NUMBER = 1_000_000
"""The largest number that a query of the catalogue takes: a year, or rows far beyond the console's limit."""


def ask_console(
    store: Store, text: str, settings: Settings, limit: int | None = None, *, principal: Principal
) -> Answer:
    """Run what a user typed, without the power to write. Raises QueryError, and AccessDeniedError for a viewer."""
    principal.check(Permission.RUN_CYPHER)
    rows = settings.console_rows if limit is None else min(limit, settings.console_rows)
    table = run_console_query(store, text, rows=rows, seconds=settings.console_seconds)
    return _answer(table)


def ask_catalogue(
    store: Store, name: str, given: Mapping[str, str], settings: Settings, limit: int | None = None
) -> Answer:
    """Run a query that users are offered, within the console's limits of rows and time.

    Raises:
        UsageError: The query or a parameter is unknown, a number out of range, or a name unknown or of several things.
        QueryError: It is too slow.
    """
    offered = {query.name: query for query in listed_queries()}
    if name not in offered:
        raise UsageError("query_unknown", query=name, known=list(offered))
    query = offered[name]
    rows = settings.console_rows if limit is None else min(limit, settings.console_rows)
    values = resolved_values(store, query, given)
    for parameter, value in values.items():
        if isinstance(value, int) and not 0 <= value <= MAX_QUERY_NUMBER:
            raise UsageError("parameter_range", parameter=parameter, value=value, limit=MAX_QUERY_NUMBER)
    return _answer(store.run_read_only(query.cypher(store.name), values, rows=rows, seconds=settings.console_seconds))


def _answer(table: ResultTable) -> Answer:
    named = tuple(dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return Answer(table.columns, named, table.cut)
