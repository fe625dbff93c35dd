from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.analysis.cell import CoverageState, Interval
from graph.analysis.chain import Absence, Claim, Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.gaps.find import find_gaps
from graph.analysis.gaps.gap import GapKind
from graph.analysis.method import default_method, read_method
from graph.analysis.source_filter import SourceFilter
from graph.model.errors import SchemaError


def holding(
    organisation: str, segment: str, role: str = "production", status: str = "existing", **more: object
) -> Holding:
    id_ = f"{organisation}-{segment}-{role}-{status}"
    return replace(
        Holding(id=id_, organisation=organisation, segment=segment, role=role, status=status, dataset="d"), **more
    )  # type: ignore[arg-type]


def covered(
    ids: str,
    edges: list[tuple[str, str]],
    *holdings: Holding,
    absences: tuple[Absence, ...] = (),
    claims: tuple[Claim, ...] = (),
    critical: str = "",
) -> Coverage:
    segments = [Segment(i, i, "中游", i in critical) for i in ids]
    return compute_coverage(
        build_chain("c", "c", segments=segments, feeds=edges, holdings=holdings, absences=absences, claims=claims),
        default_method(),
    )


def test_no_segment_no_figure_no_gap() -> None:
    coverage = covered("", [])
    assert coverage.completeness() is None
    assert coverage.known_share() is None
    assert find_gaps(coverage) == []
    assert coverage.nearest_route == ()


def test_one_segment_all_unknown() -> None:
    coverage = covered("a", [])
    assert coverage.completeness() == Interval(0.0, 1.0)
    assert coverage.known_share() == 0
    assert not coverage.is_assessable()
    assert find_gaps(coverage) == []


def test_planned_only_is_neither_covered_nor_unknown() -> None:
    cell = covered("a", [], holding("x", "a", status="planned")).cell("a")
    assert (cell.state, cell.cover, cell.supply) == (CoverageState.PLANNED, Interval(0, 1), 0)


def test_one_organisation_in_several_statements_counts_once() -> None:
    again = replace(holding("x", "a"), id="other-file")
    cell = covered("a", [], holding("x", "a"), again).cell("a")
    assert (cell.supply, cell.state) == (1, CoverageState.WEAK)
    assert [h.id for h in cell.holdings] == ["other-file", "x-a-production-existing"]


def test_one_organisation_counts_at_each_of_its_segments() -> None:
    coverage = covered("ab", [("a", "b")], holding("x", "a"), holding("x", "b"))
    assert [coverage.cell(s).supply for s in "ab"] == [1, 1]


def test_an_absence_lapses_where_there_is_a_holding_and_is_reported() -> None:
    coverage = covered("a", [], holding("x", "a"), absences=(Absence("no", "a", "production"),))
    assert coverage.cell("a").state == CoverageState.WEAK
    assert [(c.lapsed_id, c.holdings) for c in coverage.contradictions] == [("no", ("x-a-production-existing",))]


def test_a_claim_turns_silence_into_absence_and_narrows_the_interval() -> None:
    claims = (
        Claim(dataset="d", segment="a", role="production", members=("x",)),
        Claim(dataset="d", segment="b", role="production"),
    )
    coverage = covered("ab", [("a", "b")], holding("x", "a"), claims=claims)
    assert coverage.cell("a").cover == Interval(0.5, 0.5)
    assert coverage.cell("b").state == CoverageState.ABSENT


def test_self_loops_are_dropped_and_named() -> None:
    chain = build_chain("c", "c", segments=[Segment("a", "a", "上游", False)], feeds=[("a", "a")])
    assert chain.self_loops == ("a",)
    assert chain.graph.number_of_edges() == 0


