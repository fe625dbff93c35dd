"""Statements of a plan about a chain, checked against the computed coverage."""

from __future__ import annotations

from enum import StrEnum

from graph.analysis.chain import EXISTING
from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap
from graph.analysis.rounding import reaches
from graph.model.schema_file import default_schema


class PlanVerdict(StrEnum):
    """The verdict of a comparison; ``OPEN`` where too little is known to say, ``APART`` where it says nothing of it."""

    AGREE = "agree"
    DIFFER = "differ"
    OPEN = "open"
    NOT_APPLICABLE = "apart"


def check_plan(coverage: Coverage, gaps: list[Gap], status: str, actor: str) -> PlanVerdict:
    """Return whether the chain's computed class bears out the plan's statement.

    Said to exist (existing): borne out where completeness is at least theta for sure, contradicted where it is surely
    under it. Said to be pushed or striven for (planned, aspired): borne out where the chain has a sure gap,
    contradicted where it has none at all. Otherwise open: the unknowns decide.
    That one organisation, field or event exists says nothing of the whole chain: apart.

    Args:
        coverage: of the chain.
        gaps: the chain's own.
        status: of the plan's statement.
        actor: label of what the statement is on.
    """
    if status != EXISTING:
        if any(gap.certain for gap in gaps):
            return PlanVerdict.AGREE
        return PlanVerdict.OPEN if gaps else PlanVerdict.DIFFER
    if not default_schema().node_type(actor).chain_level:
        return PlanVerdict.NOT_APPLICABLE
    span, theta = coverage.completeness(), coverage.method.build_below
    if span is None:
        return PlanVerdict.OPEN
    if reaches(span.low, theta):
        return PlanVerdict.AGREE
    return PlanVerdict.OPEN if reaches(span.high, theta) else PlanVerdict.DIFFER
