"""What changed between two analyses: against an enumeration, and the reasons on small chains."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from graph.analysis.cell import CoverageState
from graph.analysis.chain import Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.diff import diff_coverages
from graph.analysis.figures import RegionFigures, chain_figures, changed_figures
from graph.analysis.gaps.cause import gap_cause, kind_counts
from graph.analysis.gaps.find import find_gaps
from graph.analysis.gaps.gap import Gap, GapKind
from graph.analysis.segment_change import Direction, SegmentChange, segment_changes
from tests.support import oracle
from tests.support.profiles import budget
from tests.support.random_chains import METHOD, computed, worlds

ABOUT_SUPPLY = {"supplied", "supplied_weak"}


def enumerated(world: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Kinds of the gaps, and states of the segments, as the oracle says."""
    detail, gaps = oracle.analyse(
        "c", world["segments"], world["edges"], world["holdings"], world["absences"], world["claims"], world["year"]
    )
    states = {segment: found["state"][oracle.SUPPLY] for segment, found in detail["detail"].items()}
    return {gap["segment"] or "": gap["kind"] for gap in gaps}, states


@budget(300)
@given(worlds(), worlds())
def test_what_closed_and_opened_is_the_difference_of_two_enumerations(one: dict[str, Any], two: dict[str, Any]) -> None:
    before, after = computed(one), computed(two)
    old, new = find_gaps(before), find_gaps(after)
    (kinds_before, states_before), (kinds_after, states_after) = enumerated(one), enumerated(two)
    diff = diff_coverages({"c": before}, {"c": after}, old, new)
    assert {change.segment for change in diff.closed} == kinds_before.keys() - kinds_after.keys()
    assert {change.segment for change in diff.opened} == kinds_after.keys() - kinds_before.keys()
    for count in kind_counts(old, new):
        assert count.before == list(kinds_before.values()).count(count.kind)
        assert count.after == list(kinds_after.values()).count(count.kind)
        assert count.before - count.closed - count.went + count.opened + count.came == count.after
    changes = {change.segment: change for change in segment_changes({"c": before}, {"c": after})}
    moved = {s for s in states_before.keys() | states_after.keys() if states_before.get(s) != states_after.get(s)}
    assert {s for s, change in changes.items() if change.direction != Direction.MEMBERS} == moved


@budget(300)
@given(worlds(), worlds())
def test_every_gap_that_differs_has_a_reason_that_the_chains_bear_out(one: dict[str, Any], two: dict[str, Any]) -> None:
    before, after = computed(one), computed(two)
    for change in diff_coverages({"c": before}, {"c": after}, find_gaps(before), find_gaps(after)).gaps:
        cause = gap_cause(change.segment, change.before, change.after, before, after)
        in_both = change.segment in before.chain.segments and change.segment in after.chain.segments
        if not change.segment:
            assert cause.code == "build"
        elif not in_both:
            assert cause.code == ("segment_gone" if change.segment in before.chain.segments else "segment_new")
        else:
            was, now = (c.cell(change.segment).is_covered for c in (before, after))
            assert (cause.code in ABOUT_SUPPLY) == (now and not was)
            assert (cause.code == "supply_lost") == (was and not now)
            if cause.code in ("reached", "unreached"):
                gained = after if cause.code == "reached" else before
                for segment in cause.fields["segments"]:  # type: ignore[attr-defined]
                    assert gained.cell(segment).is_covered


def chain(*held: tuple[str, str], critical: Iterable[str] = ()) -> Coverage:
    """A chain a > b > c > d with holdings ``(segment, status)`` of different firms."""
    ids = "abcd"
    holdings = [
        Holding(id=f"h{k}", organisation=f"o{k}", segment=s, role="production", status=status, dataset="d")
        for k, (s, status) in enumerate(held)
    ]
    built = build_chain(
        "c",
        "c",
        segments=[Segment(i, i, "上游", i in critical, ("production",)) for i in ids],
        feeds=list(pairwise(ids)),
        holdings=holdings,
    )
    return compute_coverage(built, METHOD)


def causes(before: Coverage, after: Coverage) -> dict[str, tuple[str, dict[str, object]]]:
    gaps: dict[str, list[Gap | None]] = {}
    for side, coverage in enumerate((before, after)):
        for gap in find_gaps(coverage):
            gaps.setdefault(gap.segment, [None, None])[side] = gap
    found = {}
    for segment, (old, new) in gaps.items():
        if old is None or new is None or old.kind != new.kind:
            cause = gap_cause(segment, old, new, before, after)
            found[segment] = cause.code, dict(cause.fields)
    return found


def test_a_new_supplier_makes_its_neighbours_reachable() -> None:
    found = causes(chain(), chain(("b", "existing")))
    assert found["a"] == ("reached", {"segments": ("b",)}) and found["c"] == ("reached", {"segments": ("b",)})
    assert found["b"] == ("supplied_weak", {"organisations": ("o0",)})
    assert "d" not in found, "its neighbour c has no supply"


def test_a_segment_between_two_that_are_supplied_becomes_one_to_fill() -> None:
    found = causes(chain(("a", "existing")), chain(("a", "existing"), ("c", "existing")))
    assert found["b"] == ("reached", {"segments": ("c",)})
    back = causes(chain(("a", "existing"), ("c", "existing")), chain(("a", "existing")))
    assert back["b"] == ("unreached", {"segments": ("c",)})
    assert back["c"] == ("supply_lost", {"organisations": ("o1",)})


def test_a_second_supplier_makes_a_segment_sturdier() -> None:
    old, new = chain(("b", "existing")), chain(("b", "existing"), ("b", "existing"))
    one, two = ({gap.segment: gap for gap in find_gaps(c)}["b"] for c in (old, new))
    cause = gap_cause("b", one, two, old, new)
    assert (cause.code, cause.fields["flags"]) == ("sturdier", ("one_supplier",))
    assert gap_cause("b", two, one, new, old).code == "weaker"


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("规划", "弱", Direction.UP),
        ("未知", "规划", Direction.UP),
        ("强", "弱", Direction.DOWN),
        ("规划", "缺", Direction.DOWN),
        ("未知", "缺", Direction.LEARNED),
        ("缺", "未知", Direction.FORGOTTEN),
        (None, "未知", Direction.NEW),
        ("强", None, Direction.GONE),
        ("强", "强", Direction.MEMBERS),
    ],
)
def test_a_plan_that_is_done_is_progress_and_to_know_of_an_absence_is_no_loss(
    before: str | None, after: str | None, direction: Direction
) -> None:
    states = [None if state is None else CoverageState(state) for state in (before, after)]
    change = SegmentChange(chain="c", segment="s", before=states[0], after=states[1], joined=(), left=())
    assert change.direction == direction


def test_figures_count_states_and_gaps_and_only_differences_are_told() -> None:
    before, after = chain(critical=("a",)), chain(("b", "existing"), critical=("a",))
    old, new = (chain_figures(coverage, find_gaps(coverage)) for coverage in (before, after))
    assert old.states == {CoverageState.UNKNOWN: 4} and old.known_share == 0 and old.gaps == {GapKind.FILL: 1}
    assert new.states == {CoverageState.WEAK: 1, CoverageState.UNKNOWN: 3} and new.segments == 4
    assert sum(new.gaps.values()) == len(find_gaps(after))
    regions = [RegionFigures(name="某市", chains={"c": figures, "d": old}) for figures in (old, new)]
    (change,) = changed_figures(*regions)
    assert (change.chain, change.before, change.after) == ("c", old, new)
    assert changed_figures(None, regions[0])[0].before is None
    assert changed_figures(regions[0], regions[0]) == ()
