"""What the answer to an open question settles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given

from graph.analysis.answers import settle
from graph.analysis.cell import CoverageState
from graph.analysis.chain import Absence, Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage, recompute_segment
from graph.analysis.gaps.find import find_gaps
from graph.analysis.method import default_method
from graph.analysis.questions import open_questions
from tests.support.random_chains import computed, worlds


def small() -> Coverage:
    segments = [Segment(id_, id_, "中游", id_ == "b") for id_ in "abc"]
    holdings = [
        Holding(id=f"d/{s}", organisation=f"o-{s}", segment=s, role="production", status="existing") for s in "ac"
    ]
    chain = build_chain("x", "链", segments=segments, feeds=[("a", "b"), ("b", "c")], holdings=holdings)
    return compute_coverage(chain, default_method())


def test_an_unknown_link_between_two_others() -> None:
    coverage = small()
    question = next(q for q in open_questions([coverage]) if q.segment == "b")
    answers = settle(coverage, question, find_gaps(coverage))
    assert [gap.id for gap in answers.yes.closes] == ["bu:b"]
    assert [gap.id for gap in answers.no.confirms] == ["bu:b", "jian:x"]
    assert not answers.no.closes


def test_a_single_supplier_is_confirmed_by_no() -> None:
    coverage = small()
    question = next(q for q in open_questions([coverage]) if q.segment == "a")
    assert question.state == CoverageState.WEAK
    assert "qiang:a" in [gap.id for gap in settle(coverage, question, find_gaps(coverage)).no.confirms]


@given(worlds())
def test_computing_one_segment_again_is_computing_the_chain_again(world: dict[str, Any]) -> None:
    coverage = computed(world)
    for segment in coverage.chain.segments:
        absence = Absence("later", segment, "production")
        holding = Holding(id="l", organisation="later", segment=segment, role="research", status="existing")
        chain = replace(
            coverage.chain,
            holdings=(*coverage.chain.holdings, holding),
            absences=(*coverage.chain.absences, absence),
        )
        again = recompute_segment(coverage, chain, segment)
        whole = compute_coverage(chain, coverage.method)
        assert again.cells == whole.cells
        assert sorted(map(repr, again.contradictions)) == sorted(map(repr, whole.contradictions))
        assert find_gaps(again) == find_gaps(whole)


@given(worlds())
def test_outcomes_are_about_gaps_that_are_there(world: dict[str, Any]) -> None:
    coverage = computed(world)
    before = {gap.id for gap in find_gaps(coverage)}
    for question in open_questions([coverage])[:3]:
        answers = settle(coverage, question, find_gaps(coverage))
        for outcome in (answers.yes, answers.no):
            assert {gap.id for gap in outcome.closes} <= before
            assert not {gap.id for gap in outcome.opens} & before
            assert all(gap.certain for gap in outcome.confirms)
