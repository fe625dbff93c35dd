"""Placements by products that nobody has confirmed; who is at no segment; words that would place more."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from graph.store.store import Store
from loaders.dataset.folder import BUNDLED
from loaders.lists.classifier import SegmentClassifier, product_words
from loaders.lists.entity_index import placing_keywords
from queries.rows.chains import SegmentsRow
from queries.rows.quality import PlacedRow, ProductsRow, UnplacedRow
from queries.run import fetch_rows

FEWEST = 2


@dataclass(frozen=True)
class KeywordSuggestion:
    """A word that stands in the products of several organisations that are surely at a segment, and in few others'."""

    segment: str
    word: str
    organisations: tuple[str, ...]
    elsewhere: int


def classified_products(store: Store, dataset: str = "") -> list[PlacedRow]:
    """Return the inferred placements of a dataset or of all: lists before bundled datasets, those for review first."""
    return sorted(fetch_rows(store, PlacedRow, dataset=dataset), key=lambda row: row.dataset in BUNDLED)


@dataclass(frozen=True, kw_only=True)
class UnplacedFirm:
    """An enterprise of a list that is at no segment; ``chains`` are those that its products or its industry name."""

    id: str
    name: str
    products: str
    chains: tuple[str, ...]
    dataset: str


def unplaced_firms(store: Store, dataset: str = "") -> list[UnplacedFirm]:
    """Return the enterprises of one or all lists that are at no segment.

    Those that name a chain come first, then those that state any product.
    """
    names = {row.chain_id: row.chain for row in fetch_rows(store, SegmentsRow)}
    classifier = SegmentClassifier({}, chain_names=names)
    firms: dict[str, UnplacedFirm] = {}
    for row in fetch_rows(store, UnplacedRow, dataset=dataset):
        if row.dataset not in BUNDLED:
            texts = list(filter(None, (row.products, row.scope, *(row.fields or ()))))
            firms[row.organisation_id] = UnplacedFirm(
                id=row.organisation_id,
                name=row.organisation,
                products=row.products or row.scope or "",
                chains=tuple(names[chain] for chain in sorted(classifier.named_chains(" ".join(texts)) & names.keys())),
                dataset=row.dataset,
            )
    return sorted(firms.values(), key=lambda firm: (not firm.chains, not firm.products, firm.name, firm.id))


def keyword_suggestions(store: Store) -> list[KeywordSuggestion]:
    """Return words for the chain template: of confirmed placements, and none of the segment's keywords yet."""
    organisations_of: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    frequencies: Counter[str] = Counter()
    for row in fetch_rows(store, ProductsRow):
        for word in set(product_words(row.products)):
            organisations_of[row.segment_id][word].add(row.organisation)
            frequencies[word] += 1
    keywords = {row.segment_id: placing_keywords(row) for row in fetch_rows(store, SegmentsRow)}
    suggestions = [
        KeywordSuggestion(segment, word, tuple(sorted(who)), frequencies[word] - len(who))
        for segment, words in organisations_of.items()
        for word, who in _new(words, keywords.get(segment, ())).items()
        if len(who) >= FEWEST and frequencies[word] - len(who) < len(who)
    ]
    return sorted(
        suggestions,
        key=lambda suggestion: (
            -len(suggestion.organisations),
            suggestion.elsewhere,
            suggestion.segment,
            suggestion.word,
        ),
    )


def _new(words: dict[str, set[str]], keywords: tuple[str, ...]) -> dict[str, set[str]]:
    """Return the words that place nobody at the segment yet."""
    classifier = SegmentClassifier({"": keywords})
    return {word: who for word, who in words.items() if not classifier.classify(word)}
