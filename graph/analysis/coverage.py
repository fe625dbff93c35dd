"""The coverage of a chain: the cells of all roles, importance, completeness, the share that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.cell import Cell, CellStatements, Contradiction, CoverageState, Interval, compute_cell
from graph.analysis.chain import Chain, Holding, Segment
from graph.analysis.method import Method
from graph.analysis.rounding import reaches
from graph.analysis.structure import Structure
from graph.model.records import PRODUCTION, SUPPLY


@dataclass(frozen=True, eq=False, kw_only=True)  # compared by identity: comparing every cell would be slow
class Coverage:
    """A chain's coverage in every role; ``cells`` by segment and role."""

    chain: Chain
    method: Method
    structure: Structure
    cells: Mapping[tuple[str, str], Cell]
    contradictions: tuple[Contradiction, ...]

    def cell(self, segment: str, role: str = SUPPLY) -> Cell:
        """Return the cell of a segment in a role."""
        return self.cells[segment, role]

    @cached_property
    def importance(self) -> Mapping[str, float]:
        """Return v of each segment, in [0, 1].

        v(s) = c critical(s) + (1 - c) t(s) / max t, with t(s) = segments at or before s x segments at or after s.
        """
        c = self.method.critical_share
        places = {s: before * after for s, (before, after) in self.reach_counts.items()}
        max_place = max(places.values(), default=1)
        return {s: c * self.chain.segments[s].critical + (1 - c) * place / max_place for s, place in places.items()}

    @cached_property
    def reach_counts(self) -> Mapping[str, tuple[int, int]]:
        """Return how many segments are at or before each segment, and how many at or after it."""
        upstream, downstream = self.structure.upstream, self.structure.downstream
        return {s: (upstream[s].bit_count(), downstream[s].bit_count()) for s in self.structure.ids}

    @cached_property
    def total_importance(self) -> float:
        """Return the sum of v over the chain."""
        return sum(self.importance[s] for s in self.structure.ids)

    def completeness(self, role: str = SUPPLY) -> Interval | None:
        """Return K = sum v cov / sum v as [low, high], or None where sum v = 0."""
        if self.total_importance == 0:
            return None
        covers = [(self.importance[s], self.cells[s, role].cover) for s in self.structure.ids]
        return Interval(
            sum(v * cover.low for v, cover in covers) / self.total_importance,
            sum(v * cover.high for v, cover in covers) / self.total_importance,
        )

    def known_share(self, role: str = SUPPLY) -> float | None:
        """Return the sum of v over segments that are not 未知, over sum v; None where sum v = 0."""
        if self.total_importance == 0:
            return None
        known_segments = (s for s in self.structure.ids if self.cells[s, role].state != CoverageState.UNKNOWN)
        return sum(self.importance[s] for s in known_segments) / self.total_importance

    def known_completeness(self, role: str = SUPPLY) -> float | None:
        """Return the completeness of what is known: sum v low / sum v over segments that are not 未知.

        It is None where every segment is 未知, and never shown without the known share.
        """
        cells = [(self.importance[s], self.cells[s, role]) for s in self.structure.ids]
        known = [(v, cell) for v, cell in cells if cell.state != CoverageState.UNKNOWN]
        weight = sum(v for v, _ in known)
        return sum(v * cell.cover.low for v, cell in known) / weight if weight else None

    def state_shares(self, role: str = SUPPLY) -> dict[CoverageState, float]:
        """Return the share of each state in the chain's importance: sum v of its segments / sum v, or 0."""
        shares = dict.fromkeys(CoverageState, 0.0)
        for s in self.structure.ids:
            shares[self.cells[s, role].state] += self.importance[s] / (self.total_importance or 1)
        return shares

    def is_assessable(self, role: str = SUPPLY) -> bool:
        """Return whether enough of the chain is known to judge it; otherwise it is 资料不足."""
        share = self.known_share(role)
        return share is not None and reaches(share, self.method.known_enough)

    def state_counts(self, role: str = SUPPLY) -> dict[CoverageState, int]:
        """Return how many segments are in each state."""
        states = [self.cells[s, role].state for s in self.structure.ids]
        return {state: states.count(state) for state in CoverageState}

    @cached_property
    def nearest_route(self) -> tuple[str, ...]:
        """Return the root-to-sink route that lacks least production."""
        cost = {s: 1 - self.cell(s).cover.low for s in self.structure.ids}
        unknown = {s for s in self.structure.ids if self.cell(s).state == CoverageState.UNKNOWN}
        return self.structure.nearest_route(cost, unknown)

    @property
    def uncounted(self) -> tuple[Holding, ...]:
        """Return the holdings of production where a segment's own roles leave it out: told, not counted as supply."""
        segments = self.chain.segments
        return tuple(
            holding
            for holding in self.chain.holdings
            if holding.role == PRODUCTION and PRODUCTION not in segments[holding.segment].supply_roles
        )

    @property
    def uncovered_on_nearest_route(self) -> tuple[str, ...]:
        """Return the segments of the nearest route without production."""
        return tuple(s for s in self.nearest_route if not self.cell(s).is_covered)


