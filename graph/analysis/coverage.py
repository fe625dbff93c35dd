"""How well a chain is covered: supply, states, importance, completeness; unknown is never taken for absent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from graph.analysis.chain import Absence, Chain, Claim, Holding
from graph.analysis.method import PRODUCTION, Method
from graph.analysis.structure import Structure


class CoverageState(StrEnum):
    """What is known of a segment in a role."""

    STRONG = "强"
    WEAK = "弱"
    PLANNED = "规划"
    ABSENT = "缺"
    UNKNOWN = "未知"


COVERED_STATES = (CoverageState.STRONG, CoverageState.WEAK)


@dataclass(frozen=True)
class Interval:
    """What a figure may be, given what is unknown."""

    low: float
    high: float


@dataclass(frozen=True)
class Contradiction:
    """An absence or a claim that established holdings contradict; it lapses for that segment and role."""

    segment: str
    role: str
    lapsed_id: str
    holdings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One segment in one role."""

    segment: str
    role: str
    state: CoverageState
    supply: float
    cover: Interval
    suppliers: tuple[str, ...]
    holdings: tuple[Holding, ...]
    absences: tuple[Absence, ...]
    claims: tuple[Claim, ...]

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """The ids of the statements here, and the datasets of the claims."""
        return (
            *(holding.id for holding in self.holdings),
            *(absence.id for absence in self.absences),
            *(claim.dataset for claim in self.claims),
        )

    @property
    def is_covered(self) -> bool:
        """Whether somebody is there."""
        return self.state in COVERED_STATES

    @property
    def is_ruled_out(self) -> bool:
        """Whether it is sure that nobody is there: the interval's upper end is 0."""
        return self.cover.high == 0


@dataclass(frozen=True, eq=False, kw_only=True)  # one is itself
class Coverage:
    """A chain's coverage in every role."""

    chain: Chain
    method: Method
    structure: Structure
    cells: Mapping[tuple[str, str], Cell]
    contradictions: tuple[Contradiction, ...]

    def cell(self, segment: str, role: str = PRODUCTION) -> Cell:
        """The segment in the role."""
        return self.cells[segment, role]

    @cached_property
    def importance(self) -> Mapping[str, float]:
        """v(s) = c critical(s) + (1 - c) t(s) / max t, t(s) = segments at or before s x segments at or after s."""
        c, place = self.method.critical_share, self.reach_counts
        most = max((before * after for before, after in place.values()), default=1)
        return {
            s: c * self.chain.segments[s].critical + (1 - c) * (before * after) / most
            for s, (before, after) in place.items()
        }

    @cached_property
    def reach_counts(self) -> Mapping[str, tuple[int, int]]:
        """How many segments are at or before each segment, and how many at or after it."""
        upstream, downstream = self.structure.upstream, self.structure.downstream
        return {s: (upstream[s].bit_count(), downstream[s].bit_count()) for s in self.structure.ids}

    @cached_property
    def total_importance(self) -> float:
        """The sum of v over the chain."""
        return sum(self.importance[s] for s in self.structure.ids)

    def completeness(self, role: str = PRODUCTION) -> Interval | None:
        """K = sum v cov / sum v as [low, high]; None where sum v = 0."""
        if self.total_importance == 0:
            return None
        low, high = (
            sum(self.importance[s] * getattr(self.cells[s, role].cover, end) for s in self.structure.ids)
            / self.total_importance
            for end in ("low", "high")
        )
        return Interval(low, high)

    def known_share(self, role: str = PRODUCTION) -> float | None:
        """The sum of v over segments that are not 未知, over sum v; None where sum v = 0."""
        if self.total_importance == 0:
            return None
        known = (s for s in self.structure.ids if self.cells[s, role].state != CoverageState.UNKNOWN)
        return sum(self.importance[s] for s in known) / self.total_importance

    def is_assessable(self, role: str = PRODUCTION) -> bool:
        """Whether enough is known to speak of the chain; else it is 资料不足."""
        known = self.known_share(role)
        return known is not None and known >= self.method.known_enough

    def state_counts(self, role: str = PRODUCTION) -> dict[CoverageState, int]:
        """How many segments are in each state."""
        states = [self.cells[s, role].state for s in self.structure.ids]
        return {state: states.count(state) for state in CoverageState}

    @cached_property
    def nearest_route(self) -> tuple[str, ...]:
        """The root-to-sink route that lacks least production."""
        cost = {s: 1 - self.cell(s).cover.low for s in self.structure.ids}
        unknown = {s for s in self.structure.ids if self.cell(s).state == CoverageState.UNKNOWN}
        return self.structure.nearest_route(cost, unknown)

    @property
    def uncovered_on_nearest_route(self) -> tuple[str, ...]:
        """The segments of that route without production."""
        return tuple(s for s in self.nearest_route if not self.cell(s).is_covered)


