"""Learn from annotated documents what the issuer of a plan does to the things in it.

    python -m benchmarks.relation_training GOLD DOCS [GOLD DOCS ...]

GOLD holds a folder for each document (``entities.csv``, ``mentions.csv``, ``relations.csv``, ``spans.json``), DOCS the
texts. The result goes to ``loaders/reading/weights/issuer.json``. Scores on these documents mean nothing afterwards.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from loaders.documents.text_document import Span
from loaders.documents.txt import parse_txt
from loaders.reading.issuer_model import ISSUER_WEIGHTS_FILE, NO_RELATION, format_weights
from loaders.reading.linear_model import LinearModel
from loaders.reading.passage import passages
from loaders.reading.proposal import EntityProposal
from loaders.reading.relations import issuer_features, sentences_of, stated_relations

LEARNED = frozenset(
    {"BUILDS", "SUPPORTS", "IMPLEMENTS", "HOSTS", "FOCUSES_ON", "ATTRACTS", "COLLABORATES_WITH"}
)  # the issuer's relations that have enough examples
LEAST_EXAMPLES = 2  # a feature that stands once is the word of one sentence
PENALTY = 4.0  # of the square of a weight, chosen by leaving documents out (3 to 5 score alike)
NEGLIGIBLE = 0.06  # a feature whose weights are all smaller changes no score by leaving documents out


@dataclass(frozen=True)
class IssuersDeed:
    """An annotated relation of the issuer: the places of its target, and the place of its clause."""

    relation: str
    places: tuple[Span, ...]
    clause: Span
    counts: bool


@dataclass(frozen=True)
class Example:
    """The features of a thing in its clause, and what the issuer does to it."""

    features: list[str]
    label: str


def examples(folder: Path, texts: Path) -> Iterator[Example]:
    """Yield the examples of a folder of annotated documents."""
    for home in sorted(path.parent for path in folder.glob("*/spans.json")):
        document = parse_txt((texts / f"{home.name}.txt").read_bytes(), home.name)
        entities, places = _annotated(home, document.text)
        stretches = [
            Span(*stretch) for stretch in json.loads((home / "spans.json").read_text("utf-8"))["annotated_spans"]
        ]
        deeds = list(_deeds(home, places))
        optional = {places[row["id"]] for row in _rows(home / "entities.csv") if row["score"] != "yes"}
        neutral = {place for group in optional for place in group}
        sentences = sentences_of(passages(document), entities)
        for _, mention, names in issuer_features((sentence, stated_relations(sentence)) for sentence in sentences):
            label = _label(mention.place, deeds, neutral)
            if label and any(stretch.contains(mention.place) for stretch in stretches):
                yield Example(names, label)


def train(items: Sequence[Example]) -> LinearModel:
    """Return the multinomial logistic regression that the examples teach."""
    counts = Counter(name for item in items for name in set(item.features))
    rows = {name: row for row, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST_EXAMPLES))}
    labels = sorted({item.label for item in items})
    known = [sorted({rows[name] for name in item.features if name in rows}) for item in items]
    columns = [row for found in known for row in found]
    ends = np.cumsum([0, *map(len, known)])
    matrix = csr_array((np.ones(len(columns)), columns, ends), shape=(len(items), len(rows)))
    right = np.eye(len(labels))[[labels.index(item.label) for item in items]]

    def loss(weights: Any) -> tuple[float, Any]:
        table = weights.reshape(len(rows), len(labels))
        scores = matrix @ table
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        value = -np.log((shares * right).sum(axis=1)).sum() + PENALTY * (weights @ weights) / 2
        return float(value), (matrix.T @ (shares - right) + PENALTY * table).ravel()

    best = minimize(loss, np.zeros(len(rows) * len(labels)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    table = best.reshape(len(rows), len(labels))
    kept = [name for name, row in rows.items() if np.abs(table[row]).max() >= NEGLIGIBLE]
    weights = np.concatenate([table[[rows[name] for name in kept]], np.zeros((1, len(labels)))])
    return LinearModel(tuple(labels), {name: row for row, name in enumerate(kept)}, weights)


def _label(place: Span, deeds: Sequence[IssuersDeed], neutral: set[Span]) -> str:
    """Return what the issuer does to a thing at a place; empty where the annotation does not tell."""
    about = [deed for deed in deeds if any(place.overlaps(other) for other in deed.places)]
    here = [deed for deed in about if place.overlaps(deed.clause)]
    if here:
        nearest = min(here, key=lambda deed: _distance(place, deed.places))
        return nearest.relation if nearest.counts else ""
    return "" if about or place in neutral else NO_RELATION


def _distance(place: Span, others: Sequence[Span]) -> int:
    return min(abs(place.start - other.start) + abs(place.end - other.end) for other in others)


def _deeds(home: Path, places: dict[str, tuple[Span, ...]]) -> Iterator[IssuersDeed]:
    ids = {row["name"]: row["id"] for row in _rows(home / "entities.csv")}
    for row in _rows(home / "relations.csv"):
        target = row.get("target_id") or ids.get(row["target"], "")
        if row["source"] == "@ISSUER" and row["relation"] in LEARNED and target in places:
            clause = Span(int(row["span_start"]), int(row["span_end"]))
            yield IssuersDeed(row["relation"], places[target], clause, row["score"] == "yes")


def _annotated(home: Path, text: str) -> tuple[list[EntityProposal], dict[str, tuple[Span, ...]]]:
    """Return the annotated things as proposals, and all places of each by its id."""
    mentions: dict[str, set[Span]] = defaultdict(set)
    for row in [*_rows(home / "mentions.csv"), *_rows(home / "entities.csv")]:
        mentions[row.get("entity_id") or row["id"]].add(Span(int(row["char_start"]), int(row["char_end"])))
    places = {name: tuple(sorted(spans)) for name, spans in mentions.items()}
    entities = []
    for row in _rows(home / "entities.csv"):
        longest = [one for one in places[row["id"]] if not any(o != one and o.contains(one) for o in places[row["id"]])]
        entities.append(
            EntityProposal(
                span=longest[0],
                text=text[slice(*longest[0])],
                name=row["name"],
                type=row["type"],
                status=row["status"],
                granularity=row["granularity"],
                rule="annotated",
                certainty=1.0,
                mentions=tuple(longest[1:]),
            )
        )
    return entities, places


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def main(arguments: Sequence[str]) -> None:
    """Train on the given folders and write the product's weights."""
    folders = [Path(argument) for argument in arguments]
    items = [item for gold, texts in zip(folders[::2], folders[1::2], strict=True) for item in examples(gold, texts)]
    file = Path("loaders/reading") / ISSUER_WEIGHTS_FILE
    file.write_text(format_weights(train(items)), "utf-8")
    print(f"{file}: from {len(items)} examples")


if __name__ == "__main__":
    main(sys.argv[1:])
