"""The facts that the chain map and its panel show beside the coverage: leads, candidates, statements at a segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from graph.analysis.cell import Cell
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.find import find_gaps
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.rows.chains import CandidatesRow, HoldersRow, SegmentLeadsRow
from queries.run import fetch_rows
from ui.presenters.gaps import GapRow, gap_rows
from ui.text import Words

SegmentRow = TypeVar("SegmentRow", HoldersRow, SegmentLeadsRow, CandidatesRow)


@dataclass(frozen=True)
class SegmentBadges:
    """Per segment: its state, how many organisations are there, how many leads and candidates elsewhere there are.

    ``reposts`` are the segments whose state rests on reposts of unknown origin alone. ``organisations`` are the ids of
    those at a segment, the leading one first: by the highest level that a statement gives them, then by the number of
    the chain's segments that they are at.
    """

    states: Mapping[str, str]
    counts: Mapping[str, int]
    leads: Mapping[str, int]
    candidates: Mapping[str, int]
    reposts: frozenset[str] = frozenset()
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def most_organisations(self) -> int:
        """Return how many there are at the segment with most; 1 where nobody is anywhere."""
        return max((*map(len, self.organisations.values()), 1))


@dataclass(frozen=True, kw_only=True)
class SegmentFacts:
    """All that is known of a segment: statements in every role, those to verify, leads, candidates, and its gap.

    A candidate has one row, that of its best source: stated before judged, then by grade.
    """

    statements: tuple[HoldersRow, ...]
    unsure: tuple[HoldersRow, ...]
    leads: tuple[SegmentLeadsRow, ...]
    candidates: tuple[CandidatesRow, ...]
    gap: GapRow | None


def segment_badges(store: Store, analysis: RegionAnalysis, coverage: Coverage, role: str) -> SegmentBadges:
    """Return the badges of all boxes in a role."""
    cells = {segment: coverage.cell(segment, role) for segment in coverage.chain.segments}
    leads = Counter(row.segment_id for row in _leads(store, analysis, coverage))
    candidates = _candidates(store, analysis, coverage)
    return SegmentBadges(
        {segment: str(cell.state) for segment, cell in cells.items()},
        {segment: len(cell.suppliers) for segment, cell in cells.items()},
        leads,
        Counter(segment for segment, _ in {(row.segment_id, row.candidate_id) for row in candidates}),
        frozenset(segment for segment, cell in cells.items() if cell.rests_on_reposts),
        {segment: _leading_first(cell, cells.values()) for segment, cell in cells.items()},
    )


def _leading_first(cell: Cell, cells: Iterable[Cell]) -> tuple[str, ...]:
    levels: Counter[str] = Counter()
    for holding in cell.holdings:
        levels[holding.organisation] = max(levels[holding.organisation], holding.level or 0)
    breadth = Counter(organisation for other in cells for organisation in other.suppliers)
    return tuple(sorted(cell.suppliers, key=lambda id_: (-levels[id_], -breadth[id_], id_)))


def segment_facts(
    store: Store, analysis: RegionAnalysis, coverage: Coverage, segment: str, words: Words
) -> SegmentFacts:
    """Return the facts of a segment's panel; as of a year, only those that count in it."""

    counted = {holding.id for holding in coverage.chain.holdings}
    holders = _at(segment, fetch_rows(store, HoldersRow, chain=coverage.chain.id, region=analysis.region))
    statements = tuple(row for row in holders if row.support == "established" and row.statement in counted)
    sources = analysis.source_filter
    unsure = tuple(row for row in holders if row.support == "lead" and sources.accepts(year=row.year, grade=row.grade))
    candidates = _at(segment, _candidates(store, analysis, coverage))
    gaps = [gap for gap in find_gaps(coverage) if gap.segment == segment]
    rows = gap_rows(analysis, words, gaps)
    return SegmentFacts(
        statements=statements,
        unsure=unsure,
        leads=_at(segment, _leads(store, analysis, coverage)),
        candidates=tuple({row.candidate_id: row for row in reversed(candidates)}.values())[::-1],
        gap=rows[0] if rows else None,
    )


def _candidates(store: Store, analysis: RegionAnalysis, coverage: Coverage) -> list[CandidatesRow]:
    """Return the candidates of a chain's segments: those that a source states only if the source counts."""
    accepts = analysis.source_filter.accepts_grade
    stated = fetch_rows(store, CandidatesRow, chain=coverage.chain.id, region=analysis.region)
    rows = [row for row in stated if not analysis.is_here(row.city)]
    return [row for row in rows if row.confidence != "explicit" or accepts(row.grade or "")]


def _leads(store: Store, analysis: RegionAnalysis, coverage: Coverage) -> list[SegmentLeadsRow]:
    rows = fetch_rows(store, SegmentLeadsRow, chain=coverage.chain.id, region=analysis.region)
    return [row for row in rows if analysis.source_filter.accepts(year=row.year, grade=row.grade)]


def _at(segment: str, rows: Iterable[SegmentRow]) -> tuple[SegmentRow, ...]:
    return tuple(row for row in rows if row.segment_id == segment)
