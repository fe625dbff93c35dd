"""Run one of the program's own queries through any reader: the store's, or a transaction's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.store.store import Reader
from queries.catalogue import find_query


def read_rows(read: Reader, name: str, **parameters: object) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a query that has one text for both engines.

    Args:
        read: ``store.read`` or ``transaction.run``.
        name: the query's name in the catalogue.
        parameters: its parameters, as the server takes them.

    Raises:
        UsageError: there is no such query.
    """
    return read(find_query(name).text, parameters)
