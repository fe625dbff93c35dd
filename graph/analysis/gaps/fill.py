"""补链 and 扩链: segments without production."""

from __future__ import annotations

from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap, GapKind, Reason
from graph.analysis.gaps.neighbours import covered_downstream, covered_upstream, nearest_covered
from graph.analysis.relatedness import jaccard_index


def fill_gaps(coverage: Coverage) -> list[Gap]:
    """Return 补链: critical, or with supply both upstream and downstream. Score v (1 - low), times h when unsure."""
    return [_fill(coverage, s) for s in coverage.structure.ids if is_fill_gap(coverage, s)]


def extend_gaps(coverage: Coverage) -> list[Gap]:
    """Return 扩链: the others with supply upstream or downstream and beside it. Score v near, times h when unsure."""
    gaps = []
    for s in coverage.structure.ids:
        if coverage.cell(s).is_covered or is_fill_gap(coverage, s):
            continue
        share, covered, neighbours = neighbour_share(coverage, s)
        if share > 0 and (covered_upstream(coverage, s) or covered_downstream(coverage, s)):
            gaps.append(_extend(coverage, s, share, covered, neighbours))
    return gaps


def is_fill_gap(coverage: Coverage, segment: str) -> bool:
    """Return whether the segment is a 补链 gap."""
    if coverage.cell(segment).is_covered:
        return False
    between = bool(covered_upstream(coverage, segment)) and bool(covered_downstream(coverage, segment))
    return coverage.chain.segments[segment].critical or between


def neighbour_share(coverage: Coverage, segment: str) -> tuple[float, int, int]:
    """Return the share of the direct neighbours that have production, and how many of how many."""
    neighbours = coverage.chain.neighbours(segment)
    covered = sum(coverage.cell(s).is_covered for s in neighbours)
    return (covered / len(neighbours) if neighbours else 0.0), covered, len(neighbours)


def shared_supporters(coverage: Coverage, segment: str) -> float | None:
    """Return the share of a segment's supporters, in other roles than production, that support covered neighbours too.

    The Jaccard index of the existing supporters here and at those neighbours together; None where there are none. It
    stands beside the score and is no part of it.
    """
    neighbours_supporters = {
        supporter
        for s in coverage.chain.neighbours(segment)
        if coverage.cell(s).is_covered
        for supporter in _supporters(coverage, s)
    }
    return jaccard_index(_supporters(coverage, segment), neighbours_supporters)


def _supporters(coverage: Coverage, segment: str) -> set[str]:
    own_roles = coverage.chain.segments[segment].supply_roles
    roles = (role for role in coverage.method.roles if role not in own_roles)
    return {supplier for role in roles for supplier in coverage.cell(segment, role).suppliers}


def _fill(coverage: Coverage, segment: str) -> Gap:
    cell, v = coverage.cell(segment), coverage.importance[segment]
    reasons, rests_on = nearest_covered(coverage, segment)
    parts = {"v": v, "low": cell.cover.low, "high": cell.cover.high}
    score = v * (1 - cell.cover.low) * _sureness(coverage, cell.is_ruled_out)
    return Gap(
        kind=GapKind.FILL,
        chain=coverage.chain.id,
        segment=segment,
        certain=cell.is_ruled_out,
        score=score,
        parts=parts,
        reasons=reasons,
        statement_ids=rests_on,
    )


def _extend(coverage: Coverage, segment: str, share: float, covered: int, neighbours: int) -> Gap:
    cell, v = coverage.cell(segment), coverage.importance[segment]
    reasons, rests_on = nearest_covered(coverage, segment)
    reasons = (*reasons, Reason("near", {"held": covered, "whole": neighbours}))
    parts = {"v": v, "near": share, "high": cell.cover.high, "shared": shared_supporters(coverage, segment)}
    score = v * share * _sureness(coverage, cell.is_ruled_out)
    return Gap(
        kind=GapKind.EXTEND,
        chain=coverage.chain.id,
        segment=segment,
        certain=cell.is_ruled_out,
        score=score,
        parts=parts,
        reasons=reasons,
        statement_ids=rests_on,
    )


def _sureness(coverage: Coverage, certain: bool) -> float:
    return 1.0 if certain else coverage.method.unsure_factor
