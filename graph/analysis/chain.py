"""One industry chain in one region: its segments as a networkx.DiGraph, and the statements about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

import networkx as nx

from graph.analysis.source_filter import SourceFilter
from graph.model.records import DEFAULT_SUPPLY_ROLES, SUPPLY

EXISTING = "existing"  # the status of a statement about something that is there, neither planned nor aspired


@dataclass(frozen=True, slots=True)
class Segment:
    """A link of the chain; ``critical`` and ``supply_roles`` are the template's judgement.

    ``supply_roles`` are its own roles: a link such as testing or leasing is supplied by service, not by production.
    """

    id: str
    name: str
    stage: str
    critical: bool
    supply_roles: tuple[str, ...] = DEFAULT_SUPPLY_ROLES

    def covers(self, role: str, stated: str) -> bool:
        """Return whether a role of the chain's picture takes in a role that a statement has.

        >>> testing = Segment("ev/testing", "检测", "下游", False, ("service", "platform"))
        >>> testing.covers("supply", "service"), testing.covers("supply", "production")
        (True, False)
        """
        return stated == role or (role == SUPPLY and stated in self.supply_roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An established statement that an organisation is, or will be, active at a segment in a role."""

    id: str
    organisation: str
    segment: str
    role: str
    status: str
    dataset: str = ""
    grade: str = ""
    year: int | None = None
    level: int | None = None
    share: float | None = None

    @property
    def is_existing(self) -> bool:
        """Return whether the organisation is there already, not only planned or aspired."""
        return self.status == EXISTING


@dataclass(frozen=True, slots=True)
class Absence:
    """A source says that the region has nobody at a segment in a role."""

    id: str
    segment: str
    role: str
    year: int | None = None
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A completeness claim: the dataset names everybody at a segment in a role, so its silence means absence.

    ``members`` are the organisations that it names; an empty claim says that nobody is there. A claim is made by who
    publishes a list, so it has no grade. ``above`` is the size from which on it names everybody, empty: whatever the
    size; it is whole where that is empty or smaller ones do not matter.
    """

    grade: ClassVar[str] = ""

    dataset: str
    segment: str
    role: str
    members: tuple[str, ...] = ()
    year: int | None = None
    above: str = ""
    ignore_smaller: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether the list's silence means absence."""
        return not self.above or self.ignore_smaller


StatementT = TypeVar("StatementT", Holding, Absence, Claim)


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A chain and the statements about it.

    ``self_loops`` are the segments whose edge to themselves was dropped. ``undated``, ``later`` and ``low_grade`` name
    the statements that ``filtered`` left out.
    """

    id: str
    name: str
    segments: Mapping[str, Segment]
    graph: nx.DiGraph[str]
    holdings: tuple[Holding, ...] = ()
    absences: tuple[Absence, ...] = ()
    claims: tuple[Claim, ...] = ()
    self_loops: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    low_grade: tuple[str, ...] = ()

    def neighbours(self, segment: str) -> set[str]:
        """Return the direct neighbours of a segment, upstream and downstream."""
        return {*self.graph.predecessors(segment), *self.graph.successors(segment)}

    def filtered(self, source_filter: SourceFilter) -> Chain:
        """Return the chain as the sources that a filter accepts show it: a lower bound.

        Statements of later years are left out and named in ``later``. Where the filter has a year, statements without
        a certain year are left out too, and named in ``undated``. Those of too low a grade are named in ``low_grade``.
        """
        statements: list[Holding | Absence | Claim] = [*self.holdings, *self.absences, *self.claims]
        year = source_filter.as_of
        undated = [s for s in statements if year is not None and s.year is None]
        later = [s for s in statements if year is not None and s.year is not None and s.year > year]
        low_grade = [s for s in statements if not source_filter.accepts_grade(s.grade)]
        left_out = {_statement_key(statement) for statement in (*undated, *later, *low_grade)}
        return replace(
            self,
            holdings=_without(self.holdings, left_out),
            absences=_without(self.absences, left_out),
            claims=_without(self.claims, left_out),
            undated=tuple(sorted(map(_statement_key, undated))),
            later=tuple(sorted(map(_statement_key, later))),
            low_grade=tuple(sorted(map(_statement_key, low_grade))),
        )


def _without(statements: tuple[StatementT, ...], left_out: Collection[str]) -> tuple[StatementT, ...]:
    return tuple(statement for statement in statements if _statement_key(statement) not in left_out)


def _statement_key(statement: Holding | Absence | Claim) -> str:
    """Return a name to sort and list by: a claim has no id of its own."""
    if isinstance(statement, Claim):
        return f"{statement.dataset}:{statement.role} {statement.segment}"
    return statement.id


def build_chain(
    chain_id: str,
    name: str,
    *,
    segments: Iterable[Segment],
    feeds: Iterable[tuple[str, str]],
    holdings: Iterable[Holding] = (),
    absences: Iterable[Absence] = (),
    claims: Iterable[Claim] = (),
) -> Chain:
    """Build a chain from its parts, in an order that does not depend on theirs.

    Statements and edges at segments of other chains are left out. Edges from a segment to itself are dropped and
    listed in ``self_loops``.

    Args:
        chain_id: the chain's id.
        name: its name.
        segments: its links.
        feeds: edges from an upstream to a downstream segment, as pairs of ids.
        holdings: who is where.
        absences: where sources say that nobody is.
        claims: where datasets name everybody.
    """
    by_id = {segment.id: segment for segment in sorted(segments, key=lambda segment: segment.id)}
    edges = sorted({(a, b) for a, b in feeds if a in by_id and b in by_id})
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(by_id)
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    return Chain(
        id=chain_id,
        name=name,
        segments=by_id,
        graph=graph,
        holdings=_at_segments(holdings, by_id),
        absences=_at_segments(absences, by_id),
        claims=_at_segments(claims, by_id),
        self_loops=tuple(a for a, b in edges if a == b),
    )


def _at_segments(statements: Iterable[StatementT], segments: Mapping[str, Segment]) -> tuple[StatementT, ...]:
    return tuple(sorted((s for s in statements if s.segment in segments), key=_statement_key))
