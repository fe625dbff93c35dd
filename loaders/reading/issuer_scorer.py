"""What the issuer does to a thing, by weights of readable features that were learned from annotated plans."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

WEIGHTS_FILE = "words/issuer_weights.json"
NO_RELATION = "none"  # the label of a thing that the issuer does nothing to


@dataclass(frozen=True)
class IssuerScorer:
    """A multinomial logistic regression.

    Attributes:
        labels: relations, and ``NO_RELATION``.
        weights: feature -> a weight for each label.
    """

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each label.

        >>> scorer = IssuerScorer(("none", "BUILDS"), {"left=build": (0.0, 2.0)})
        >>> round(scorer.probabilities(["left=build", "unheard"])["BUILDS"], 2)
        0.88
        """
        rows = [self.weights[feature] for feature in features if feature in self.weights]
        sums = [exp(sum(column)) for column in zip(*rows, strict=True)] or [1.0] * len(self.labels)
        total = sum(sums)
        return {label: value / total for label, value in zip(self.labels, sums, strict=True)}


@cache
def issuer_scorer() -> IssuerScorer:
    """Return the scorer with the weights that the product brings along."""
    spec = json.loads(files("loaders.reading").joinpath(WEIGHTS_FILE).read_text("utf-8"))
    weights = {feature: tuple(row) for feature, row in spec["weights"].items()}
    return IssuerScorer(tuple(spec["labels"]), weights)