def compute_coverage(chain: Chain, method: Method, structure: Structure | None = None) -> Coverage:
    """Return the coverage of a chain by a method.

    Args:
        chain: segments and statements.
        method: thresholds and weights.
        structure: of the same graph, where it was computed before. What-if and stress analyses change statements only
            and reuse it.
    """
    statements = _group_statements(chain)
    cells: dict[tuple[str, str], Cell] = {}
    contradictions: list[Contradiction] = []
    for segment in chain.segments.values():
        contradictions += _compute_segment(segment, statements, method, cells)
    return Coverage(
        chain=chain,
        method=method,
        structure=structure or Structure(chain.graph),
        cells=cells,
        contradictions=tuple(contradictions),
    )


def recompute_segment(coverage: Coverage, chain: Chain, segment: str) -> Coverage:
    """Return the coverage of a chain that differs from a computed one in statements about one segment only.

    An answer to a question changes one segment, and there are hundreds of questions: the other cells are kept.
    """
    cells = dict(coverage.cells)
    changed = _compute_segment(chain.segments[segment], _group_statements(chain), coverage.method, cells)
    kept = [contradiction for contradiction in coverage.contradictions if contradiction.segment != segment]
    return Coverage(
        chain=chain,
        method=coverage.method,
        structure=coverage.structure,
        cells=cells,
        contradictions=(*kept, *changed),
    )


def _compute_segment(
    segment: Segment,
    statements: Mapping[tuple[str, str], CellStatements],
    method: Method,
    cells: dict[tuple[str, str], Cell],
) -> list[Contradiction]:
    """Put a segment's cells among the others, and return the contradictions in them."""
    contradictions: list[Contradiction] = []
    for role in (*method.roles, SUPPLY):  # supply last: it rests on the cells of the segment's own roles
        own = [cells[segment.id, own_role] for own_role in segment.supply_roles] if role == SUPPLY else []
        cell_statements = statements.get((segment.id, role), CellStatements())
        cells[segment.id, role], cell_contradictions = compute_cell(segment.id, role, cell_statements, method, own)
        contradictions += cell_contradictions
    return contradictions


def _group_statements(chain: Chain) -> Mapping[tuple[str, str], CellStatements]:
    groups: dict[tuple[str, str], CellStatements] = defaultdict(CellStatements)
    for holding in chain.holdings:
        groups[holding.segment, holding.role].holdings.append(holding)
        if chain.segments[holding.segment].covers(SUPPLY, holding.role):
            groups[holding.segment, SUPPLY].holdings.append(holding)
    for absence in chain.absences:
        groups[absence.segment, absence.role].absences.append(absence)
    for claim in chain.claims:
        groups[claim.segment, claim.role].claims.append(claim)
    return groups
