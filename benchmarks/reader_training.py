"""Learn the weights of the reader's entities from annotated documents.

    python -m benchmarks.reader_training GOLD DOCS [GOLD DOCS ...]

GOLD holds a folder for each document (``entities.csv``, ``mentions.csv``, ``spans.json``), DOCS the texts.
The examples of ``reading_examples.py`` are added. The result goes to ``loaders/reading/weights/names.npz``. Scores on
these documents mean nothing afterwards: ``benchmarks.reading --leave-one-out`` measures.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from benchmarks.reading_examples import read_examples
from benchmarks.reading_gold import GoldDocument, GoldName, read_gold
from loaders.documents.text_document import Span
from loaders.reading.entities import MODELS_FILE, trimmed
from loaders.reading.lattice import Lattice
from loaders.reading.linear_model import LinearModel, dump_models
from loaders.reading.name_finder import OTHER_WORD, ClausePieces, FoundName
from loaders.reading.name_status import granularity_features, section_of, status_features
from loaders.reading.passage import Passage
from loaders.reading.tagged_clause import TaggedClause
from loaders.reading.vocabulary import Vocabulary, read_vocabulary

TYPES = (
    "Region", "Authority", "Park", "Carrier", "Platform", "Institute", "University", "Enterprise", "ServiceOrg",
    "Alliance", "Technology", "Chain", "Programme", "Project", "Event", "Group",
)  # fmt: skip
MIN_COUNT = 3  # times a feature stands in the documents; rarer ones are words of one document
SHARED_PENALTY = 0.3  # of the square of a weight that all types share (chosen by leaving documents out)
OWN_PENALTY = 1.0  # of the square of a type's own weight (chosen likewise)
LABEL_PENALTY = 2.0  # of the square of a weight for a status or granularity
ROUNDS = 80  # of the optimiser; more change the scores by less than .005
SMALLEST = 0.05  # a feature whose weights are all smaller is left out of the file


@dataclass
class Answers:
    """The edges of a lattice that the annotation allows: each candidate's types, and whether each word is free."""

    types: list[frozenset[str]] = field(default_factory=list)
    free: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """A clause, or the words of an annotated name (then with its type), in which names are looked for."""

    document: GoldDocument
    passage: Passage
    clause: TaggedClause
    outer: str = ""


def clause_parts(documents: Iterable[GoldDocument]) -> Iterator[Part]:
    """Yield the clauses of documents."""
    for document in documents:
        for passage, _, clause in document.clauses:
            yield Part(document, passage, clause)


def nested_parts(documents: Iterable[GoldDocument]) -> Iterator[Part]:
    """Yield the words of each annotated name of documents, once for each of its places."""
    for document in documents:
        for passage, _, clause in document.clauses:
            here = passage.span(clause.start, clause.end)
            outer = {place: name for name in document.names for place in name.places if here.contains(place)}
            for place, name in sorted(outer.items(), key=lambda pair: pair[0]):
                inside = _words_inside(passage, clause, place)
                if len(inside) > 1:
                    yield Part(document, passage, clause.part(inside[0], inside[-1] + 1), min(name.types))


def _words_inside(passage: Passage, clause: TaggedClause, place: Span) -> list[int]:
    return [index for index, word in enumerate(clause.words) if place.contains(passage.span(word.start, word.end))]


