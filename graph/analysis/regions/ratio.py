"""Division of arrays in which nothing over nothing is nothing."""

from __future__ import annotations

import numpy as np

from graph.analysis.array_types import Reals


def ratio(part: Reals, whole: Reals) -> Reals:
    """Return part / whole element by element, 0 where the whole is 0; the arrays are broadcast."""
    shape = np.broadcast_shapes(part.shape, whole.shape)
    return np.divide(part, whole, out=np.zeros(shape), where=np.broadcast_to(whole > 0, shape))
