"""A list that has everybody from a size on: its silence is knowledge only as far as it reaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cell import CoverageState
from graph.analysis.chain import Claim, Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.analysis.method import default_method
from graph.model.claim_text import claim_text, parse_claim


def coverage_with(claim: Claim, *, held: bool = False) -> Coverage:
    segments = [Segment("a", "甲", "上游", True), Segment("b", "乙", "下游", True)]
    holdings = [Holding(id="d/1", organisation="o", segment="b", role="production", status="existing")]
    holdings += [Holding(id="d/2", organisation="p", segment="a", role="production", status="existing")] if held else []
    chain = build_chain("c", "链", segments=segments, feeds=[("a", "b")], holdings=holdings, claims=[claim])
    return compute_coverage(chain, default_method())


@pytest.mark.parametrize("role", ["supply", "production"])
@pytest.mark.parametrize(
    ("above", "ignore_smaller", "state", "reason"),
    [
        ("", False, CoverageState.ABSENT, "state_absent"),
        ("规上", False, CoverageState.UNKNOWN, "state_unknown_above"),
        ("规上", True, CoverageState.ABSENT, "state_absent_above"),
    ],
)
def test_silence_is_absence_as_far_as_the_list_reaches(
    role: str, above: str, ignore_smaller: bool, state: CoverageState, reason: str
) -> None:
    claim = Claim(dataset="d", segment="a", role=role, above=above, ignore_smaller=ignore_smaller)
    coverage = coverage_with(claim)
    assert coverage.cell("a").state == state
    gap = next(gap for gap in find_gaps(coverage) if gap.segment == "a")
    assert gap.reasons[0].code == reason
    assert gap.certain is (state == CoverageState.ABSENT)


def test_a_list_of_large_ones_is_not_contradicted_by_a_small_one() -> None:
    coverage = coverage_with(Claim(dataset="d", segment="a", role="supply", above="规上"), held=True)
    assert coverage.cell("a").state == CoverageState.WEAK
    assert coverage.cell("a").cover.high == 1
    assert not coverage.contradictions


@given(st.sampled_from(["supply", "production"]), st.sampled_from(["", "规上", "规模 以上"]), st.booleans())
def test_a_claim_is_read_as_it_was_written(role: str, above: str, ignore_smaller: bool) -> None:
    parts = parse_claim(claim_text(role, "pv/cell", above, ignore_smaller=ignore_smaller))
    assert parts == (role, "pv/cell", "".join(above.split()), ignore_smaller and bool(above))
