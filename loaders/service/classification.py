"""Placements by products that nobody has confirmed; words that would place more."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from graph.store.store import Store
from loaders.dataset.folder import bundled
from loaders.lists.classifier import SegmentClassifier, product_words
from queries.run import query_rows

FEWEST = 2


@dataclass(frozen=True)
class KeywordSuggestion:
    """A word that stands in the products of several organisations that are surely at a segment, and in few others'."""

    segment: str
    word: str
    organisations: tuple[str, ...]
    elsewhere: int


def classified_products(store: Store, dataset: str = "") -> list[dict[str, Any]]:
    """Return the inferred placements of a dataset or of all: lists before bundled datasets, those for review first."""
    return sorted(query_rows(store, "placed", dataset=dataset), key=lambda row: row["dataset"] in bundled())


def keyword_suggestions(store: Store) -> list[KeywordSuggestion]:
    """Words for the chain template: of confirmed placements, and none of the segment's keywords yet."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    every: Counter[str] = Counter()
    for row in query_rows(store, "products"):
        for word in set(product_words(row["products"])):
            said[row["segment_id"]][word].add(row["organisation"])
            every[word] += 1
    keywords = {row["segment_id"]: tuple(row["keywords"] or ()) for row in query_rows(store, "segments")}
    found = [
        KeywordSuggestion(segment, word, tuple(sorted(who)), every[word] - len(who))
        for segment, words in said.items()
        for word, who in _new(words, keywords.get(segment, ())).items()
        if len(who) >= FEWEST and every[word] - len(who) < len(who)
    ]
    return sorted(found, key=lambda one: (-len(one.organisations), one.elsewhere, one.segment, one.word))


def _new(words: dict[str, set[str]], keywords: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the words that place nobody at the segment yet."""
    known = SegmentClassifier({"": keywords})
    return {word: who for word, who in words.items() if not known.classify(word)}