class NameProblem:
    """The conditional random field of some documents: its loss and gradient by its weights."""

    def __init__(self, parts: Iterable[Part], vocabulary: Vocabulary) -> None:
        self.pieces, self.answers = ClausePieces(), Answers()
        for part in parts:
            self._add(part, vocabulary)
        self.rows = _common(self.pieces.names.features + self.pieces.words.features)
        self.names = _matrix(self.pieces.names.features, self.rows)
        self.words = _matrix(self.pieces.words.features, self.rows)
        self.lattice = self.pieces.lattice(len(TYPES))
        right = np.array([[kind in types for kind in TYPES] for types in self.answers.types])
        self.right = np.flatnonzero(np.concatenate([right.ravel(), np.array(self.answers.free)]))
        self.answer = Lattice(
            self.lattice.starts[self.right],
            self.lattice.ends[self.right],
            self.lattice.clause[self.right],
            self.lattice.first,
            self.lattice.last,
        )

    def _add(self, part: Part, vocabulary: Vocabulary) -> None:
        before = len(self.pieces.names.starts)
        self.pieces.add(part.clause, vocabulary, part.outer)
        root = self.pieces.first[-1]
        spans = [
            _place(part.passage, part.clause, start - root, end - root)
            for start, end in zip(self.pieces.names.starts[before:], self.pieces.names.ends[before:], strict=True)
        ]
        types, free = _answers(part.document, part.passage, part.clause, spans)
        self.answers.types.extend(types)
        self.answers.free.extend(free)

    def loss(self, weights: Any) -> tuple[float, Any]:
        """Return the loss and its gradient.

        Args:
            weights: those that all types share, then each type's own and those of other words, by feature.
        """
        size = len(self.rows)
        shared, own = weights[:size], weights[size:].reshape(size, len(TYPES) + 1)
        scores = np.concatenate([(self.names @ (own[:, :-1] + shared[:, None])).ravel(), self.words @ own[:, -1]])
        expected, totals = self.lattice.marginals(scores)
        observed, answers = self.answer.marginals(scores[self.right])
        expected[self.right] -= observed
        of_names = expected[: self.names.shape[0] * len(TYPES)].reshape(-1, len(TYPES))
        of_words = expected[self.names.shape[0] * len(TYPES) :]
        by_type = self.names.T @ of_names
        gradient = np.concatenate([by_type, (self.words.T @ of_words)[:, None]], axis=1) + OWN_PENALTY * own
        shared_gradient = by_type.sum(axis=1) + SHARED_PENALTY * shared
        penalty = (SHARED_PENALTY * shared @ shared + OWN_PENALTY * (own * own).sum()) / 2
        return float((totals - answers).sum() + penalty), np.concatenate([shared_gradient, gradient.ravel()])

    def fit(self) -> LinearModel:
        """Return the model with the least loss."""
        size = len(self.rows)
        best = _least(self.loss, size * (len(TYPES) + 2))
        own = best[size:].reshape(size, len(TYPES) + 1)
        own[:, :-1] += best[:size, None]
        return _model((*TYPES, OTHER_WORD), self.rows, own)


def _answers(
    document: GoldDocument, passage: Passage, clause: TaggedClause, spans: Sequence[Span]
) -> tuple[list[frozenset[str]], list[bool]]:
    """Return the types that are right for each candidate, and for each word whether it may be outside any name."""
    here = passage.span(clause.start, clause.end)
    possible = set(spans)
    named = [
        (place, name) for name in document.names for place in name.places if here.contains(place) and place in possible
    ]
    named.sort(key=lambda pair: (pair[0].start - pair[0].end, pair[0].start))
    chosen: list[tuple[Span, GoldName]] = []
    for place, name in [pair for pair in named if pair[1].counts]:
        if not any(place.overlaps(other) for other, _ in chosen):
            chosen.append((place, name))
    types: dict[Span, frozenset[str]] = {}
    bound: list[Span] = []
    for place, name in chosen:
        others = [other for other, _ in chosen if other != place]
        alike = [span for span, same in named if same is name and span.overlaps(place)]
        alike = [span for span in alike if not any(span.overlaps(other) for other in others)]
        types |= {span: types.get(span, frozenset()) | name.types for span in alike}
        bound.append(Span(max(span.start for span in alike), min(span.end for span in alike)))
    for place, name in named:
        if not name.counts and not any(place.overlaps(other) for other, _ in chosen):
            types[place] = types.get(place, frozenset()) | name.types
    words = [passage.span(word.start, word.end) for word in clause.words]
    free = [not any(span.contains(word) for span in bound) for word in words]
    return [types.get(span, frozenset()) for span in spans], free


def _place(passage: Passage, clause: TaggedClause, first: int, last: int) -> Span:
    """Return the place of some words in the document, without outer marks."""
    return passage.span(*trimmed(passage.text, clause.words[first].start, clause.words[last - 1].end))


