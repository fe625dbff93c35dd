"""The weights by which features of a thing say what the issuer does to it, learned from annotated plans."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np

from loaders.reading.linear_model import LinearModel

ISSUER_WEIGHTS_FILE = "weights/issuer.json"  # benchmarks/relation_training.py writes it
NO_RELATION = "none"  # the label of a thing that the issuer does nothing to


@cache
def issuer_model() -> LinearModel:
    """Return the model that the product brings along."""
    return parse_weights(files("loaders.reading").joinpath(ISSUER_WEIGHTS_FILE).read_text("utf-8"))


def parse_weights(text: str) -> LinearModel:
    """Return the model of a file that ``format_weights`` wrote.

    >>> parse_weights('{"labels": ["none", "BUILDS"], "weights": {"left=build": [0, 2.5]}}').labels
    ('none', 'BUILDS')
    """
    spec = json.loads(text)
    table = [*spec["weights"].values(), [0.0] * len(spec["labels"])]
    rows = {feature: row for row, feature in enumerate(spec["weights"])}
    return LinearModel(tuple(spec["labels"]), rows, np.array(table, dtype=np.float32))


def format_weights(model: LinearModel) -> str:
    """Return a model as a text to read and compare: a line for each feature, weights with two decimals.

    >>> model = parse_weights('{"labels": ["none", "BUILDS"], "weights": {"left=build": [0, 2.5]}}')
    >>> print(format_weights(model), end="")
    {"labels": ["none", "BUILDS"], "weights": {
    "left=build": [0.0, 2.5]
    }}
    """
    lines = (
        f"{json.dumps(feature, ensure_ascii=False)}: {[round(float(weight), 2) for weight in model.weights[row]]}"
        for feature, row in sorted(model.rows.items())
    )
    return f'{{"labels": {json.dumps(list(model.labels))}, "weights": {{\n' + ",\n".join(lines) + "\n}}\n"
