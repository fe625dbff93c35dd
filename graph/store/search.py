"""Full-text search over entities."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.store.cypher import read_cypher
from graph.store.store import ResultRow, Store, entity_label

LUCENE = re.compile(r'([+\-!(){}\[\]^"~*?:\\/&|])')


@dataclass(frozen=True)
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
    """Entities by name, alias, part of either, or pinyin initials; exact names first, then those that begin so."""
    text = " ".join(text.split())
    there = store.read(read_cypher("first_entity")) if text else []
    if not there:  # an empty store may have no index yet
        return []
    phrase = '"' + LUCENE.sub(r"\\\1", text) + '"'
    if text.isascii() and text.isalnum():
        phrase += f" OR {text.lower()}*"  # the beginning of a word, or of a name's initials
    found = []
    if len(text) > 1 and there[0]["setup"]:
        found = store.read(read_cypher("search"), {"index": store.search_index, "text": phrase})
    if not found:
        found = store.read(read_cypher("search_substring"), {"text": text, "limit": limit * 10})
    hits = [_hit(row) for row in found]
    return sorted(hits, key=lambda hit: _closeness(hit, text))[:limit]


def _hit(row: ResultRow) -> Hit:
    return Hit(
        row["id"],
        row["name"] or row["id"],
        entity_label(row["labels"]),
        row["kind"] or "",
        row["existence"] or "",
        tuple(row["aliases"] or ()),
        row["granularity"] or "",
    )


def _closeness(hit: Hit, text: str) -> tuple[int, int, str]:
    names = (hit.name, *hit.aliases)
    rank = 0 if hit.name == text else 1 if text in names else 2 if hit.name.startswith(text) else 3
    return rank, len(hit.name), hit.id
