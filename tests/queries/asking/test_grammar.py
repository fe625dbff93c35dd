"""The grammar: every intent has a target that takes its parameters; a bureau's own words are added."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.model.errors import UsageError
from queries.asking.ask import ANSWERS_BY_FIGURE
from queries.asking.grammar import Intent, default_grammar
from queries.asking.narrowing import KINDS
from queries.catalogue import catalogue
from ui.text import LANGUAGES, words

INTENTS = default_grammar().intents
OF_THE_ASKER = {"until", "bound", "district"}  # the asker turns them into the sources and the members


@pytest.mark.parametrize("intent", INTENTS, ids=lambda intent: intent.id)
def test_the_target_answers_and_takes_the_parameters(intent: Intent) -> None:
    if intent.figure:
        assert intent.figure in ANSWERS_BY_FIGURE
        return
    query = catalogue()[intent.target]
    assert intent.name_column in query.column_names
    known = {parameter.name for parameter in query.parameters} | OF_THE_ASKER
    assert {*intent.slots, *intent.fixed} <= known | intent.narrowing
    assert intent.narrowing <= {*query.column_names, KINDS} & {*intent.slots, *intent.fixed}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_and_slot_has_its_words(language: str) -> None:
    texts = words(language)
    assert [i.id for i in INTENTS if not texts.has(f"asked.intent.{i.id}")] == []
    assert {c for i in INTENTS for c in i.slots.values() if not texts.has(f"asked.slot.{c}")} == set()
    assert [i.id for i in INTENTS if not i.is_fallback and not i.examples.get(language)] == []


def test_suggested_intents_are_there() -> None:
    known = {intent.id for intent in INTENTS}
    assert {id_ for ids in default_grammar().suggested.values() for id_ in ids} <= known


def test_own_words_come_first(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        """
words:
  relation: {"": [罩着]}
synonyms: {老铁: 轨道交通}
intents:
  - id: own
    target: identity
    patterns: [entity ... relation]
    slots: {entity: entity}
    examples: {zh: "{entity}罩着", en: "{entity}"}
""",
        "utf-8",
    )
    grammar = default_grammar(own)
    assert grammar.intents[0].id == "own"
    assert [meaning.cls for meaning in grammar.words["罩着"]] == ["relation"]
    assert grammar.synonyms["老铁"] == "轨道交通"
    assert len(grammar.intents) == len(INTENTS) + 1


@pytest.mark.parametrize("text", ["words: [", "words: 3", "intents: [{id: x}]", "- a", "a: 2020-13-45", "[" * 9_000])
def test_a_wrong_file_is_told(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, "utf-8")
    with pytest.raises(UsageError) as told:
        default_grammar(own)
    assert told.value.fields["file"] == str(own)


def test_own_words_are_read_again_when_the_file_changes(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("words: {relation: {'': [罩着]}}", "utf-8")
    assert "罩着" in default_grammar(own).words
    own.write_text("words: {relation: {'': [照应]}}", "utf-8")
    os.utime(own, ns=(1, 1))  # as if written at another time
    assert "照应" in default_grammar(own).words
    assert default_grammar(own) is default_grammar(own)
