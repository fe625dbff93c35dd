"""The analysis of a region: all chains with their coverage, gaps, and the sources behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from graph.analysis.chain import Chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.doubles import Double, possible_doubles
from graph.analysis.gaps.find import find_gaps
from graph.analysis.gaps.gap import Gap
from graph.analysis.gaps.level import GapLevel, gap_levels
from graph.analysis.method import Method, default_method
from graph.analysis.regions.presence import LEAST_REGIONS
from graph.analysis.regions.proximity import density, proximity
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.plan_wording import PlanWording, group_wording
from queries.region_chains import build_chains
from queries.region_rows import RegionRows
from queries.rows.chains import PresenceRow, RegionsRow
from queries.statement_source import StatementSource

FIRST_YEAR = 1949  # the earliest year that a source can be of; it catches mistyped years


@dataclass(frozen=True, eq=False, kw_only=True)  # compared by identity, because results are cached under it
class RegionAnalysis:
    """All chains of a region, computed at one time by one method.

    ``presence`` are the segments with supply in every region, where enough regions are loaded. ``doubts`` are the pairs
    of organisations that may be one and that nobody has decided.
    """

    region: str
    region_name: str
    method: Method
    coverages: Mapping[str, Coverage]
    sources: Mapping[str, StatementSource]
    wording: Mapping[str, tuple[PlanWording, ...]]
    organisations: Mapping[str, str]
    source_filter: SourceFilter = ALL_SOURCES
    presence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    doubts: frozenset[frozenset[str]] = frozenset()

    @property
    def as_of(self) -> int | None:
        """Return the year up to which sources count; None: all."""
        return self.source_filter.as_of

    @property
    def holder_groups(self) -> list[frozenset[str]]:
        """Return the organisations at each segment in each role."""
        cells = (cell for coverage in self.coverages.values() for cell in coverage.cells.values())
        return [frozenset(holding.organisation for holding in cell.holdings) for cell in cells]

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Return all gaps of all chains, the most urgent first."""
        gaps = [gap for coverage in self.coverages.values() for gap in find_gaps(coverage)]
        return tuple(sorted(gaps, key=lambda gap: gap.rank))

    @cached_property
    def doubles(self) -> Mapping[tuple[str, str, str], Double]:
        """Return the possible doubles of all chains, by chain, segment and role."""
        return {
            (chain, segment, role): double
            for chain, coverage in self.coverages.items()
            for (segment, role), double in possible_doubles(coverage, self.doubts).items()
        }

    @cached_property
    def gap_levels(self) -> Mapping[tuple[str, str], GapLevel]:
        """Return how much each gap matters beside the others, by its chain and id."""
        return gap_levels(self.gaps)

    @cached_property
    def gap_places(self) -> Mapping[tuple[str, str], int]:
        """Return the place of each gap in the order of urgency, from 1, by its chain and id."""
        return {(gap.chain, gap.id): place for place, gap in enumerate(self.gaps, 1)}

    def gaps_of(self, chain: str) -> tuple[Gap, ...]:
        """Return the gaps of a chain, the most urgent first."""
        return self._gaps_by_chain.get(chain, ())

    @cached_property
    def _gaps_by_chain(self) -> Mapping[str, tuple[Gap, ...]]:
        return {chain: tuple(gap for gap in self.gaps if gap.chain == chain) for chain in self.coverages}

    def chain(self, text: str) -> Coverage:
        """Return the coverage of a chain by its id or name.

        Raises:
            UsageError: There is no such chain.
        """
        for coverage in self.coverages.values():
            if text in (coverage.chain.id, coverage.chain.name):
                return coverage
        names = [coverage.chain.name for coverage in self.coverages.values()]
        raise UsageError("chain_unknown", text=text, known=names)

    def is_here(self, city: str | None) -> bool:
        """Return whether a city is the region itself: an institute there is no candidate from elsewhere."""
        return bool(city) and str(city).removesuffix("市") == self.region_name.removesuffix("市")

    def chain_of(self, segment: str) -> Chain | None:
        """Return the first chain that has a segment; None where none has it."""
        chains = (coverage.chain for coverage in self.coverages.values())
        return next((chain for chain in chains if segment in chain.segments), None)

    def segment_name(self, segment: str) -> str:
        """Return the name of a segment of any chain; its id when no chain has it."""
        return self.segments.get(segment, segment)

    def segment_ids(self, text: str) -> list[str]:
        """Return the segments of an id or a name; a name may be that of a segment in several chains.

        Raises:
            UsageError: There is no such segment.
        """
        ids = [id_ for id_, name in self.segments.items() if text in (id_, name)]
        if not ids:
            raise UsageError("segment_unknown", text=text, known=sorted(set(self.segments.values())))
        return ids

    @cached_property
    def densities(self) -> Mapping[str, float]:
        """Return how near each segment is to what the region has, in [0, 1]; none with too few regions.

        What is not found counts as not there; ``region_position`` has the ends that unknowns leave.
        """
        if len(self.presence) < LEAST_REGIONS:
            return {}
        ids = sorted(self.segments)
        held = np.array([[id_ in segments for id_ in ids] for segments in self.presence.values()], np.bool_)
        own = np.array([[id_ in self.presence.get(self.region, ()) for id_ in ids]], np.bool_)
        return dict(zip(ids, density(own, proximity(held))[0].tolist(), strict=True))

    @cached_property
    def segments(self) -> Mapping[str, str]:
        """Return the names of all segments of all chains, by id."""
        return {s.id: s.name for coverage in self.coverages.values() for s in coverage.chain.segments.values()}


