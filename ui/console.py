"""The Cypher console: what a user typed, run without the power to write."""

from __future__ import annotations

from graph.store.readonly import run_console_query
from graph.store.store import Store
from queries.run import Answer
from ui.settings import Settings


def ask_console(store: Store, text: str, settings: Settings, limit: int | None = None) -> Answer:
    """Run what a user typed, without the power to write. Raises QueryError."""
    rows = settings.console_rows if limit is None else min(limit, settings.console_rows)
    table = run_console_query(store, text, rows=rows, seconds=settings.console_seconds)
    named = tuple(dict(zip(table.columns, row, strict=True)) for row in table.rows)
    return Answer(table.columns, named, table.cut)
