"""Suggestions while somebody types: names, aliases, initials, and questions about what is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from queries.asking.grammar import Grammar
from queries.asking.name_index import DISTRICT_LABEL, MEASURED_LABEL, TARGET_LABEL, Name, NameIndex
from queries.asking.name_variants import fold
from queries.asking.nearest import nearest_questions
from queries.asking.question_words import QuestionWord, tokenize

SUGGESTED_NAMES = 5  # with three questions they fit under the field at 768 pixels
SUGGESTED_QUESTIONS = 3
MAX_SCANNED = 400  # wordings with one beginning that are looked at; more are cut, because nobody reads on


@dataclass(frozen=True)
class Suggestion:
    """A name or a question to go on with; ``id`` and ``label`` are those of a named thing, empty for a question."""

    text: str
    id: str = ""
    label: str = ""


def suggest(text: str, grammar: Grammar, index: NameIndex, language: str) -> list[Suggestion]:
    """Return what a text may become, names before questions.

    Args:
        text: what was typed so far.
        grammar: the intents with their examples.
        index: the names of the store.
        language: of the questions: zh or en.
    """
    typed = fold(text)
    if not typed:
        return []
    names = _names(typed, index)
    tokens = tokenize(text, grammar, index)
    if names and not any(token.names for token in tokens):
        tokens = [QuestionWord(text, (), names[:1])]
    questions = nearest_questions(tokens, grammar, index, language, SUGGESTED_QUESTIONS) if _says(tokens) else []
    return [
        *(Suggestion(name.name, name.id, name.label) for name in names),
        *(Suggestion(question) for question in questions if fold(question) != typed),
    ]


def _says(tokens: list[QuestionWord]) -> bool:
    return any(token.names or not (token.is_filler or token.is_unknown) for token in tokens)


def _names(typed: str, index: NameIndex) -> tuple[Name, ...]:
    """Return the things whose names begin with a text, else those that contain it, what most is said about first."""
    wordings = index.in_order
    start = bisect_left(wordings, typed)
    found: dict[str, Name] = {}
    for wording in wordings[start : start + MAX_SCANNED]:
        if not wording.startswith(typed):
            break
        for name in index.by_wording[wording]:
            if name.label not in (DISTRICT_LABEL, MEASURED_LABEL, TARGET_LABEL):
                found.setdefault(name.id, name)
    names = sorted(found.values(), key=lambda name: (name.rank, name.weight, name.id))
    return tuple(names or index.containing(typed))[:SUGGESTED_NAMES]
