"""The product space of segments: which are found in the same regions, and how near each is to what a region has.

Hidalgo, Klinger, Barabasi and Hausmann, The Product Space Conditions the Development of Nations, Science 317 (2007)
482-487, with the presence of supply in the place of an export's comparative advantage.
"""

from __future__ import annotations

import numpy as np

from graph.analysis.array_types import Flags, Reals
from graph.analysis.regions.bounds import Bounds
from graph.analysis.regions.presence import Presence
from graph.analysis.regions.ratio import ratio


def proximity(held: Flags) -> Reals:
    """Return the proximity of every two segments: the lesser of the chances that a region with one has the other.

    phi = regions with both / max(regions with one, regions with the other); 0 of a segment to itself, and where no
    region has either.

    Args:
        held: regions x segments.
    """
    values = held.astype(np.float64)
    ubiquity = values.sum(axis=0)
    near = ratio(values.T @ values, np.maximum(ubiquity[:, None], ubiquity))
    np.fill_diagonal(near, 0.0)
    return near


def density(held: Flags, near: Reals) -> Reals:
    """Return the density of every segment in every region: its proximity to what is there, over that to everything.

    Args:
        held: regions x segments.
        near: the proximity of the segments; 0 where a segment is near to nothing.
    """
    return ratio(held.astype(np.float64) @ near, near.sum(axis=0, keepdims=True))


def proximity_bounds(presence: Presence) -> Bounds:
    """Return the least and the greatest proximity of every two segments; both are reached by some completion.

    A region that has both, or gets the second of them, never lowers the ratio. So it is greatest where every region
    that may have both does and nobody else gets one, and least where no pair is completed and as many regions as
    possible have one of the two alone: those unknown in both all go to the segment that is then the more frequent.
    """
    held, possible = presence.held.astype(np.float64), presence.possible.astype(np.float64)
    unknown, never = presence.unknown.astype(np.float64), 1.0 - possible
    both, may_both, open_both = held.T @ held, possible.T @ possible, unknown.T @ unknown
    ubiquity = held.sum(axis=0)
    completed = ubiquity[:, None] + unknown.T @ held + open_both  # regions with the first, where pairs are completed
    high = ratio(may_both, np.maximum(completed, completed.T))
    alone = ubiquity[:, None] + unknown.T @ never + open_both  # with the first, where it is had alone
    low = ratio(both, np.maximum(alone, alone.T))
    for ends in (low, high):
        np.fill_diagonal(ends, 0.0)
    return Bounds(low=low, high=high)


def density_bounds(presence: Presence, near: Bounds) -> Bounds:
    """Return ends between which every density lies, whatever the unknowns turn out to be.

    What is there counts by its least proximity and what is not by its greatest, and the other way round. Proximities
    depend on each other, so an end need not be reached: the interval may be wider than the truth, never narrower.
    """
    least, most = presence.held.astype(np.float64), presence.possible.astype(np.float64)
    there, elsewhere = least @ near.low, (1.0 - least) @ near.high
    may_be_there, surely_not = most @ near.high, (1.0 - most) @ near.low
    # Where nothing is near in any case, the density is 0.
    return Bounds(low=ratio(there, there + elsewhere), high=ratio(may_be_there, may_be_there + surely_not))
