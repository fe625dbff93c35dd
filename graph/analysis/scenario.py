"""Scenarios: a chain with organisations assumed present, with plans completed, or with entities removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from graph.analysis.chain import EXISTING, Absence, Chain, Claim, Holding, build_chain


def with_holdings(chain: Chain, added: Iterable[Holding], before: Collection[Holding] | None = None) -> Chain:
    """Return the chain with assumed holdings added; those at segments of other chains are left out.

    ``before`` are the holdings that claims were held against until now (the chain's own).
    What was stated stays right for its time: an absence there is over, a claim's list has the newcomers too.
    """
    new = tuple(replace(holding, status=EXISTING) for holding in added if holding.segment in chain.segments)
    earlier = chain.holdings if before is None else before
    return replace(
        chain,
        holdings=tuple(sorted((*chain.holdings, *new), key=lambda holding: holding.id)),
        absences=tuple(absence for absence in chain.absences if not _organisations_at(chain, absence, new)),
        claims=tuple(_widened(chain, claim, earlier, new) for claim in chain.claims),
    )


def with_completed(chain: Chain, statuses: Collection[str]) -> Chain:
    """Return the chain with its holdings of some statuses, such as planned and aspired, taken as existing."""
    return with_holdings(
        replace(chain, holdings=tuple(holding for holding in chain.holdings if holding.status not in statuses)),
        [holding for holding in chain.holdings if holding.status in statuses],
        chain.holdings,
    )


def _widened(chain: Chain, claim: Claim, before: Collection[Holding], new: Collection[Holding]) -> Claim:
    stands = _organisations_at(chain, claim, before) <= set(claim.members)  # one that is contradicted already stays so
    newcomers = _organisations_at(chain, claim, new)
    return replace(claim, members=tuple(sorted({*claim.members, *newcomers}))) if stands else claim


def _organisations_at(chain: Chain, statement: Absence | Claim, holdings: Collection[Holding]) -> set[str]:
    """Return who is at the segment, in the role, that an absence or a claim speaks of."""
    covers = chain.segments[statement.segment].covers
    return {
        holding.organisation
        for holding in holdings
        if holding.segment == statement.segment and covers(statement.role, holding.role)
    }


def without_entities(chain: Chain, gone: Collection[str]) -> Chain:
    """Return the chain as if the organisations or segments of these ids were not in the graph."""
    claims = (
        replace(claim, members=tuple(member for member in claim.members if member not in gone))
        for claim in chain.claims
    )
    left = build_chain(
        chain.id,
        chain.name,
        segments=(segment for segment in chain.segments.values() if segment.id not in gone),
        feeds=chain.graph.edges,
        holdings=(holding for holding in chain.holdings if holding.organisation not in gone),
        absences=chain.absences,
        claims=claims,
    )
    loops = tuple(loop for loop in chain.self_loops if loop not in gone)
    return replace(left, self_loops=loops, undated=chain.undated, later=chain.later)
