"""A region's picture: all chains with their coverage, gaps, and the sources behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.analysis.chain import Absence, Chain, Claim, Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.analysis.gaps.gap import Gap
from graph.analysis.method import Method, default_method
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.run import query_rows

FIRST_YEAR = 1949
CRITICAL = "是"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class StatementSource:
    """A statement behind a figure: who, as what, and where it is written."""

    statement: str
    organisation: str
    organisation_id: str
    label: str
    segment: str
    role: str
    status: str
    confidence: str
    evidence: str
    title: str
    publisher_kind: str
    as_of: str
    dataset: str
    note: str = ""


@dataclass(frozen=True)
class PlanWording:
    """Where a plan speaks of a chain: section and offsets, and the words when the user loaded them."""

    subject: str
    actor: str
    actor_label: str
    relation: str
    status: str
    section: str
    char_start: int
    char_end: int
    text: str
    statement: str


@dataclass(frozen=True, eq=False)  # one is itself: what is computed from it is kept under it
class RegionAnalysis:
    """What is known of a region, computed at one time by one method.

    ``presence`` are the segments with production in every region that is loaded.
    """

    region: str
    region_name: str
    method: Method
    coverages: Mapping[str, Coverage]
    sources: Mapping[str, StatementSource]
    wording: Mapping[str, tuple[PlanWording, ...]]
    organisations: Mapping[str, str]
    as_of: int | None = None
    presence: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps of all chains, the most urgent first."""
        found = [gap for coverage in self.coverages.values() for gap in find_gaps(coverage)]
        return tuple(sorted(found, key=lambda gap: gap.rank))

    def chain(self, text: str) -> Coverage:
        """A chain by id or name. Raises UsageError."""
        for coverage in self.coverages.values():
            if text in (coverage.chain.id, coverage.chain.name):
                return coverage
        raise UsageError("chain_unknown", text=text, known=list(self.coverages))

    def segment_name(self, segment: str) -> str:
        """The name of a segment of any chain."""
        return self.segments.get(segment, segment)

    @cached_property
    def segments(self) -> Mapping[str, str]:
        """The names of all segments of all chains."""
        return {s.id: s.name for coverage in self.coverages.values() for s in coverage.chain.segments.values()}


def analyse_region(
    store: Store, region: str = "", as_of: int | None = None, method: Method | None = None
) -> RegionAnalysis:
    """Read the graph and compute every chain.

    Args:
        store: where from.
        region: the region's id or name; empty: the one with most holdings.
        as_of: only what sources up to that year saw.
        method: the parameters; the product's own by default.

    Raises:
        UsageError: no such region, or no sensible year.
    """
    if as_of is not None and not FIRST_YEAR <= as_of <= date.today().year:
        raise UsageError("year_range", year=as_of)
    where, name = _region(store, region)
    holdings, absences = query_rows(store, "holdings", region=where), query_rows(store, "absences", region=where)
    said = [_holding(row) for row in holdings]
    claims = _claims(query_rows(store, "claims", region=where), said)
    chains = _chains(store, said, [_absence(row) for row in absences], claims)
    used = method or default_method()
    dated = (chain.as_of(as_of) if as_of is not None else chain for chain in chains)
    return RegionAnalysis(
        where,
        name,
        used,
        {chain.id: compute_coverage(chain, used) for chain in dated},
        {row["statement"]: _source(row) for row in (*holdings, *absences)},
        _wording(store),
        {row["organisation_id"]: row["organisation"] for row in holdings},
        as_of,
        _presence(store),
    )


def _presence(store: Store) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in query_rows(store, "presence"):
        found[row["region"]].add(row["segment_id"])
    return {region: frozenset(held) for region, held in found.items()}


def _region(store: Store, wanted: str) -> tuple[str, str]:
    known = query_rows(store, "regions")
    for row in known:
        if not wanted or wanted in (row["region_id"], row["region"]):
            return row["region_id"], row["region"] or row["region_id"]
    if wanted and known:
        raise UsageError("region_unknown", text=wanted, known=[row["region_id"] for row in known])
    return wanted, wanted


def _holding(row: Row) -> Holding:
    return Holding(
        id=row["statement"],
        organisation=row["organisation_id"],
        segment=row["segment_id"],
        role=row["role"],
        status=row["status"],
        dataset=row["dataset"],
        year=row["year"],
        level=row["level"],
        share=row["share"],
    )


def _absence(row: Row) -> Absence:
    return Absence(row["statement"], row["segment_id"], row["role"], row["year"])


def _claims(rows: Sequence[Row], said: Sequence[Holding]) -> list[Claim]:
    found = []
    for row in rows:
        for text in row["claims"]:
            role, segment = text.split(" ", 1)
            here = (h for h in said if (h.dataset, h.role, h.segment) == (row["dataset"], role, segment))
            found.append(
                Claim(
                    dataset=row["dataset"],
                    segment=segment,
                    role=role,
                    members=tuple(sorted({h.organisation for h in here})),
                    year=row["year"],
                )
            )
    return found


def _chains(
    store: Store, holdings: Sequence[Holding], absences: Sequence[Absence], claims: Sequence[Claim]
) -> list[Chain]:
    names: dict[str, str] = {}
    members: dict[str, list[Segment]] = defaultdict(list)
    chains_of: dict[str, set[str]] = defaultdict(set)
    for row in query_rows(store, "segments"):
        names[row["chain_id"]] = row["chain"]
        members[row["chain_id"]].append(_segment(row))
        chains_of[row["segment_id"]].add(row["chain_id"])
    feeds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in query_rows(store, "feeds"):
        for chain in chains_of[row["from_id"]] & chains_of[row["to_id"]]:
            feeds[chain].append((row["from_id"], row["to_id"]))

    def by_chain(said: Sequence[Any]) -> Mapping[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for one in said:
            for chain in chains_of.get(one.segment, ()):
                found[chain].append(one)
        return found

    h, a, c = by_chain(holdings), by_chain(absences), by_chain(claims)
    return [
        build_chain(
            chain,
            names[chain],
            segments=members[chain],
            feeds=feeds[chain],
            holdings=h.get(chain, ()),
            absences=a.get(chain, ()),
            claims=c.get(chain, ()),
        )
        for chain in sorted(names)
    ]


def _segment(row: Row) -> Segment:
    return Segment(row["segment_id"], row["segment"], row["stage"], row["critical"] == CRITICAL)


def _source(row: Row) -> StatementSource:
    def text(name: str) -> str:
        return str(row.get(name) or "")

    return StatementSource(
        row["statement"],
        text("organisation"),
        text("organisation_id"),
        text("label"),
        row["segment_id"],
        row["role"],
        text("status"),
        text("confidence"),
        text("evidence"),
        text("source_title"),
        text("publisher_kind"),
        text("as_of"),
        row["dataset"],
        text("note"),
    )


def _wording(store: Store) -> Mapping[str, tuple[PlanWording, ...]]:
    found: dict[str, list[PlanWording]] = defaultdict(list)
    for row in query_rows(store, "wording"):
        found[row["chain_id"]].append(
            PlanWording(
                row["subject"],
                row["actor"],
                row["actor_label"],
                row["relation"],
                row["status"],
                row["section"] or "",
                row["char_start"],
                row["char_end"],
                row["text"] or "",
                row["statement"],
            )
        )
    return {chain: tuple(rows) for chain, rows in found.items()}