def test_the_segments_of_a_cycle_are_one_block() -> None:
    coverage = covered("abcd", [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")])
    assert coverage.structure.cycles == (("b", "c"),)
    assert coverage.nearest_route == ("a", "b", "c", "d")


def test_filling_and_extending() -> None:
    coverage = covered("abc", [("a", "b"), ("b", "c")], holding("x", "a"), holding("x", "c"))
    kinds = {gap.segment: gap.kind for gap in find_gaps(coverage)}
    assert kinds == {"a": GapKind.STRENGTHEN, "b": GapKind.FILL, "c": GapKind.STRENGTHEN}
    assert {gap.segment: gap.kind for gap in find_gaps(covered("ab", [("a", "b")], holding("x", "a")))}[
        "b"
    ] == GapKind.EXTEND


def test_a_chain_whose_every_route_is_cut_is_to_be_built() -> None:
    coverage = covered("abc", [("a", "b"), ("b", "c")], absences=(Absence("no", "b", "production"),))
    gap = next(gap for gap in find_gaps(coverage) if gap.kind == GapKind.BUILD)
    assert gap.certain
    assert gap.id == "jian:c"
    assert gap.statement_ids == ("no",)


def test_a_lone_critical_segment_says_that_only_the_template_speaks() -> None:
    gap = next(gap for gap in find_gaps(covered("ab", [("a", "b")], critical="a")) if gap.segment == "a")
    assert "from_template" in [reason.code for reason in gap.reasons]


def test_shares_are_used_only_when_they_make_a_whole() -> None:
    whole = covered("a", [], holding("x", "a", share=0.6), holding("y", "a", share=0.4))
    part = covered("a", [], holding("x", "a", share=0.6), holding("y", "a", share=0.3))
    assert [flag.name for gap in find_gaps(whole) for flag in gap.flags if flag.name == "concentrated"] == [
        "concentrated"
    ]
    assert not [flag for gap in find_gaps(part) for flag in gap.flags if flag.name == "concentrated"]


def test_as_of_leaves_out_the_later_and_lists_the_undated() -> None:
    said = (holding("x", "a", year=2015), holding("y", "a", year=2020), holding("z", "a"))
    chain = build_chain("c", "c", segments=[Segment("a", "a", "上游", False)], feeds=[], holdings=said).filtered(
        SourceFilter(as_of=2018)
    )
    assert [h.organisation for h in chain.holdings] == ["x"]
    assert chain.undated == ("z-a-production-existing",)
    assert chain.later == ("y-a-production-existing",)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace("bottleneck: 0.4", "bottle: 0.4"), "method_keys"),
        (lambda text: text.replace("production: 2", "production: 0"), "method_value"),
        (lambda text: text.replace("draws: 200", "draws: 2.5"), "method_value"),
        (lambda text: text.replace("no_level: 1.0", "no_level: .inf"), "method_value"),
        (lambda text: "roles: 3", "method_value"),
        (lambda text: "[1, 2]", "method_unreadable"),
        (lambda text: "roles: {", "method_unreadable"),
        (lambda text: text + "extra: 1\n", "method_keys"),
        (lambda text: text.replace("known_enough: 0.5", "known_enough: 5"), "method_value"),
        (lambda text: text.replace("bottleneck: 0.4", "bottleneck: much"), "method_value"),
    ],
)
def test_a_broken_method_is_refused(tmp_path: Path, change, code: str) -> None:  # type: ignore[no-untyped-def]
    text = (Path(__file__).parents[3] / "graph" / "analysis" / "method.yaml").read_text("utf-8")
    (tmp_path / "method.yaml").write_text(change(text), "utf-8")
    with pytest.raises(SchemaError, match=code):
        read_method(tmp_path / "method.yaml")


def test_a_method_file_needs_only_what_it_changes(tmp_path: Path) -> None:
    (tmp_path / "method.yaml").write_text("flags: {bottleneck: 0}\nbuild_below: 0.2\n", "utf-8")
    changed, own = read_method(tmp_path / "method.yaml").parameters(), default_method().parameters()
    assert {name for name in own if own[name] != changed[name]} == {"flags.bottleneck", "build_below"}
