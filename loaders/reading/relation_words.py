"""The words that relations are read by, from words/relations.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from loaders.reading.word_file import read_words

WORDS_FILE = "relations"


@dataclass(frozen=True)
class RelationWords:
    """The words for verbs and nouns beside a thing, each with its class.

    Attributes:
        classes: word -> class.
        pattern: finds a word, the longest one first.
        prepositions: words before a thing that is no object.
        issuer: words for the issuer itself or its region.
    """

    classes: Mapping[str, str]
    pattern: re.Pattern[str]
    prepositions: frozenset[str]
    issuer: frozenset[str]


@cache
def relation_words() -> RelationWords:
    """Return the words of the product's own file."""
    spec = read_words(WORDS_FILE)
    classes = {word: name for kind in ("verbs", "nouns") for name, words in spec[kind].items() for word in words}
    longest_first = sorted(classes, key=len, reverse=True)
    return RelationWords(
        classes=classes,
        pattern=re.compile("|".join(map(re.escape, longest_first))),
        prepositions=frozenset(spec["prepositions"]),
        issuer=frozenset(spec["issuer"]),
    )
