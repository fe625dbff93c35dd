"""Peers: the regions that are most alike by what they hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Flags, Reals
from graph.analysis.cell import Interval
from graph.analysis.regions.presence import Presence
from graph.analysis.regions.ratio import ratio
from graph.analysis.rounding import SCORE_DECIMALS

MOST_PEERS = 10  # more than a planner reads


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A region like another one.

    Attributes:
        region: its id.
        similarity: the Jaccard index of the segments that are found in both, unknown ones taken as not held.
        interval: the least and the greatest value of the index, whatever the unknowns turn out to be.
        common: how many segments are found in both.
    """

    region: str
    similarity: float
    interval: Interval
    common: int


def peers_of_all(presence: Presence, most: int = MOST_PEERS) -> dict[str, tuple[Peer, ...]]:
    """Return the regions that are most alike to each, the nearest first; those without a common segment are left out.

    The order is that of the similarity, then of its lower end, then of ids.

    Args:
        presence: what the regions hold.
        most: how many peers of a region at most.
    """
    similarity, low, high, common = _jaccard(presence)
    found = {}
    for place, region in enumerate(presence.regions):
        others = np.flatnonzero(common[place])  # in id order, which a stable sort keeps
        keys = (-np.round(low[place, others], SCORE_DECIMALS), -np.round(similarity[place, others], SCORE_DECIMALS))
        ranked = others[np.lexsort(keys)]
        near = ranked[ranked != place][:most]
        found[region] = tuple(
            Peer(
                region=presence.regions[other],
                similarity=float(similarity[place, other]),
                interval=Interval(float(low[place, other]), float(high[place, other])),
                common=int(common[place, other]),
            )
            for other in near
        )
    return found


def _jaccard(presence: Presence) -> tuple[Reals, Reals, Reals, Reals]:
    """Return the index as found, its ends, and the common segments, of every two regions.

    A segment that one has and of which the other is unknown is common at best and one-sided at worst; one unknown in
    both the same; one that the other surely lacks is in neither at best. So each end is one count over another.
    """
    held, possible = presence.held, presence.possible
    common = _pairs(held, held)
    may_be_common = _pairs(possible, possible)
    counts, most = held.sum(axis=1), possible.sum(axis=1)
    one_sided = counts[:, None] - _pairs(held, possible) + counts - _pairs(possible, held)
    similarity = ratio(common, counts[:, None] + counts - common)
    low = ratio(common, most[:, None] + most - may_be_common)
    return similarity, low, ratio(may_be_common, may_be_common + one_sided), common


def _pairs(left: Flags, right: Flags) -> Reals:
    """Return how many segments two regions share, exact: single precision counts up to 2 ** 24."""
    return (left.astype(np.float32) @ right.astype(np.float32).T).astype(np.float64)
