"""Which statements a filter of sources leaves out, and which states rest on reposts alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cell import CellStatements, compute_cell
from graph.analysis.chain import Absence, Chain, Claim, Holding, Segment, build_chain
from graph.analysis.method import default_method
from graph.analysis.source_filter import ALL_SOURCES, GRADES, SourceFilter

YEARS = st.one_of(st.none(), st.integers(2010, 2026))
GRADE = st.sampled_from(["", *GRADES])
FILTERS = st.builds(SourceFilter, as_of=YEARS, grade=GRADE, lists=st.booleans())
SOURCES = st.lists(st.tuples(YEARS, GRADE), max_size=8)


def holding(number: int, grade: str = "", year: int | None = None, status: str = "existing") -> Holding:
    return Holding(
        id=f"d/{number}",
        organisation=f"o{number}",
        segment="s",
        role="production",
        status=status,
        grade=grade,
        year=year,
    )


def chain_of(*holdings: Holding) -> Chain:
    return build_chain("c", "链", segments=[Segment("s", "环节", "上游", True)], feeds=[], holdings=holdings)


@given(SOURCES, FILTERS)
def test_a_statement_counts_if_the_filter_accepts_its_source(
    sources: list[tuple[int | None, str]], source_filter: SourceFilter
) -> None:
    holdings = [holding(number, grade, year) for number, (year, grade) in enumerate(sources)]
    counted = chain_of(*holdings).filtered(source_filter)
    kept = {h.id for h in holdings if source_filter.accepts(year=h.year, grade=h.grade)}
    assert {h.id for h in counted.holdings} == kept
    left_out = {*counted.undated, *counted.later, *counted.low_grade}
    assert left_out == {h.id for h in holdings} - kept


@given(SOURCES)
def test_without_a_filter_all_counts(sources: list[tuple[int | None, str]]) -> None:
    chain = chain_of(*(holding(number, grade, year) for number, (year, grade) in enumerate(sources)))
    assert chain.filtered(ALL_SOURCES) == chain


@given(GRADE, GRADE, st.booleans())
def test_a_stricter_grade_accepts_no_more(grade: str, asked: str, lists: bool) -> None:
    at = GRADES.index(asked) if asked else len(GRADES)
    stricter = SourceFilter(grade=GRADES[max(0, at - 1)], lists=lists)
    looser = SourceFilter(grade=asked, lists=lists)
    assert not stricter.accepts_grade(grade) or looser.accepts_grade(grade)


def test_a_claim_is_the_user_s_own() -> None:
    claim = Claim(dataset="d", segment="s", role="production", year=2020)
    chain = build_chain("c", "链", segments=[Segment("s", "环节", "上游", True)], feeds=[], claims=[claim])
    assert chain.filtered(SourceFilter(grade="A")).claims == (claim,)
    assert chain.filtered(SourceFilter(lists=False)).claims == ()


@pytest.mark.parametrize(
    ("holdings", "absences", "expected"),
    [
        ([holding(1, "D")], [], True),
        ([holding(1, "D"), holding(2, "E")], [], True),
        ([holding(1, "D"), holding(2, "B")], [], False),
        ([holding(1, "D"), holding(2, "")], [], False),
        ([holding(1, "D"), holding(2, "A", status="planned")], [], True),
        ([holding(1, "A", status="planned")], [], False),
        ([], [Absence("d/a", "s", "production", None, "D")], True),
        ([], [], False),
    ],
)
def test_a_state_that_rests_on_reposts_alone(holdings: list[Holding], absences: list[Absence], expected: bool) -> None:
    cell, _ = compute_cell("s", "production", CellStatements(holdings=holdings, absences=absences), default_method())
    assert cell.rests_on_reposts is expected
