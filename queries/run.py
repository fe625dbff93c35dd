"""Queries of the catalogue, the console, and search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.errors import UsageError
from graph.store.search import Hit, search
from graph.store.store import Store
from queries.catalogue import Parameter, Query, find_query, listed_queries

FEW = 8


@dataclass(frozen=True)
class Answer:
    """Columns, rows as dicts, and whether a limit cut them."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    cut: bool = False


def list_queries() -> list[Query]:
    """Return the queries that users are offered."""
    return listed_queries()


def query_rows(store: Store, name: str, **given: str) -> list[dict[str, Any]]:
    """The rows of a query of the catalogue whose parameters are ids already."""
    query = find_query(name)
    return store.read(query.cypher(store.name), query.values(given))


def run_query(store: Store, name: str, given: Mapping[str, str], limit: int | None = None) -> Answer:
    """Run a query of the catalogue; entities, chains and regions may be given by name.

    Raises:
        UsageError: unknown query or parameter, or a name that is unknown or means several things.
    """
    query = find_query(name)
    named = {parameter.name: parameter for parameter in query.parameters}
    found = {key: resolve_id(store, named[key], text) if key in named else text for key, text in given.items()}
    rows = store.read(query.cypher(store.name), query.values(found))
    shown = rows if limit is None else rows[:limit]
    return Answer(query.columns, tuple(shown), len(shown) < len(rows))


def resolve_id(store: Store, parameter: Parameter, text: str) -> str:
    """An id for what the user wrote: an id, a name, an alias, or a part of one that only one thing has."""
    if parameter.type not in ("entity", "chain", "region") or not text:
        return text
    label = {"chain": "Chain", "region": "Region"}.get(parameter.type, "Entity")
    if store.read(f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id", {"id": text}):
        return text
    hits = [hit for hit in search(store, text, 50) if label in ("Entity", hit.label)]
    exact = [hit for hit in hits if text in (hit.name, *hit.aliases)]
    chosen = exact or hits
    if not chosen:
        raise UsageError("entity_unknown", text=text)
    if len(chosen) > 1:
        raise UsageError("entity_ambiguous", text=text, hits=[f"{hit.name}({hit.id})" for hit in chosen[:FEW]])
    return chosen[0].id


def search_entities(store: Store, text: str, limit: int) -> list[Hit]:
    """Entities by name or alias."""
    return search(store, text, limit)
