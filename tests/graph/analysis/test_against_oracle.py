"""Every definition of the method against an enumeration on small random graphs."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.gaps.find import find_gaps
from tests.support import oracle
from tests.support.profiles import budget
from tests.support.random_chains import VIEWS, computed, worlds


def close(found: float | None, wanted: float | None) -> bool:
    return found is wanted or (found is not None and wanted is not None and abs(found - wanted) < 1e-9)


@budget(2_000)
@given(worlds())
def test_coverage_and_gaps_equal_the_enumeration(world: dict[str, Any]) -> None:
    coverage = computed(world)
    wanted, gaps = oracle.analyse(
        "c", world["segments"], world["edges"], world["holdings"], world["absences"], world["claims"], world["year"]
    )
    for role in VIEWS:
        span, expected = coverage.completeness(role), wanted["roles"][role]
        assert (span is None) == (expected["completeness"] is None)
        if span:
            assert close(span.low, expected["completeness"][0])
            assert close(span.high, expected["completeness"][1])
        assert close(coverage.known_share(role), expected["known"])
    for segment, detail in wanted["detail"].items():
        assert close(coverage.importance[segment], detail["v"])
        for role in VIEWS:
            cell = coverage.cell(segment, role)
            assert (str(cell.state), [cell.cover.low, cell.cover.high]) == (detail["state"][role], detail["cov"][role])
    assert list(coverage.nearest_route) == wanted["nearest_route"]
    assert list(coverage.uncovered_on_nearest_route) == wanted["lacks"]
    assert [(str(g.kind), g.certain, g.segment, round(g.score, 9)) for g in find_gaps(coverage)] == [
        (g["kind"], g["certain"], g["segment"] or "", round(g["score"], 9)) for g in oracle.ordered(gaps)
    ]
    assert {(c.segment, c.role) for c in coverage.contradictions} == {(c[1], c[2]) for c in wanted["contradictions"]}


@budget(300)
@given(worlds(), st.randoms(use_true_random=False))
def test_order_and_names_of_statements_do_not_matter(world: dict[str, Any], random: Any) -> None:
    before = find_gaps(computed(world))
    for name in ("segments", "edges", "holdings", "absences", "claims"):
        random.shuffle(world[name])
    after = find_gaps(computed(world))
    assert [(g.id, g.certain, g.score) for g in before] == [(g.id, g.certain, g.score) for g in after]


@budget(300)
@given(worlds(), st.integers(0, 7))
def test_one_more_existing_organisation_never_lowers_completeness(world: dict[str, Any], place: int) -> None:
    if not world["segments"]:
        return
    segment, _, own_roles = world["segments"][place % len(world["segments"])]
    world["claims"], world["year"] = [], None  # a claim may lapse by an outsider, which widens the interval
    before = computed(world).completeness()
    world["holdings"] = [*world["holdings"], ("new", segment, own_roles[0], "existing", True, None, None, None)]
    after = computed(world).completeness()
    if before and after:
        assert after.low >= before.low - 1e-12
        assert after.high >= before.high - 1e-12


@budget(300)
@given(worlds(), st.integers(0, 7))
def test_an_unknown_that_turns_out_absent_never_widens_the_interval(world: dict[str, Any], place: int) -> None:
    if not world["segments"]:
        return
    world["year"] = None
    segment = world["segments"][place % len(world["segments"])][0]
    coverage = computed(world)
    if coverage.cell(segment).state != "未知":
        return
    before = coverage.completeness()
    world["absences"] = [*world["absences"], (segment, "supply", None)]
    after = computed(world).completeness()
    if before and after:
        assert after.high - after.low <= before.high - before.low + 1e-12
