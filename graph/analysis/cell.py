"""One segment of a chain in one role: who supplies it, its state, and the interval that its cover lies in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from graph.analysis.chain import Absence, Claim, Holding, StatementT
from graph.analysis.method import Method
from graph.analysis.rounding import reaches
from graph.analysis.source_filter import is_repost


class CoverageState(StrEnum):
    """The state of a segment in a role: unknown is never taken for absent."""

    STRONG = "强"
    WEAK = "弱"
    PLANNED = "规划"
    ABSENT = "缺"
    UNKNOWN = "未知"


COVERED_STATES = (CoverageState.STRONG, CoverageState.WEAK)


@dataclass(frozen=True)
class Interval:
    """The values that a figure can have, whatever the unknowns turn out to be."""

    low: float
    high: float


@dataclass(frozen=True)
class Contradiction:
    """An absence or a claim that established holdings contradict; it lapses for that segment and role.

    ``lapsed_id`` is the absence's id or the claim's dataset.
    """

    segment: str
    role: str
    lapsed_id: str
    holdings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One segment in one role. ``absences`` and ``claims`` are those that no holding contradicts.

    ``silent_above`` are the sizes from which on lists that name nobody here have everybody: 规上以内没有, and smaller
    ones are unknown.
    """

    segment: str
    role: str
    state: CoverageState
    supply: float
    cover: Interval
    suppliers: tuple[str, ...]
    holdings: tuple[Holding, ...]
    absences: tuple[Absence, ...]
    claims: tuple[Claim, ...]
    silent_above: tuple[str, ...] = ()

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """Return the ids of the statements here, and the datasets of the claims."""
        return (
            *(holding.id for holding in self.holdings),
            *(absence.id for absence in self.absences),
            *(claim.dataset for claim in self.claims),
        )

    @cached_property
    def deciding(self) -> tuple[Holding | Absence | Claim, ...]:
        """Return the statements that make the state: of a covered cell the existing holdings, else all there are."""
        if self.is_covered:
            return tuple(holding for holding in self.holdings if holding.is_existing)
        return (*self.holdings, *self.absences, *self.claims)

    @cached_property
    def rests_on_reposts(self) -> bool:
        """Return whether the state rests on reposts of unknown origin alone."""
        return bool(self.deciding) and all(is_repost(statement.grade) for statement in self.deciding)

    @property
    def is_covered(self) -> bool:
        """Return whether some organisation is there."""
        return self.state in COVERED_STATES

    @property
    def is_ruled_out(self) -> bool:
        """Return whether it is sure that nobody is there: the interval's upper end is 0."""
        return self.cover.high == 0


@dataclass(frozen=True)
class CellStatements:
    """The statements about one segment in one role, before contradictions are looked for."""

    holdings: list[Holding] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def compute_cell(
    segment: str, role: str, statements: CellStatements, method: Method, own: Sequence[Cell] = ()
) -> tuple[Cell, list[Contradiction]]:
    """Return the cell that the statements make, and the contradictions among them.

    Args:
        segment: the segment's id.
        role: a role, or supply.
        statements: those that name this role; of supply, the holdings of all own roles.
        method: thresholds and weights.
        own: of supply, the cells of the segment's own roles: absences (or claims) of all of them are one of supply.
    """
    existing = [holding for holding in statements.holdings if holding.is_existing]
    weights = weights_by_organisation(existing, method)
    supply = sum(weights[organisation] for organisation in sorted(weights))
    absences, contradictions = _uncontradicted_absences(statements, existing)
    claims, outsiders = _uncontradicted_claims(statements)
    silent_above = _silent_above(statements, own)
    threshold = method.threshold(role)
    nobody_stated = _say_nobody(claims) or (bool(own) and all(_say_nobody(cell.claims) for cell in own))
    absences = [*absences, *_of_all([cell.absences for cell in own])]
    claims = [*claims, *_of_all([cell.claims for cell in own])]
    nobody_stated = nobody_stated or bool(absences)
    state = _state(supply, threshold, has_holdings=bool(statements.holdings), nobody_stated=nobody_stated)
    cell = Cell(
        segment=segment,
        role=role,
        state=state,
        supply=supply,
        cover=_cover_interval(state, supply / threshold, is_claimed=bool(claims), is_absent=bool(absences)),
        suppliers=tuple(sorted(weights)),
        holdings=tuple(statements.holdings),
        absences=tuple(absences),
        claims=tuple(claims),
        silent_above=silent_above,
    )
    return cell, contradictions + outsiders


def _silent_above(statements: CellStatements, own: Sequence[Cell]) -> tuple[str, ...]:
    """Return the sizes above which a list has everybody and names nobody here."""
    if statements.holdings:
        return ()
    sizes = {claim.above for claim in statements.claims if not claim.is_whole and not claim.members}
    of_roles = [set(cell.silent_above) for cell in own]
    return tuple(sorted(sizes | (set.intersection(*of_roles) if of_roles else set())))


def _say_nobody(claims: Iterable[Claim]) -> bool:
    return any(not claim.members for claim in claims)


def _of_all(groups: Sequence[Sequence[StatementT]]) -> list[StatementT]:
    """Return the statements of all groups, or none where a group is empty."""
    return [statement for group in groups for statement in group] if all(groups) else []


def weights_by_organisation(existing: Iterable[Holding], method: Method) -> dict[str, float]:
    """Return the weight of each organisation: the best among its existing holdings at one segment in one role."""
    best: dict[str, float] = {}
    for holding in existing:
        best[holding.organisation] = max(best.get(holding.organisation, 0.0), method.level_weight(holding.level))
    return best


def _uncontradicted_absences(
    statements: CellStatements, existing: list[Holding]
) -> tuple[list[Absence], list[Contradiction]]:
    if not existing:
        return statements.absences, []
    against = tuple(holding.id for holding in existing)
    return [], [Contradiction(a.segment, a.role, a.id, against) for a in statements.absences]


def _uncontradicted_claims(statements: CellStatements) -> tuple[list[Claim], list[Contradiction]]:
    claims, contradictions = [], []
    for claim in statements.claims:
        if not claim.is_whole:
            continue
        # Planned holdings count too: a list of everybody that leaves out a planned one is not complete.
        outsiders = tuple(h.id for h in statements.holdings if h.organisation not in claim.members)
        if outsiders:
            contradictions.append(Contradiction(claim.segment, claim.role, claim.dataset, outsiders))
        else:
            claims.append(claim)
    return claims, contradictions


def _state(supply: float, threshold: float, *, has_holdings: bool, nobody_stated: bool) -> CoverageState:
    if supply > 0 and reaches(supply, threshold):
        return CoverageState.STRONG
    if supply > 0:
        return CoverageState.WEAK
    if has_holdings:
        return CoverageState.PLANNED
    return CoverageState.ABSENT if nobody_stated else CoverageState.UNKNOWN


def _cover_interval(state: CoverageState, share: float, *, is_claimed: bool, is_absent: bool) -> Interval:
    """Return cov(s) in [low, high]; ``share`` is supply over the threshold of a strong segment."""
    if state == CoverageState.STRONG:
        return Interval(1.0, 1.0)
    if state == CoverageState.WEAK:
        return Interval(share, share if is_claimed else 1.0)
    if state == CoverageState.PLANNED:
        return Interval(0.0, 0.0 if is_claimed or is_absent else 1.0)
    return Interval(0.0, 0.0 if state == CoverageState.ABSENT else 1.0)
