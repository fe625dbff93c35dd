"""The chains of a region, built from its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.analysis.chain import Absence, Chain, Claim, Holding, Segment, StatementT, build_chain
from graph.model.claim_text import parse_claim
from graph.model.records import DEFAULT_SUPPLY_ROLES, SUPPLY
from queries.region_rows import RegionRows
from queries.rows.chains import AbsencesRow, ClaimsRow, HoldingsRow, SegmentsRow

CRITICAL = "是"  # the value of a segment's `critical` in the chain templates


def build_chains(rows: RegionRows) -> list[Chain]:
    """Return all chains with the region's statements at their segments, in the order of the chains' ids."""
    names: dict[str, str] = {}
    segments: dict[str, list[Segment]] = defaultdict(list)
    chains_of: dict[str, set[str]] = defaultdict(set)
    for row in rows.segments:
        names[row.chain_id] = row.chain
        segments[row.chain_id].append(_segment(row))
        chains_of[row.segment_id].add(row.chain_id)
    feeds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for feed in rows.feeds:
        for chain in chains_of[feed.from_id] & chains_of[feed.to_id]:
            feeds[chain].append((feed.from_id, feed.to_id))
    all_holdings = [_holding(row) for row in rows.holdings]
    holdings = _by_chain(all_holdings, chains_of)
    absences = _by_chain([_absence(row) for row in rows.absences], chains_of)
    by_id = {segment.id: segment for group in segments.values() for segment in group}
    claims = _by_chain(_claims(rows.claims, all_holdings, by_id), chains_of)
    return [
        build_chain(
            chain,
            names[chain],
            segments=segments[chain],
            feeds=feeds[chain],
            holdings=holdings.get(chain, ()),
            absences=absences.get(chain, ()),
            claims=claims.get(chain, ()),
        )
        for chain in sorted(names)
    ]


def _by_chain(
    statements: Sequence[StatementT], chains_of: Mapping[str, set[str]]
) -> Mapping[str, Sequence[StatementT]]:
    groups: dict[str, list[StatementT]] = defaultdict(list)
    for statement in statements:
        for chain in chains_of.get(statement.segment, ()):
            groups[chain].append(statement)
    return groups


def _segment(row: SegmentsRow) -> Segment:
    return Segment(
        id=row.segment_id,
        name=row.segment,
        stage=row.stage,
        critical=row.critical == CRITICAL,
        supply_roles=row.supply_roles or DEFAULT_SUPPLY_ROLES,
    )


def _holding(row: HoldingsRow) -> Holding:
    return Holding(
        id=row.statement,
        organisation=row.organisation_id,
        segment=row.segment_id,
        role=row.role,
        status=row.status,
        dataset=row.dataset,
        grade=row.grade or "",
        year=row.year,
        level=row.level,
        share=row.share,
    )


def _absence(row: AbsencesRow) -> Absence:
    return Absence(row.statement, row.segment_id, row.role, row.year, row.grade or "")


def _claims(rows: Sequence[ClaimsRow], holdings: Sequence[Holding], segments: Mapping[str, Segment]) -> list[Claim]:
    """Return one claim for each ``"role segment"`` that a dataset declares complete."""
    members: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for holding in holdings:
        members[holding.dataset, holding.role, holding.segment].add(holding.organisation)
        if holding.segment in segments and segments[holding.segment].covers(SUPPLY, holding.role):
            members[holding.dataset, SUPPLY, holding.segment].add(holding.organisation)
    claims = []
    for row in rows:
        for text in row.claims:
            parts = parse_claim(text)
            named = members.get((row.dataset, parts.role, parts.segment), set())
            claims.append(
                Claim(
                    dataset=row.dataset,
                    segment=parts.segment,
                    role=parts.role,
                    members=tuple(sorted(named)),
                    year=row.year,
                    above=parts.above,
                    ignore_smaller=parts.ignore_smaller,
                )
            )
    return claims
