"""Run one of the program's own queries through any reader: the store's, or a transaction's."""

from __future__ import annotations

from graph.store.store import Reader
from queries.catalogue import find_query
from queries.query_row import RowT, convert_rows


def read_rows(read: Reader, row_type: type[RowT], /, **parameters: object) -> list[RowT]:
    """Return the typed rows of a query that has one text for both engines.

    Args:
        read: ``store.read`` or ``transaction.run``.
        row_type: A class of ``queries.rows``.
        **parameters: The query's parameters, as the server takes them.

    Raises:
        QueryError: A row does not fit the query's header.
    """
    return convert_rows(read(find_query(row_type.query).text, parameters), row_type)