def compute_coverage(chain: Chain, method: Method, structure: Structure | None = None) -> Coverage:
    """The coverage of a chain by a method; ``structure`` when it is known already."""
    said = _group_statements(chain)
    cells: dict[tuple[str, str], Cell] = {}
    faults: list[Contradiction] = []
    for segment in chain.segments:
        for role in method.roles:
            cells[segment, role] = _cell(segment, role, said.get((segment, role), _NO_STATEMENTS), method, faults)
    return Coverage(
        chain=chain,
        method=method,
        structure=structure or Structure(chain.graph),
        cells=cells,
        contradictions=tuple(faults),
    )


@dataclass(frozen=True)
class _Statements:
    holdings: list[Holding]
    absences: list[Absence]
    claims: list[Claim]


_NO_STATEMENTS = _Statements([], [], [])


def _group_statements(chain: Chain) -> Mapping[tuple[str, str], _Statements]:
    found: dict[tuple[str, str], _Statements] = defaultdict(lambda: _Statements([], [], []))
    for holding in chain.holdings:
        found[holding.segment, holding.role].holdings.append(holding)
    for absence in chain.absences:
        found[absence.segment, absence.role].absences.append(absence)
    for claim in chain.claims:
        found[claim.segment, claim.role].claims.append(claim)
    return found


def weights_by_organisation(existing: Iterable[Holding], method: Method) -> dict[str, float]:
    """What each organisation counts: the best weight among its existing holdings at one segment in one role."""
    best: dict[str, float] = {}
    for holding in existing:
        best[holding.organisation] = max(best.get(holding.organisation, 0.0), method.level_weight(holding.level))
    return best


def _cell(segment: str, role: str, said: _Statements, method: Method, faults: list[Contradiction]) -> Cell:
    existing = [h for h in said.holdings if h.is_existing]
    best = weights_by_organisation(existing, method)
    supply = sum(best[organisation] for organisation in sorted(best))
    absences = _standing_absences(said, existing, faults)
    claims = _standing_claims(said, faults)
    none = bool(absences) or any(not claim.members for claim in claims)
    state = _state(supply, method.roles[role], said, none)
    span = _cover_interval(state, supply / method.roles[role], bool(claims), bool(absences))
    return Cell(
        segment=segment,
        role=role,
        state=state,
        supply=supply,
        cover=span,
        suppliers=tuple(sorted(best)),
        holdings=tuple(said.holdings),
        absences=tuple(absences),
        claims=tuple(claims),
    )


def _standing_absences(said: _Statements, existing: list[Holding], faults: list[Contradiction]) -> list[Absence]:
    if not existing:
        return said.absences
    against = tuple(h.id for h in existing)
    faults += (Contradiction(a.segment, a.role, a.id, against) for a in said.absences)
    return []


def _standing_claims(said: _Statements, faults: list[Contradiction]) -> list[Claim]:
    standing = []
    for claim in said.claims:
        outside = tuple(h.id for h in said.holdings if h.organisation not in claim.members)
        if outside:
            faults.append(Contradiction(claim.segment, claim.role, claim.dataset, outside))
        else:
            standing.append(claim)
    return standing


def _state(supply: float, enough: float, said: _Statements, none: bool) -> CoverageState:
    if supply >= enough and supply > 0:
        return CoverageState.STRONG
    if supply > 0:
        return CoverageState.WEAK
    if said.holdings:
        return CoverageState.PLANNED
    return CoverageState.ABSENT if none else CoverageState.UNKNOWN


def _cover_interval(state: CoverageState, share: float, claimed: bool, absent: bool) -> Interval:
    if state == CoverageState.STRONG:
        return Interval(1.0, 1.0)
    if state == CoverageState.WEAK:
        return Interval(share, share if claimed else 1.0)
    if state == CoverageState.PLANNED:
        return Interval(0.0, 0.0 if claimed or absent else 1.0)
    return Interval(0.0, 0.0 if state == CoverageState.ABSENT else 1.0)
