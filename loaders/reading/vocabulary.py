"""The words of the reader: classes of words from ``words/*.yaml``, to which a bureau's own files may add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from loaders.reading.word_file import read_words

WORD_FILES = ("heads", "kinds", "fields", "filler", "context")
HEAD_LISTS = "heads."
NUMERALS = "0123456789０１２３４５６７８９.一二两三四五六七八九十百千万亿余多"
NUMERAL_CLASS = "number"  # the class of words of numerals alone


@dataclass(frozen=True)
class Vocabulary:
    """Words and their classes.

    Attributes:
        shapes: patterns that a name may fit, by what they tell.
        classes: by word; a class is named after its file and list: ``heads.Park``, ``context.plan_verb``.
    """

    classes: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, re.Pattern[str]]

    def of(self, word: str) -> tuple[str, ...]:
        """Return the classes of a word; none of an unknown one. A number with a measure is as the measure alone."""
        if word[:1] in NUMERALS and (measure := word.lstrip(NUMERALS)) != word:
            return self.classes.get(measure, ()) if measure else (NUMERAL_CLASS,)
        return self.classes.get(word, ())

    def shapes_of(self, name: str) -> Iterator[str]:
        """Yield what a name's shape tells."""
        return (shape for shape, pattern in self.shapes.items() if pattern.search(name))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a class."""
        return self._words.get(name, ())

    @cached_property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        words: dict[str, list[str]] = {}
        for word, names in self.classes.items():
            for name in names:
                words.setdefault(name, []).append(word)
        return {name: tuple(listed) for name, listed in words.items()}

    @cached_property
    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """Return the nouns that names end with, and the types that each may mean."""
        kept = (
            (word, tuple(name.removeprefix(HEAD_LISTS) for name in names if name.startswith(HEAD_LISTS)))
            for word, names in self.classes.items()
        )
        return {word: types for word, types in kept if types}

    @cached_property
    def longest_head(self) -> int:
        """Return the length of the longest head, in characters."""
        return max(map(len, self.heads))

    def head(self, name: str) -> str:
        """Return the longest head that a name ends with, or ""."""
        for length in range(min(len(name), self.longest_head), 0, -1):
            if name[-length:] in self.heads:
                return name[-length:]
        return ""


@cache
def read_vocabulary() -> Vocabulary:
    """Read the product's words, and a bureau's own beside them.

    Raises:
        LoadError: the bureau's own file is no YAML, or no mapping.
    """
    classes: dict[str, dict[str, None]] = {}
    for name in WORD_FILES:
        for key, words in read_words(name).items():
            for word in words:
                classes.setdefault(str(word), {})[f"{name}.{key}"] = None
    shapes = {name: re.compile(pattern) for name, pattern in read_words("shapes").items()}
    return Vocabulary({word: tuple(names) for word, names in classes.items()}, shapes)
