"""Economic complexity: ECI of regions and PCI of segments, from who has what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Flags, Reals
from graph.analysis.regions.ratio import ratio

SAME_VALUE = 1e-9  # singular values that differ by less are one, and their vectors are arbitrary


@dataclass(frozen=True, eq=False, kw_only=True)
class Complexity:
    """The indices of regions and segments; NaN where a region has nothing or nobody has the segment.

    Attributes:
        eci: of each region, with mean 0 and standard deviation 1; more is rarer things, together with more things.
        pci: of each segment, likewise.
    """

    eci: Reals
    pci: Reals


def complexity(held: Flags) -> Complexity | None:
    """Return the indices, or None where they are not determined.

    ECI is the second eigenvector of M~ = D^-1 M U^-1 M^T, PCI that of U^-1 M^T D^-1 M, with the diversity D of regions
    and the ubiquity U of segments; Hidalgo and Hausmann, The building blocks of economic complexity, PNAS 106 (2009)
    10570-10575. Both are read off the singular vectors of D^-1/2 M U^-1/2, which share the eigenvalues and, of a
    symmetric problem, are exact to the last digits. ECI rises with diversity, PCI falls with ubiquity.

    They are not determined with fewer than two regions or segments, where regions fall into groups with nothing in
    common, and where the second eigenvalue is shared by two vectors.

    Args:
        held: regions x segments.
    """
    rows: Flags = np.any(held, axis=1)
    columns: Flags = np.any(held, axis=0)
    matrix = held[np.ix_(rows, columns)].astype(np.float64)
    if min(matrix.shape) < 2:
        return None
    diversity, ubiquity = matrix.sum(axis=1), matrix.sum(axis=0)
    scaled = matrix / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    left, values, right = np.linalg.svd(scaled, full_matrices=False)
    following = values[2] if len(values) > 2 else 0.0
    if values[1] - following < SAME_VALUE or values[0] - values[1] < SAME_VALUE:
        return None
    return Complexity(
        eci=_spread(_index(left[:, 1] / np.sqrt(diversity), diversity), rows),
        pci=_spread(_index(right[1] / np.sqrt(ubiquity), -ubiquity), columns),
    )


def _index(vector: Reals, rises_with: Reals) -> Reals:
    """Return a vector with mean 0 and standard deviation 1, turned so that it rises with another."""
    centred = vector - vector.mean()
    sign = -1.0 if centred @ (rises_with - rises_with.mean()) < 0 else 1.0
    return sign * ratio(centred, centred.std(keepdims=True))


def _spread(values: Reals, places: Flags) -> Reals:
    spread = np.full(len(places), np.nan)
    spread[places] = values
    return spread
