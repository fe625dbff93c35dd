"""建链: the chain as a whole is not there."""

from __future__ import annotations

from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap, GapKind, Reason
from graph.analysis.rounding import reaches


def build_gaps(coverage: Coverage) -> list[Gap]:
    """Return the 建链 gap of a chain, at most one.

    Sure if every root-to-sink route has a segment where nobody can be, or K high < theta: score 1 - K high.
    待核实 if K low < theta, no route is wholly held, and the known share is at least nu: score h (1 - K low).
    """
    span, method, structure = coverage.completeness(), coverage.method, coverage.structure
    if span is None:
        return []
    blocked = not structure.has_route(lambda s: not coverage.cell(s).is_ruled_out)
    if blocked or not reaches(span.high, method.build_below):
        reason = Reason("build_blocked") if blocked else Reason("build_low", {"high": span.high})
        return [_gap(coverage, True, 1 - span.high, reason)]
    has_covered_route = structure.has_route(lambda s: coverage.cell(s).is_covered)
    if not (reaches(span.low, method.build_below) or has_covered_route) and coverage.is_assessable():
        score = method.unsure_factor * (1 - span.low)
        return [_gap(coverage, False, score, Reason("build_unsure", {"low": span.low, "high": span.high}))]
    return []


def _gap(coverage: Coverage, certain: bool, score: float, reason: Reason) -> Gap:
    span = coverage.completeness()
    parts = {"low": span.low if span else None, "high": span.high if span else None, "known": coverage.known_share()}
    lacks = Reason("build_route", {"segments": coverage.uncovered_on_nearest_route})
    rests_on = sorted({statement_id for s in coverage.structure.ids for statement_id in coverage.cell(s).statement_ids})
    return Gap(
        kind=GapKind.BUILD,
        chain=coverage.chain.id,
        segment="",
        certain=certain,
        score=score,
        parts=parts,
        reasons=(reason, lacks),
        statement_ids=tuple(rests_on),
    )
