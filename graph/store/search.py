"""Full-text search over entities."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.store.cypher import read_cypher
from graph.store.store import Store, entity_label
from graph.store.transaction import ResultRow

LUCENE_SYNTAX = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')

SUBSTRING_FACTOR = 10
"""How many times the limit is read without the index: aliases are ranked here, after the store has cut."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An entity that a search found."""

    id: str
    name: str
    label: str
    kind: str
    existence: str
    aliases: tuple[str, ...]
    granularity: str = ""


def search(store: Store, text: str, limit: int = 20) -> list[Hit]:
    """Find entities by name, alias, part of either, or pinyin initials.

    Returns:
        At most ``limit`` entities: exact names first, then exact aliases, then names that begin with the text.
    """
    text = " ".join(text.split())
    first_entities = store.read(read_cypher("first_entity")) if text else []
    if not first_entities:  # an empty store may have no index yet
        return []
    phrase = '"' + LUCENE_SYNTAX.sub(r"\\\1", text) + '"'
    if text.isascii() and text.isalnum():
        phrase += f" OR {text.lower()}*"  # the beginning of a word, or of a name's initials
    rows = []
    if len(text) > 1 and first_entities[0]["setup"]:
        rows = store.read(read_cypher("search"), {"index": store.search_index, "text": phrase})
    if not rows:
        rows = store.read(read_cypher("search_substring"), {"text": text, "limit": limit * SUBSTRING_FACTOR})
    hits = [_hit(row) for row in rows]
    return sorted(hits, key=lambda hit: _closeness(hit, text))[:limit]


def _hit(row: ResultRow) -> Hit:
    return Hit(
        id=row["id"],
        name=row["name"] or row["id"],
        label=entity_label(row["labels"]),
        kind=row["kind"] or "",
        existence=row["existence"] or "",
        aliases=tuple(row["aliases"] or ()),
        granularity=row["granularity"] or "",
    )


def _closeness(hit: Hit, text: str) -> tuple[int, int, str]:
    names = (hit.name, *hit.aliases)
    rank = 0 if hit.name == text else 1 if text in names else 2 if hit.name.startswith(text) else 3
    return rank, len(hit.name), hit.id
