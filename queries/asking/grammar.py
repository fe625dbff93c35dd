"""The grammar of questions: the words by class, and the intents with the query that each of them means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.model.errors import UsageError
from graph.model.own_yaml import parse_own_yaml
from graph.model.user_yaml import UserYamlError, read_user_yaml
from queries.asking.name_variants import fold
from queries.asking.pattern import Pattern, parse_pattern

ANALYSIS_PREFIX = "analysis: "  # of a target that the analysis computes rather than a query
FILLER = "filler"
# What the graph's names are, beside the grammar's own words.
NAME_CLASSES = frozenset(
    {"entity", "organisation", "group", "chain", "segment", "place", "district", "target", "measured", "field"}
)
YEAR_CLASS = "year"
MAX_OWN_BYTES = 1_000_000  # of a bureau's file: the product's own words and intents take 80 kB
MAX_GRAMMARS = 4  # the product's and a bureau's; older texts of the file are of no use


@dataclass(frozen=True)
class WordMeaning:
    """The meaning of a word of the grammar: its class, and the value that it gives a parameter."""

    cls: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Intent:
    """One thing that a question may want.

    Attributes:
        id: its name in the grammar.
        target: a query of the catalogue; after ``ANALYSIS_PREFIX`` a figure of the analysis.
        name_column: the column that names a row.
        patterns: one of them must occur in the question.
        slots: the parameter and the class of the words that fill it, in the order of preference.
        fixed: parameters that the intent itself sets.
        narrowing: those parameters that the query does not take: columns of its answer that rows are kept by.
        allowed: the classes that may stand in the question too.
        implied: values of words that say no more than the intent does, such as Institute where only institutes answer.
        excluded: where one of these patterns occurs, the question wants something else.
        examples: a question by language, with classes in braces.
        value_column: the column that answers in one word or figure, where all rows agree; empty: none does.
        is_whole: whether no filler may stand beside the pattern.
        is_fallback: whether it is asked only where the graph says nothing of what the other intents ask for.
        is_fact: whether an answer without rows says nothing, as of a founding year; a list without rows says a lot.
    """

    id: str
    target: str
    name_column: str
    patterns: tuple[Pattern, ...]
    slots: Mapping[str, str]
    fixed: Mapping[str, str]
    allowed: frozenset[str]
    implied: frozenset[str]
    excluded: tuple[Pattern, ...]
    examples: Mapping[str, str]
    narrowing: frozenset[str] = frozenset()
    value_column: str = ""
    is_whole: bool = False
    is_fact: bool = False
    is_fallback: bool = False

    @property
    def figure(self) -> str:
        """Return the name of the analysis' figure that answers, empty where a query does."""
        return self.target.removeprefix(ANALYSIS_PREFIX) if self.target.startswith(ANALYSIS_PREFIX) else ""

    @property
    def is_about_one(self) -> bool:
        """Return whether a question is about one thing rather than a list of things of some type."""
        return "entity" in self.slots and "labels" not in self.slots

    @cached_property
    def classes(self) -> frozenset[str]:
        """Return every class that may stand in a question of this intent."""
        of_patterns = {cls for pattern in self.patterns for cls in pattern.classes}
        return frozenset(self.slots.values()) | self.allowed | of_patterns


@dataclass(frozen=True, kw_only=True, eq=False)  # one for a file: answers are cached under it
class Grammar:
    """The words of questions, and the intents in the order of preference.

    Attributes:
        words: what each word says.
        intents: the first one that a question fits counts.
        longest: the length of the longest word in characters.
        synonyms: other words for names of the graph.
        suggested: the intents that are offered first, by the class of a name.
    """

    words: Mapping[str, tuple[WordMeaning, ...]]
    intents: tuple[Intent, ...]
    longest: int
    synonyms: Mapping[str, str]
    suggested: Mapping[str, tuple[str, ...]]


def parse_grammar(contents: Sequence[Mapping[str, Any]]) -> Grammar:
    """Parse grammars: the words of all of them, and their intents with those of the last one first.

    Args:
        contents: parsed YAML with ``words``, ``intents``, ``synonyms`` and ``suggested``, each of which may be left
            out; the product's own first, a bureau's additions after it.
    """
    words: dict[str, list[WordMeaning]] = {}
    intents: list[Intent] = []
    synonyms: dict[str, str] = {}
    suggested: dict[str, tuple[str, ...]] = {}
    for content in contents:
        _add_words(words, content.get("words", {}))
        synonyms |= content.get("synonyms", {})
        suggested |= {cls: tuple(ids) for cls, ids in content.get("suggested", {}).items()}
        intents = [*map(_intent, content.get("intents", ())), *intents]
    return Grammar(
        words={word: tuple(dict.fromkeys(meanings)) for word, meanings in words.items()},
        intents=tuple(sorted(intents, key=lambda intent: intent.is_fallback)),
        longest=max(map(len, words), default=0),
        synonyms=synonyms,
        suggested=suggested,
    )


def default_grammar(own: Path | None = None) -> Grammar:
    """Return the product's grammar, with a bureau's own file added to it; the file is read again when it has changed.

    Raises:
        UsageError: The own file can't be read, is no YAML, or has not the form of a grammar.
    """
    return _read_grammar(own, own.stat().st_mtime_ns if own and own.exists() else 0)


@lru_cache(maxsize=MAX_GRAMMARS)
def _read_grammar(own: Path | None, _modified_ns: int) -> Grammar:
    folder = files("queries.asking")
    words = [_own_yaml(file) for file in sorted(folder.joinpath("words").iterdir(), key=lambda file: file.name)]
    product = {"words": {cls: by_value for part in words for cls, by_value in part.items()}}
    product |= _own_yaml(folder.joinpath("grammar.yaml"))
    if own is None:
        return parse_grammar([product])
    try:
        return parse_grammar([product, read_user_yaml(own, MAX_OWN_BYTES)])
    except (UserYamlError, KeyError, TypeError, AttributeError, ValueError) as problem:  # the last four: another form
        raise UsageError("question_words_unreadable", file=str(own), reason=str(problem)) from problem


def _own_yaml(file: Traversable) -> Mapping[str, Any]:
    content: Mapping[str, Any] = parse_own_yaml(file.read_text("utf-8"))
    return content


def _add_words(words: dict[str, list[WordMeaning]], by_class: Mapping[str, Mapping[str, Sequence[object]]]) -> None:
    for cls, by_value in by_class.items():
        for value, wordings in by_value.items():
            for wording in wordings:
                words.setdefault(fold(str(wording)), []).append(WordMeaning(cls, str(value)))


def _intent(row: Mapping[str, Any]) -> Intent:
    return Intent(
        id=row["id"],
        target=row["target"],
        name_column=row.get("name", "name"),
        patterns=tuple(parse_pattern(text) for text in row["patterns"]),
        slots=dict(row.get("slots", {})),
        fixed={key: str(value) for key, value in row.get("fixed", {}).items()},
        allowed=frozenset(row.get("allow", ())),
        implied=frozenset(row.get("implied", ())),
        excluded=tuple(parse_pattern(text) for text in row.get("exclude", ())),
        examples=dict(row.get("examples", {}) if row.get("fallback") else row["examples"]),
        narrowing=frozenset(row.get("narrow", ())),
        value_column=row.get("value", ""),
        is_whole=row.get("whole", False),
        is_fact=row.get("fact", False),
        is_fallback=row.get("fallback", False),
    )