def label_model(
    documents: Sequence[GoldDocument], vocabulary: Vocabulary, labels: Sequence[str], kind: str
) -> LinearModel:
    """Return the model of a label of names, learned by multinomial logistic regression.

    Args:
        documents: the documents.
        vocabulary: the words.
        labels: the values of the label.
        kind: ``status`` or ``granularity``.
    """
    items: list[list[str]] = []
    answers: list[int] = []
    for document in documents:
        for passage, before, clause, name, gold in gold_places(document):
            items.append(list(label_features(kind, passage, before, clause, name, vocabulary)))
            answers.append(labels.index(getattr(gold, kind)))
    rows = _common(items)
    matrix, right = _matrix(items, rows), np.eye(len(labels))[answers]

    def loss(weights: Any) -> tuple[float, Any]:
        table = weights.reshape(len(rows), len(labels))
        scores = matrix @ table
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        shares = odds / odds.sum(axis=1, keepdims=True)
        value = -np.log((shares * right).sum(axis=1)).sum() + LABEL_PENALTY * (weights @ weights) / 2
        return float(value), (matrix.T @ (shares - right) + LABEL_PENALTY * table).ravel()

    best = _least(loss, len(rows) * len(labels))
    return _model(tuple(labels), rows, best.reshape(len(rows), len(labels)))


def label_features(
    kind: str,
    passage: Passage,
    before: TaggedClause | None,
    clause: TaggedClause,
    name: FoundName,
    vocabulary: Vocabulary,
) -> Iterator[str]:
    """Return the features of a name by which its status or granularity is told."""
    if kind == "granularity":
        return granularity_features(clause, name, vocabulary)
    return status_features(before, clause, name, section_of(passage, vocabulary), vocabulary)


def gold_places(
    document: GoldDocument,
) -> Iterator[tuple[Passage, TaggedClause | None, TaggedClause, FoundName, GoldName]]:
    """Yield the first place of each annotated name that stands in a clause, with its right type."""
    for gold in document.names:
        for passage, before, clause in document.clauses:
            here = passage.span(clause.start, clause.end)
            place = next((place for place in sorted(gold.places) if here.contains(place)), None)
            if place is None:
                continue
            inside = _words_inside(passage, clause, place)
            if inside:
                name = FoundName(inside[0], inside[-1] + 1, min(gold.types), 1.0)
                yield passage, before, clause, name, gold
                break


def train(documents: Sequence[GoldDocument], vocabulary: Vocabulary) -> dict[str, LinearModel]:
    """Return the models learned from some documents."""
    return {
        "names": NameProblem(clause_parts(documents), vocabulary).fit(),
        "nested": NameProblem(nested_parts(documents), vocabulary).fit(),
        "status": label_model(documents, vocabulary, ("existing", "planned", "aspired"), "status"),
        "granularity": label_model(documents, vocabulary, ("named", "class"), "granularity"),
    }


def _common(items: Iterable[Iterable[str]]) -> dict[str, int]:
    counts = Counter(feature for features in items for feature in set(features))
    return {feature: row for row, feature in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}


def _matrix(items: Sequence[Iterable[str]], rows: dict[str, int]) -> Any:
    known = [[rows[feature] for feature in dict.fromkeys(features) if feature in rows] for features in items]
    columns = [row for found in known for row in found]
    return csr_array((np.ones(len(columns)), columns, np.cumsum([0, *map(len, known)])), shape=(len(items), len(rows)))


def _least(loss: Callable[[Any], tuple[float, Any]], size: int) -> Any:
    options = {"maxiter": ROUNDS, "maxcor": 6}
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options=options).x


def _model(labels: tuple[str, ...], rows: dict[str, int], weights: Any) -> LinearModel:
    """Return a model without the features that weigh next to nothing."""
    kept = [feature for feature, row in rows.items() if np.abs(weights[row]).max() >= SMALLEST]
    table = np.concatenate([weights[[rows[feature] for feature in kept]], np.zeros((1, len(labels)))])
    return LinearModel(labels, {feature: row for row, feature in enumerate(kept)}, table.astype(np.float32))


def main(arguments: Sequence[str]) -> None:
    """Train on the given folders and the examples, and write the product's weights."""
    folders = [Path(argument) for argument in arguments]
    documents = [doc for gold, texts in zip(folders[::2], folders[1::2], strict=True) for doc in read_gold(gold, texts)]
    documents += read_examples()
    file = Path("loaders/reading") / MODELS_FILE
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(dump_models(train(documents, read_vocabulary())))
    print(f"{file}: {file.stat().st_size} bytes, from {', '.join(document.name for document in documents)}")


if __name__ == "__main__":
    main(sys.argv[1:])
