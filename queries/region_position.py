"""The position of a region among the regions that are loaded: peers, complexity, and what is near to what it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.analysis.cell import Interval
from graph.analysis.chain import Chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.method import Method, default_method
from graph.analysis.regions.back_test import BackTest, back_test
from graph.analysis.regions.completions import complexity_bounds
from graph.analysis.regions.complexity import complexity
from graph.analysis.regions.expansion import Expansion, expansions
from graph.analysis.regions.peers import Peer, peers_of_all
from graph.analysis.regions.presence import LEAST_REGIONS, Presence, presence_of
from graph.analysis.regions.specialisation import SPECIALISED_FROM, comparative_advantage
from graph.analysis.rounding import reaches
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.analysis.structure import Structure
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.region import check_year
from queries.region_chains import build_chains
from queries.region_rows import RegionRows


@dataclass(frozen=True, kw_only=True)
class Strength:
    """A segment in which a region is specialised.

    Attributes:
        segment: its id.
        suppliers: how many organisations are known there.
        advantage: the RCA of their number; 1 is the average of the regions.
    """

    segment: str
    suppliers: int
    advantage: float


@dataclass(frozen=True, kw_only=True)
class RegionPosition:
    """A region among the others.

    Attributes:
        region: its id.
        region_names: the names of all regions, by id.
        chains: the chain of each segment that the region looks at.
        peers: the regions most alike.
        held: how many segments each region is found to have.
        eci: the region's complexity; None: not determined, or too few regions.
        eci_ends: its range over what the unknowns may turn out to be.
        is_exact: whether that range is of all completions, not of a sample.
        expansions: segments that other regions have and this one is not found to have; none with too few regions.
        strengths: segments in which the region is specialised, the most first.
    """

    region: str
    region_names: Mapping[str, str]
    chains: Mapping[str, Chain]
    peers: tuple[Peer, ...]
    held: Mapping[str, int]
    eci: float | None
    eci_ends: Interval | None
    is_exact: bool
    expansions: tuple[Expansion, ...]
    strengths: tuple[Strength, ...]

    @property
    def is_too_thin(self) -> bool:
        """Return whether there are too few regions to say what is near to what."""
        return len(self.region_names) < LEAST_REGIONS

    def segment_name(self, segment: str) -> str:
        """Return the name of a segment; its id where the region does not look at its chain."""
        chain = self.chains.get(segment)
        return chain.segments[segment].name if chain else segment


@dataclass(frozen=True, eq=False, kw_only=True)
class LoadedRegions:
    """The chains of every region of a store; ``chosen`` is the region that is asked about."""

    chosen: str
    names: Mapping[str, str]
    coverages: Mapping[str, tuple[Coverage, ...]]

    @property
    def presence(self) -> Presence:
        """Return who has what."""
        return presence_of(self.coverages)


def load_regions(
    store: Store, region: str = "", source_filter: SourceFilter = ALL_SOURCES, method: Method | None = None
) -> LoadedRegions:
    """Read every region of a store and compute its chains.

    Args:
        store: the store to read.
        region: the id or name of the region that is asked about; empty: the one with most holdings.
        source_filter: the sources that count.
        method: the parameters; the product's own by default.

    Raises:
        UsageError: there is no such region, there are too many, or the year is out of range.
    """
    check_year(source_filter.as_of)
    return _compute(RegionRows.fetch_all(store, region), source_filter, method or default_method())


def _compute(rows: Sequence[RegionRows], source_filter: SourceFilter, method: Method) -> LoadedRegions:
    structures: dict[str, Structure] = {}  # the template's edges are the same in every region
    coverages = {}
    for each in rows:
        chains = [chain.filtered(source_filter) for chain in build_chains(each)]
        computed = [compute_coverage(chain, method, structures.get(chain.id)) for chain in chains]
        structures |= {coverage.chain.id: coverage.structure for coverage in computed}
        coverages[each.region] = tuple(computed)
    names = {each.region: each.region_name for each in rows}
    return LoadedRegions(chosen=rows[0].region, names=names, coverages=coverages)


def region_position(regions: LoadedRegions) -> RegionPosition:
    """Return the position of the chosen region; without another region it has no peers."""
    presence = regions.presence
    place = presence.regions.index(regions.chosen)
    peers = peers_of_all(presence)[regions.chosen]
    enough = len(presence.regions) >= LEAST_REGIONS
    indices = complexity(presence.held) if enough else None
    bounds = complexity_bounds(presence) if indices else None
    has_index = indices is not None and not np.isnan(indices.eci[place])
    return RegionPosition(
        region=regions.chosen,
        region_names=regions.names,
        chains={
            id_: coverage.chain for coverage in regions.coverages[regions.chosen] for id_ in coverage.chain.segments
        },
        peers=peers,
        held={region: int(count) for region, count in zip(presence.regions, presence.held.sum(axis=1), strict=True)},
        eci=float(indices.eci[place]) if indices is not None and has_index else None,
        eci_ends=bounds.eci.at(place) if bounds is not None and has_index else None,
        is_exact=bounds is not None and bounds.is_exact,
        expansions=expansions(presence, regions.chosen, peers, indices, bounds) if enough else (),
        strengths=_strengths(presence, place) if len(presence.regions) > 1 else (),
    )


def _strengths(presence: Presence, place: int) -> tuple[Strength, ...]:
    advantages = comparative_advantage(presence.suppliers.astype(np.float64))[place]
    found = [
        Strength(segment=segment, suppliers=int(presence.suppliers[place, at]), advantage=float(advantages[at]))
        for at, segment in enumerate(presence.segments)
        if reaches(float(advantages[at]), SPECIALISED_FROM)
    ]
    return tuple(sorted(found, key=lambda row: (-row.advantage, -row.suppliers, row.segment)))


def back_test_regions(
    store: Store, before: int, after: int, source_filter: SourceFilter = ALL_SOURCES, method: Method | None = None
) -> BackTest:
    """Test 扩链 by density: whether what is found as of a later year was near to what was found as of an earlier one.

    Raises:
        UsageError: a year is out of range or not before the other, or there are too many regions.
    """
    if before >= after:
        raise UsageError("years_order", before=before, after=after)
    filters = [replace(source_filter, as_of=year) for year in (before, after)]
    for each in filters:
        check_year(each.as_of)
    rows = RegionRows.fetch_all(store)
    return back_test(*(_compute(rows, each, method or default_method()).presence for each in filters))
