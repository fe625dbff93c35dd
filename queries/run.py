"""Run queries of the catalogue; find entities by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.errors import UsageError
from graph.store import reads
from graph.store.search import Hit, search
from graph.store.store import Store
from queries.catalogue import find_query
from queries.query import Argument, Parameter, ParameterValue, Query
from queries.query_row import RowT, convert_rows

MAX_NAMED_HITS = 8  # candidates that the error of an ambiguous name lists: what fits two lines of a terminal
MAX_SEARCH_HITS = 50  # hits that are looked through for an exact name


@dataclass(frozen=True)
class Answer:
    """The answer to any query: column names, rows by column, and whether a limit cut them."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    cut: bool = False


def fetch_rows(store: Store, row_type: type[RowT], /, **arguments: Argument) -> list[RowT]:
    """Return the typed rows of the query that a row type belongs to.

    Args:
        store: The store to read.
        row_type: A class of ``queries.rows``.
        **arguments: The query's parameters; entities, chains and regions by id.

    Raises:
        UsageError: An argument is missing, unknown or of the wrong type.
        QueryError: A row does not fit the query's header.
    """
    query = find_query(row_type.query)
    return convert_rows(store.read(query.cypher(store.name), query.values(arguments)), row_type)


def run_query(store: Store, name: str, given: Mapping[str, str], limit: int | None = None) -> Answer:
    """Run any query of the catalogue as a user asks for it: entities, chains and regions by id or name.

    Raises:
        UsageError: The query or a parameter is unknown, or a name is unknown or means several things.
    """
    query = find_query(name)
    rows = store.read(query.cypher(store.name), resolved_values(store, query, given))
    shown = rows if limit is None else rows[:limit]
    return Answer(query.column_names, tuple(shown), len(shown) < len(rows))


def resolved_values(store: Store, query: Query, given: Mapping[str, str]) -> dict[str, ParameterValue]:
    """Return the values of a query's parameters; entities, chains and regions may be given by id or name.

    Raises:
        UsageError: A parameter is missing, unknown or of the wrong type, or a name is unknown or means several things.
    """
    parameters = {parameter.name: parameter for parameter in query.parameters}
    return query.values(
        {key: resolve_id(store, parameters[key], text) if key in parameters else text for key, text in given.items()}
    )


def resolve_id(store: Store, parameter: Parameter, text: str) -> str:
    """Return the id of what the user wrote: an id, a name, an alias, or a part of one that only one entity has."""
    if parameter.type not in ("entity", "chain", "region") or not text:
        return text
    label = {"chain": "Chain", "region": "Region"}.get(parameter.type, "Entity")
    if store.read(reads.existing(label), {"ids": [text]}):
        return text
    hits = [hit for hit in search(store, text, MAX_SEARCH_HITS) if label in ("Entity", hit.label)]
    exact = [hit for hit in hits if text in (hit.name, *hit.aliases)]
    chosen = exact or hits
    if not chosen:
        raise UsageError("entity_unknown", text=text)
    if len(chosen) > 1:
        raise UsageError(
            "entity_ambiguous", text=text, hits=[f"{hit.name}({hit.id})" for hit in chosen[:MAX_NAMED_HITS]]
        )
    return chosen[0].id


def search_entities(store: Store, text: str, limit: int) -> list[Hit]:
    """Return entities by name or alias."""
    return search(store, text, limit)
