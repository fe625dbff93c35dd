"""The figures of every year, computed from one picture, against filtering the chain for each year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.chain import Absence, Claim, Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.method import default_method
from graph.analysis.source_filter import SourceFilter
from graph.analysis.yearly import first_statement_year, yearly_figures

SEGMENTS = ("c/a", "c/b", "c/c", "c/d")
YEARS = range(2014, 2021)
SOME_YEAR = st.one_of(st.none(), st.integers(2012, 2021))
PLACES = st.tuples(st.sampled_from(SEGMENTS), SOME_YEAR, st.sampled_from(["", "A", "D"]))


def _coverage(
    holdings: list[tuple[str, int | None, str]], absences: list[tuple[str, int | None, str]], claimed: list[int]
) -> Coverage:
    chain = build_chain(
        "c",
        "链",
        segments=[Segment(s, s, "上游", s == "c/b") for s in SEGMENTS],
        feeds=[("c/a", "c/b"), ("c/b", "c/c"), ("c/b", "c/d")],
        holdings=[
            Holding(
                id=f"h{n}",
                organisation=f"o{n}",
                segment=s,
                role="production",
                status="existing",
                year=year,
                grade=grade,
            )
            for n, (s, year, grade) in enumerate(holdings)
        ],
        absences=[Absence(f"a{n}", s, "production", year, grade) for n, (s, year, grade) in enumerate(absences)],
        claims=[Claim(dataset=f"d{n}", segment="c/d", role="production", year=year) for n, year in enumerate(claimed)],
    )
    return compute_coverage(chain, default_method())


@given(
    holdings=st.lists(PLACES, max_size=6),
    absences=st.lists(PLACES, max_size=2),
    claimed=st.lists(st.integers(2012, 2021), max_size=1),
    grade=st.sampled_from(["", "A"]),
)
def test_every_year_is_what_the_filter_of_that_year_shows(
    holdings: list[tuple[str, int | None, str]],
    absences: list[tuple[str, int | None, str]],
    claimed: list[int],
    grade: str,
) -> None:
    coverage = _coverage(holdings, absences, claimed)
    found = yearly_figures(coverage, YEARS, SourceFilter(grade=grade))
    assert [figures.year for figures in found] == list(YEARS)
    for figures in found:
        chain = coverage.chain.filtered(SourceFilter(as_of=figures.year, grade=grade))
        then = compute_coverage(chain, coverage.method)
        span = then.completeness()
        assert span is not None
        assert figures.completeness == pytest.approx(span.low)
        assert figures.known_share == pytest.approx(then.known_share())


def test_a_year_with_a_filter_has_the_same_past() -> None:
    coverage = _coverage([("c/a", 2015, "A"), ("c/b", 2018, "A"), ("c/c", None, "A")], [], [])
    as_of_2018 = compute_coverage(coverage.chain.filtered(SourceFilter(as_of=2018)), coverage.method)
    past = range(2014, 2019)
    assert yearly_figures(as_of_2018, past) == yearly_figures(coverage, past)


def test_the_first_year_is_that_of_the_oldest_statement() -> None:
    assert first_statement_year([_coverage([("c/a", 2016, "A")], [("c/b", 2013, "A")], [2019])]) == 2013
    assert first_statement_year([_coverage([("c/a", None, "A")], [], [])]) is None