def analyse(rows: RegionRows, method: Method, source_filter: SourceFilter = ALL_SOURCES) -> RegionAnalysis:
    """Compute every chain of a region from its rows, without a store.

    Args:
        rows: The region's rows.
        method: The parameters of coverage and gaps.
        source_filter: The sources that count.
    """
    chains = build_chains(rows)
    counted = [chain.filtered(source_filter) for chain in chains]
    sources = [
        *(StatementSource.of_holding(row) for row in rows.holdings),
        *(StatementSource.of_absence(row) for row in rows.absences),
    ]
    return RegionAnalysis(
        region=rows.region,
        region_name=rows.region_name,
        method=method,
        coverages={chain.id: compute_coverage(chain, method) for chain in counted},
        sources={source.statement: source for source in sources},
        wording=group_wording(rows.wording, source_filter),
        organisations={row.organisation_id: row.organisation for row in rows.holdings},
        source_filter=source_filter,
        presence=_presence(rows.presence, source_filter),
    )


def analyse_region(
    store: Store,
    region: str = "",
    source_filter: SourceFilter = ALL_SOURCES,
    method: Method | None = None,
    regions: Sequence[RegionsRow] | None = None,
) -> RegionAnalysis:
    """Read a region and compute every chain.

    Args:
        store: The store to read.
        region: The region's id or name; empty: the region with most holdings.
        source_filter: The sources that count.
        method: The parameters; the product's own by default.
        regions: All regions, where somebody has read them.

    Raises:
        UsageError: There is no such region, or the year is out of range.
    """
    check_year(source_filter.as_of)
    return analyse(RegionRows.fetch(store, region, regions), method or default_method(), source_filter)


def check_year(year: int | None) -> None:
    """Check a year up to which sources are to count; None is no year. Raises UsageError."""
    if year is not None and not FIRST_YEAR <= year <= date.today().year:
        raise UsageError("year_range", year=year)


def _presence(rows: Iterable[PresenceRow], source_filter: SourceFilter) -> Mapping[str, frozenset[str]]:
    segments: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if source_filter.accepts(year=row.year, grade=row.grade):
            segments[row.region].add(row.segment_id)
    return {region: frozenset(ids) for region, ids in segments.items()}
