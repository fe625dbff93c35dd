"""The graph's schema and the catalogue of queries in a text that is short enough for a model's context."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.model.schema import EdgeType, NodeType
from graph.model.schema_file import default_schema
from queries.catalogue import listed_queries
from queries.query import Query
from ui.text import Words

MAX_SCHEMA_TOKENS = 1_800
"""Tokens of the text, as ``approx_tokens`` counts them: 2,000 less a tenth for the JSON around it and for tokenizers
that cut otherwise (those of four makers take 1,460 to 1,990 tokens for a text of 1,830)."""
LATIN_CHARACTERS_PER_TOKEN = 4
"""The rule of thumb of the makers of language models for English text."""
TITLE_LENGTHS = (60, 24, 16, 12, 8, 0)
"""Characters of a query's title that are tried, the longest first, until the text fits; 0 leaves the titles out."""
MAX_NAMED_ENDS = 3
"""Labels of an end of a relation that are named; where there are more, nearly every kind of entity may stand there."""
NAMED_LISTS = ("status", "role", "stage", "existence")
"""The closed lists that queries are filtered by."""
KEY = "id"
UNDESCRIBED_RECORDS = ("Decision", "FollowUp", "Need")
"""Records of the bureau's own work: the catalogue has queries for them, so their properties need not be told."""


def schema_text(words: Words) -> str:
    """Return the labels, the relations, their properties and the catalogue in at most ``MAX_SCHEMA_TOKENS``."""
    for length in TITLE_LENGTHS:
        text = "\n".join(_lines(words, length))
        if approx_tokens(text) <= MAX_SCHEMA_TOKENS:
            break
    return text


def approx_tokens(text: str) -> int:
    """Return about how many tokens a text takes: one for each Chinese character, one for four others.

    >>> approx_tokens("石墨烯 graphene")
    6
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide - (wide - len(text)) // LATIN_CHARACTERS_PER_TOKEN


def _lines(words: Words, title_length: int) -> Iterator[str]:
    schema = default_schema()
    kinds = [kind for kind in schema.nodes.values() if not kind.internal]
    edges = list(schema.edges.values())
    of_entities = set.intersection(*(set(kind.properties) for kind in kinds if kind.entity))
    of_statements = set.intersection(*(set(kind.properties) for kind in edges if kind.statement))
    yield words("mcp.schema.nodes", properties=_names([KEY, *sorted(of_entities)]))
    entities = [kind for kind in kinds if kind.entity]
    records = [kind for kind in kinds if not kind.entity]
    yield "; ".join(_node_groups(entities, of_entities, words))
    yield words("mcp.schema.records")
    yield "; ".join(_node_groups(records, of_entities | of_statements, words))
    yield words("mcp.schema.edges", properties=_names([KEY, *sorted(of_statements)]))
    yield "; ".join(_edge(kind, of_statements, words) for kind in edges)
    yield words("mcp.schema.values", values="; ".join(f"{name} {_names(schema.values[name])}" for name in NAMED_LISTS))
    yield words("mcp.schema.queries")
    yield from (_query(query, words, title_length) for query in listed_queries())


def _node_groups(kinds: Sequence[NodeType], known: Collection[str], words: Words) -> Iterator[str]:
    """Yield the types that have the same properties of their own, with these."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for kind in kinds:
        own = tuple(name for name in kind.properties if name not in known and kind.label not in UNDESCRIBED_RECORDS)
        groups.setdefault(own, []).append(f"{kind.label} {words.label(kind.label)}")
    for own, names in groups.items():
        yield ", ".join(names) + (f" ({_names(own)})" if own else "")


def _edge(kind: EdgeType, known: Collection[str], words: Words) -> str:
    """Return a relation with its name, its properties of its own, and its ends where they are few."""
    own = [name for name in kind.properties if name not in known]
    sources, targets = ({pair[end] for pair in kind.endpoints} for end in (0, 1))
    ends = f" {_end(sources)}→{_end(targets)}" if min(len(sources), len(targets)) <= MAX_NAMED_ENDS else ""
    return f"{kind.type} {words.label(kind.type)}{ends}" + (f" ({_names(own)})" if own else "")


def _end(labels: Collection[str]) -> str:
    return "|".join(sorted(labels)) if len(labels) <= MAX_NAMED_ENDS else ""


def _query(query: Query, words: Words, title_length: int) -> str:
    """Return a query with its parameters, those that may be left out in brackets, and its title."""
    parameters = [p.name if p.default is None else f"[{p.name}]" for p in query.parameters]
    title = query.title if words.language == "zh" else query.title_en
    call = f"{query.name}({_names(parameters)})"
    return f"{call} {title[:title_length]}".rstrip()


def _names(names: Iterable[str]) -> str:
    return " ".join(names)
