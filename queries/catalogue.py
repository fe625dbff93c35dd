"""The catalogue: every .cypher file in a folder below this one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.model.errors import QueryError, UsageError
from queries.query import EMBEDDED_SUFFIX, Query, read_query

UNLISTED_FOLDERS = (
    "internal",
    "sync",
    "history",
    "comparison",
)  # the program's own reads: run by name, not offered to users


@cache
def catalogue() -> Mapping[str, Query]:
    """Return all queries by name, in the order of folders and names.

    Raises:
        QueryError: A header is incomplete, or two files have one name.
    """
    home = Path(str(files("queries")))
    queries: dict[str, Query] = {}
    for path in sorted(home.glob("*/*.cypher")):
        if path.name.endswith(EMBEDDED_SUFFIX):
            continue
        query = read_query(path)
        if query.name in queries:
            raise QueryError("query_twice", query=query.name)
        queries[query.name] = query
    return queries


def listed_queries() -> list[Query]:
    """Return the queries that users are offered, in the order of folders and names."""
    return [query for query in catalogue().values() if query.folder not in UNLISTED_FOLDERS]


def find_query(name: str) -> Query:
    """Return the query of a name, also one that is not listed.

    Raises:
        UsageError: There is none.
    """
    if name not in catalogue():
        raise UsageError("query_unknown", query=name, known=[query.name for query in listed_queries()])
    return catalogue()[name]
