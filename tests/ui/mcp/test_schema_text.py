from __future__ import annotations

import json

import pytest

from graph.model.schema_file import default_schema
from queries.catalogue import listed_queries
from ui.mcp.schema_text import LATIN_CHARACTERS_PER_TOKEN, MAX_SCHEMA_TOKENS, approx_tokens, schema_text
from ui.text import LANGUAGES, words

TOKENS = 2_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_fits_into_two_thousand_tokens_as_it_is_sent(language: str) -> None:
    text = schema_text(words(language))
    assert approx_tokens(text) <= MAX_SCHEMA_TOKENS
    assert approx_tokens(json.dumps({"text": text, "statements": []}, ensure_ascii=False)) <= TOKENS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_names_every_label_relation_and_query(language: str) -> None:
    text = schema_text(words(language))
    schema = default_schema()
    assert all(kind.label in text for kind in schema.nodes.values() if not kind.internal)
    assert all(kind.type in text for kind in schema.edges.values())
    assert all(f"\n{query.name}(" in text for query in listed_queries())
    assert all(parameter.name in text for query in listed_queries() for parameter in query.parameters)


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("abcd", 1), ("abcde", 2), ("链", 1), ("，", 1), ("产业链 chain", 5)]
)
def test_tokens_are_counted_one_a_chinese_character_and_one_for_four_others(text: str, tokens: int) -> None:
    assert LATIN_CHARACTERS_PER_TOKEN == 4
    assert approx_tokens(text) == tokens
