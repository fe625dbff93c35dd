"""What a plan says of a chain beside what the method computes of it."""

from __future__ import annotations

from enum import StrEnum

from graph.analysis.coverage import Coverage
from graph.analysis.gaps.gap import Gap

EXISTING = "existing"


class Verdict(StrEnum):
    """Whether they agree; ``OPEN`` where too little is known to say."""

    AGREE = "agree"
    DIFFER = "differ"
    OPEN = "open"


def verdict(coverage: Coverage, gaps: list[Gap], status: str) -> Verdict:
    """Whether the chain's computed class bears out what is said of it.

    Said to exist (existing): borne out where completeness is at least theta for sure, contradicted where it is surely
    under it. Said to be pushed or striven for (planned, aspired): borne out where the chain has a sure gap,
    contradicted where it has none at all. Otherwise open: the unknowns decide.

    Args:
        coverage: of the chain.
        gaps: the chain's own.
        status: of the plan's statement.
    """
    if status != EXISTING:
        if any(gap.certain for gap in gaps):
            return Verdict.AGREE
        return Verdict.OPEN if gaps else Verdict.DIFFER
    span, theta = coverage.completeness(), coverage.method.build_below
    if span is None or span.low < theta <= span.high:
        return Verdict.OPEN
    return Verdict.AGREE if span.low >= theta else Verdict.DIFFER
