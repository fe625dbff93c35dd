"""The nearest questions to one that was not understood, and suggestions while somebody types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from queries.asking.grammar import NAME_CLASSES, Grammar, Intent
from queries.asking.name_index import NameIndex
from queries.asking.question_words import QuestionWord

NEAREST_QUESTIONS = 3
MISSING_COST = 4  # of a name that an example needs and the question does not have; a shared word counts 1, a name 2
FIRST_OFFERED = ("supporters", "states", "organisations")  # where nothing is named: one of each group of questions
SLOT = re.compile(r"\{(\w+)\}")


def nearest_questions(
    tokens: Sequence[QuestionWord], grammar: Grammar, index: NameIndex, language: str, limit: int = NEAREST_QUESTIONS
) -> list[str]:
    """Return questions that can be answered and share most words with one that cannot, about the things it names.

    Args:
        tokens: the words of the question.
        grammar: the intents with their examples.
        index: the names of the store, for examples about things that the question does not name.
        language: of the examples: zh or en.
        limit: how many are returned at most.
    """
    classes = {cls for token in tokens for cls in token.classes}
    offered = _offered(tokens, grammar)

    def rank(intent: Intent) -> tuple[float, int]:
        bonus = len(offered) - offered.index(intent.id) if intent.id in offered else 0
        return -_shared(intent, classes, language) - bonus, grammar.intents.index(intent)

    intents = sorted((intent for intent in grammar.intents if not intent.is_fallback), key=rank)
    questions = (example_question(intent, tokens, index, language) for intent in intents)
    return list(dict.fromkeys(question for question in questions if question))[:limit]


def _offered(tokens: Sequence[QuestionWord], grammar: Grammar) -> tuple[str, ...]:
    """Return the intents that are asked most about the first thing that a question names."""
    named = next((token for token in tokens if token.names), None)
    if named is None:
        return FIRST_OFFERED
    return next((ids for cls, ids in grammar.suggested.items() if cls in named.names[0].classes), ())


def _shared(intent: Intent, classes: set[str], language: str) -> float:
    """Return how well an intent fits the words there are: names that its example asks for count most."""
    asked = set(SLOT.findall(intent.examples[language]))
    pattern_classes = {cls for pattern in intent.patterns for cls in pattern.classes} - NAME_CLASSES
    missing = len(asked - classes)
    return 2 * len(asked & classes) - MISSING_COST * missing + len(pattern_classes & classes)


def example_question(
    intent: Intent, tokens: Sequence[QuestionWord], index: NameIndex, language: str, skipped: int = 0
) -> str:
    """Return an intent's example with its slots filled by the names of a question, else by well-known ones.

    Args:
        intent: the intent.
        tokens: the words of the question.
        index: the names of the store.
        language: zh or en.
        skipped: how many of the well-known names of each class are left out.

    Returns:
        The question; empty where the store has nothing of a class, such as no chains yet.
    """
    pools = {cls: _pool(cls, tokens, index, skipped) for cls in NAME_CLASSES}
    example = intent.examples[language]
    names = [next(pools[cls], "") for cls in SLOT.findall(example)]
    return SLOT.sub("{}", example).format(*names) if all(names) else ""


def _pool(cls: str, tokens: Sequence[QuestionWord], index: NameIndex, skipped: int) -> Iterator[str]:
    named = [name for token in tokens for name in token.names if cls in name.classes]
    yield from dict.fromkeys(name.name for name in named)
    yield from (name.name for name in index.best_known(cls)[skipped:] if name not in named)
