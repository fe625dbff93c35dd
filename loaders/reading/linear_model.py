"""Log-linear models over named features: their weights, how they are stored, and the scores that they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Weights: TypeAlias = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class LinearModel:
    """A weight for each feature and label.

    Attributes:
        labels: what is told apart.
        rows: the row of each feature in ``weights``.
        weights: features by labels, and a last row of zeros.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Weights

    def scores(self, items: Sequence[Iterable[str]]) -> Weights:
        """Return the sum of the weights of each item's features, items by labels. Unknown features weigh nothing.

        >>> model = LinearModel(("yes", "no"), {"a": 0}, np.array([[1.0, -1.0], [0.0, 0.0]]))
        >>> model.scores([["a", "a", "b"], []]).tolist()
        [[2.0, -2.0], [0.0, 0.0]]
        """
        none = len(self.rows)  # the last row of `weights`, all zero, so that no item is without a row
        rows = [[none, *(self.rows[name] for name in names if name in self.rows)] for names in items]
        if not rows:
            return np.zeros((0, len(self.labels)))
        begins = np.cumsum([0, *map(len, rows[:-1])])
        return np.add.reduceat(self.weights[[row for item in rows for row in item]], begins, axis=0)

    def probabilities(self, items: Sequence[Iterable[str]]) -> Weights:
        """Return the probability of each label, items by labels (multinomial logistic regression)."""
        scores = self.scores(items)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def dump_models(models: Mapping[str, LinearModel]) -> bytes:
    """Return models as one compressed file, with weights of half precision."""
    arrays: dict[str, Any] = {}
    for name, model in models.items():
        arrays[f"{name}.labels"] = _packed(model.labels)
        arrays[f"{name}.features"] = _packed(sorted(model.rows, key=lambda feature: model.rows[feature]))
        arrays[f"{name}.weights"] = model.weights.astype(np.float16)
    file = BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def load_models(raw: bytes) -> dict[str, LinearModel]:
    """Return the models of a file that ``dump_models`` wrote.

    >>> model = LinearModel(("yes", "no"), {"a": 0}, np.array([[1.0, -1.0], [0.0, 0.0]]))
    >>> load_models(dump_models({"status": model}))["status"].labels
    ('yes', 'no')
    """
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        names = [key.removesuffix(".labels") for key in arrays.files if key.endswith(".labels")]
        return {
            name: LinearModel(
                tuple(_unpacked(arrays[f"{name}.labels"])),
                {feature: row for row, feature in enumerate(_unpacked(arrays[f"{name}.features"]))},
                arrays[f"{name}.weights"].astype(np.float32),
            )
            for name in names
        }


def _packed(strings: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")
