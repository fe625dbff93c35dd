"""The segments that a region does not have, ranked by how near they are to what it has: where 扩链 is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.cell import Interval
from graph.analysis.regions.completions import ComplexityBounds
from graph.analysis.regions.complexity import Complexity
from graph.analysis.regions.peers import Peer
from graph.analysis.regions.presence import Presence
from graph.analysis.regions.proximity import density, density_bounds, proximity, proximity_bounds
from graph.analysis.regions.specialisation import advantage_bounds
from graph.analysis.rounding import SCORE_DECIMALS


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """A segment that a region is not found to have.

    Attributes:
        segment: its id.
        is_unknown: whether it may be there all the same; otherwise a source rules it out.
        density: how near it is to what is found there, in [0, 1].
        density_ends: between which the density lies, whatever the unknowns turn out to be.
        peers: the region's peers that have it, the nearest first.
        regions: how many regions have it.
        pci: its complexity; None where that is not determined.
        pci_ends: the range of the complexity over the completions; None likewise.
        advantage_ends: between which the RCA of its presence lies.
    """

    segment: str
    is_unknown: bool
    density: float
    density_ends: Interval
    peers: tuple[str, ...]
    regions: int
    pci: float | None
    pci_ends: Interval | None
    advantage_ends: Interval


def expansions(
    presence: Presence,
    region: str,
    peers: Sequence[Peer],
    indices: Complexity | None,
    index_bounds: ComplexityBounds | None,
) -> tuple[Expansion, ...]:
    """Return the segments that a region is not found to have and some other region has, the nearest first.

    They are ranked by density, then by how many peers have them, then by id.

    Args:
        presence: what the regions hold.
        region: the region.
        peers: those that are most alike to it.
        indices: the complexity of the segments.
        index_bounds: its range.
    """
    place = presence.regions.index(region)
    near, ubiquity = proximity(presence.held), presence.held.sum(axis=0)
    densities, ends = density(presence.held, near), density_bounds(presence, proximity_bounds(presence))
    advantages = advantage_bounds(presence)
    places = {name: at for at, name in enumerate(presence.regions)}
    found = []
    for at in map(int, np.flatnonzero(~presence.held[place] & (ubiquity > 0))):
        pci = None if indices is None else _number(indices.pci[at])
        found.append(
            Expansion(
                segment=presence.segments[at],
                is_unknown=bool(presence.unknown[place, at]),
                density=float(densities[place, at]),
                density_ends=ends.at(place, at),
                peers=tuple(peer.region for peer in peers if presence.held[places[peer.region], at]),
                regions=int(ubiquity[at]),
                pci=pci,
                pci_ends=None if pci is None or index_bounds is None else index_bounds.pci.at(at),
                advantage_ends=advantages.at(place, at),
            )
        )
    return tuple(sorted(found, key=lambda row: (-round(row.density, SCORE_DECIMALS), -len(row.peers), row.segment)))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
