"""Revealed comparative advantage: how much more of a region is at a segment than of all regions together."""

from __future__ import annotations

import numpy as np

from graph.analysis.array_types import Flags, Reals
from graph.analysis.regions.bounds import Bounds
from graph.analysis.regions.presence import Presence
from graph.analysis.regions.ratio import ratio

SPECIALISED_FROM = 1.0  # Balassa 1965: a region has more than its share


def comparative_advantage(amounts: Reals) -> Reals:
    """Return the RCA of every region and segment.

    RCA = (x / the region's sum) / (the segment's sum / the sum of all); Balassa, Trade Liberalisation and "Revealed"
    Comparative Advantage, Manchester School 33 (1965) 99-123. It is 0 where the region or the segment has nothing.

    Args:
        amounts: regions x segments, each at least 0, such as how many organisations are there.

    >>> comparative_advantage(np.array([[2.0, 0.0], [1.0, 1.0]]))
    array([[1.33333333, 0.        ],
           [0.66666667, 2.        ]])
    """
    shares = ratio(amounts, amounts.sum(axis=1, keepdims=True))
    return ratio(shares, ratio(amounts.sum(axis=0, keepdims=True), amounts.sum(keepdims=True)))


def specialised(amounts: Reals) -> Flags:
    """Return where regions are specialised: their RCA reaches 1."""
    return np.asarray(comparative_advantage(amounts) >= SPECIALISED_FROM, np.bool_)


def advantage_bounds(presence: Presence) -> Bounds:
    """Return the least and the greatest RCA of presence, whatever the unknowns turn out to be; both are reached.

    With x the element itself (0 or 1), R the rest of its row, C the rest of its column and Z all other elements,
    RCA = x (x + R + C + Z) / ((x + R) (x + C)): it falls with R and with C, and rises with Z.
    """
    least, most = presence.held.astype(np.float64), presence.possible.astype(np.float64)
    low = np.where(presence.held, _advantage_of_one(_rest(most), _rest_of_columns(most), _others(least)), 0.0)
    high = np.where(presence.possible, _advantage_of_one(_rest(least), _rest_of_columns(least), _others(most)), 0.0)
    return Bounds(low=low, high=high)


def _advantage_of_one(row: Reals, column: Reals, others: Reals) -> Reals:
    return (1 + row + column + others) / ((1 + row) * (1 + column))


def _rest(values: Reals) -> Reals:
    rest: Reals = values.sum(axis=1, keepdims=True) - values
    return rest


def _rest_of_columns(values: Reals) -> Reals:
    rest: Reals = values.sum(axis=0, keepdims=True) - values
    return rest


def _others(values: Reals) -> Reals:
    others: Reals = values.sum() - values - _rest(values) - _rest_of_columns(values)
    return others
