"""The plan's word against the computed class, case by case."""

from __future__ import annotations

import pytest

from graph.analysis.chain import Absence, Claim, Holding, Segment, build_chain
from graph.analysis.coverage import compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.analysis.method import default_method
from graph.analysis.plan_check import PlanVerdict, check_plan


def said(status: str, held: int, *, absent: bool = False, known: bool = False, actor: str = "Authority") -> PlanVerdict:
    holdings = [
        Holding(id=f"h{k}", organisation=f"o{k}", segment="s", role=role, status="existing")
        for k in range(held)
        for role in default_method().roles
    ]
    absences = [Absence("a", "s", "production")] if absent else []
    claims = [
        Claim(dataset="d", segment="s", role=role, members=tuple(f"o{k}" for k in range(held)))
        for role in default_method().roles
        if known
    ]
    chain = build_chain(
        "c",
        "c",
        segments=[Segment("s", "s", "上游", True)],
        feeds=[],
        holdings=holdings,
        absences=absences,
        claims=claims,
    )
    coverage = compute_coverage(chain, default_method())
    return check_plan(coverage, find_gaps(coverage), status, actor)


@pytest.mark.parametrize(
    ("status", "held", "absent", "wanted"),
    [
        ("existing", 2, False, PlanVerdict.AGREE),
        ("existing", 0, False, PlanVerdict.OPEN),
        ("existing", 0, True, PlanVerdict.DIFFER),
        ("planned", 0, True, PlanVerdict.AGREE),
        ("planned", 0, False, PlanVerdict.OPEN),
        ("aspired", 2, False, PlanVerdict.DIFFER),
    ],
)
def test_the_verdict(status: str, held: int, absent: bool, wanted: PlanVerdict) -> None:
    assert said(status, held, absent=absent) == wanted


def test_one_organisation_says_nothing_of_the_chain() -> None:
    assert said("existing", 0, absent=True, actor="Alliance") == PlanVerdict.NOT_APPLICABLE
    assert said("aspired", 0, absent=True, actor="Park") == PlanVerdict.AGREE
