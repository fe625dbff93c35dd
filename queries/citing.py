"""The statements that any answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.model.schema_file import default_schema
from graph.store import reads
from graph.store.store import Store
from queries.rows.internal import DescribingRowsRow
from queries.run import fetch_rows

MAX_CITED_TEXTS = 5_000
"""Texts of an answer that are looked up: more than the cells of any answer that is shown whole."""
MAX_ID_LENGTH = 200
"""Characters of a text that may be an id or a name; longer ones are prose."""


def cited_statements(store: Store, cells: Iterable[object]) -> tuple[str, ...]:
    """Return the ids of the statements that an answer names, in its order.

    Where it names none, they are the rows of datasets that describe the entities that it names, by id or name. An
    answer that was only computed, such as a count, has none.

    Args:
        store: the store that answered.
        cells: the values of the answer; lists and maps (nodes, edges, paths) are looked into.
    """
    texts = dict.fromkeys(text for cell in cells for text in texts_in(cell) if 0 < len(text) <= MAX_ID_LENGTH)
    looked_up = list(texts)[:MAX_CITED_TEXTS]
    candidates = [text for text in looked_up if "/" in text and "://" not in text]
    if candidates:
        query = reads.existing_statements(_statement_types())
        existing = {row["id"] for row in store.read(query, {"ids": candidates})}
        if existing:
            return tuple(text for text in candidates if text in existing)
    return tuple(row.id for row in fetch_rows(store, DescribingRowsRow, texts=looked_up)) if looked_up else ()


def own_statements(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the ids that rows have in their columns ``statement`` and ``statements``.

    >>> list(own_statements([{"statements": ["a/1", "a/2"]}, {"statement": "a/3"}, {"statement": None}]))
    ['a/1', 'a/2', 'a/3']
    """
    for row in rows:
        yield from row.get("statements") or ()
        if statement := row.get("statement"):
            yield statement


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts of a cell.

    >>> list(texts_in({"type": "FEEDS", "properties": {"id": "chains/a>b", "years": [2018]}}))
    ['FEEDS', 'chains/a>b']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


def _statement_types() -> list[str]:
    types = default_schema().edges.values()
    return sorted(kind.type for kind in types if kind.statement or kind.is_provenance)
