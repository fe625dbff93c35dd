"""Routes, steps, open questions, losses, assumptions, comparisons: against enumeration, and against each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cell import CoverageState
from graph.analysis.chain import Absence, Chain, Holding, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.criticality import criticality
from graph.analysis.diff import diff_coverages
from graph.analysis.gaps.find import find_gaps
from graph.analysis.questions import combined_completeness, open_questions
from graph.analysis.relatedness import jaccard_index
from graph.analysis.routes import cheapest_additions, near_shortest_routes
from graph.analysis.scenario import with_completed, with_holdings, without_entities
from tests.support.profiles import budget
from tests.support.random_chains import METHOD, computed, worlds

MANY = budget(500)
SOME = budget(200)


def width(coverage: Coverage) -> float:
    span = coverage.completeness()
    return 0.0 if span is None else span.high - span.low


def low(coverage: Coverage) -> float:
    span = coverage.completeness()
    return 0.0 if span is None else span.low


def routes(graph: nx.DiGraph[str]) -> list[tuple[str, ...]]:
    net = nx.condensation(graph)
    ends = {n for n in net if not net.out_degree(n)}

    def walk(node: int) -> list[tuple[str, ...]]:
        here = tuple(sorted(net.nodes[node]["members"]))
        return [here] if node in ends else [here + rest for after in net.successors(node) for rest in walk(after)]

    return [route for node in net if not net.in_degree(node) for route in walk(node)]


def own_role(coverage: Coverage, segment: str) -> str:
    """The first role by which a segment is supplied."""
    return coverage.chain.segments[segment].supply_roles[0]


@MANY
@given(worlds())
def test_the_ways_are_the_cheapest_routes(world: dict[str, Any]) -> None:
    coverage = computed(world)
    every = []
    for route in routes(coverage.chain.graph):
        cells = [coverage.cell(s) for s in route]
        cost = round(sum(1 - cell.cover.low for cell in cells), 9)
        every.append((cost, sum(cell.state == CoverageState.UNKNOWN for cell in cells), route))
    every.sort()
    within = [one for one in every if one[0] <= round(every[0][0] * (1 + METHOD.route_slack), 9)]
    found = near_shortest_routes(coverage, 1_000)
    assert [(way.cost, way.unknown, way.segments) for way in found] == within
    assert near_shortest_routes(coverage, 2) == found[:2]
    if found:
        assert found[0].segments == coverage.nearest_route
        assert found[0].uncovered == coverage.uncovered_on_nearest_route


@SOME
@given(worlds(), st.floats(0, 1))
def test_the_steps_are_the_fewest(world: dict[str, Any], level: float) -> None:
    world = {**world, "segments": world["segments"][:4]}
    known = {i for i, *_ in world["segments"]}
    world["edges"] = [e for e in world["edges"] if set(e) <= known]
    coverage = computed(world)
    steps = cheapest_additions(coverage, level)
    after = coverage.chain
    for number, step in enumerate(steps):
        after = with_holdings(
            after,
            [
                Holding(
                    id=f"+{number}",
                    organisation=f"new{number}",
                    segment=step.segment,
                    role=own_role(coverage, step.segment),
                    status="existing",
                )
            ],
        )
        assert low(compute_coverage(after, METHOD)) == pytest.approx(step.low)
    reached = steps[-1].low if steps else low(coverage)
    counts = product(range(3), repeat=len(known))
    fewest = None
    for many in counts:
        new = [
            Holding(id=f"+{s}{k}", organisation=f"new{s}{k}", segment=s, role=own_role(coverage, s), status="existing")
            for s, n in zip(sorted(known), many, strict=True)
            for k in range(n)
        ]
        if round(low(compute_coverage(with_holdings(coverage.chain, new), METHOD)), 9) >= round(level, 9):
            fewest = min(sum(many), fewest if fewest is not None else 99)
    if fewest is None:
        assert round(reached, 9) < round(level, 9)
    else:
        assert len(steps) == fewest


@MANY
@given(worlds(), st.data())
def test_an_answer_narrows_by_the_stated_amount(world: dict[str, Any], data: Any) -> None:
    coverage = computed(world)
    asked = open_questions([coverage])
    assert sum(one.narrows for one in asked) == pytest.approx(width(coverage))
    if coverage.total_importance > 0:
        whole = combined_completeness([coverage])
        assert whole is not None
        assert (whole.low, whole.high) == pytest.approx((low(coverage), low(coverage) + width(coverage)))
    unknown = [one for one in asked if one.state == CoverageState.UNKNOWN]
    if not unknown:
        return
    one = data.draw(st.sampled_from(unknown))
    chain = coverage.chain
    absent = replace(chain, absences=(*chain.absences, Absence("+", one.segment, "supply")))
    left = width(compute_coverage(absent, METHOD))
    assert left == pytest.approx(width(coverage) - one.narrows)


@MANY
@given(worlds(), st.data())
def test_one_more_organisation_never_lowers_anything(world: dict[str, Any], data: Any) -> None:
    coverage = computed(world)
    if not coverage.structure.ids:
        return
    where = data.draw(st.sampled_from(coverage.structure.ids))
    who = data.draw(st.sampled_from(["new", "o1", "o2"]))
    more = compute_coverage(
        with_holdings(
            coverage.chain,
            [Holding(id="+", organisation=who, segment=where, role=own_role(coverage, where), status="planned")],
        ),
        METHOD,
    )
    assert low(more) >= low(coverage) - 1e-12
    assert more.cell(where).is_covered
    assert low(more) + width(more) >= low(coverage) - 1e-12


@MANY
@given(worlds())
def test_completing_plans_equals_stating_them_as_existing(world: dict[str, Any]) -> None:
    world = {**world, "claims": [], "absences": []}
    said = [(*h[:3], "existing", *h[4:]) for h in world["holdings"]]
    coverage = computed(world)
    finished = compute_coverage(with_completed(coverage.chain, {"planned", "aspired"}), METHOD)
    assert low(finished) == pytest.approx(low(computed({**world, "holdings": said})))


@MANY
@given(worlds(), st.data())
def test_removing_is_never_having_been(world: dict[str, Any], data: Any) -> None:
    coverage = computed(world)
    every = sorted({h.organisation for h in coverage.chain.holdings} | set(coverage.structure.ids))
    gone = data.draw(st.frozensets(st.sampled_from(every), max_size=3)) if every else frozenset()
    anew = computed(
        {
            **world,
            "segments": [s for s in world["segments"] if s[0] not in gone],
            "edges": [e for e in world["edges"] if not set(e) & gone],
            "holdings": [h for h in world["holdings"] if h[0] not in gone and h[1] not in gone],
            "absences": [a for a in world["absences"] if a[0] not in gone],
            "claims": [
                (c[0], c[1], [m for m in c[2] if m not in gone], c[3]) for c in world["claims"] if c[0] not in gone
            ],
        }
    )
    left = compute_coverage(without_entities(coverage.chain, gone), METHOD)
    assert {key: (c.state, c.cover, c.suppliers) for key, c in left.cells.items()} == {
        key: (c.state, c.cover, c.suppliers) for key, c in anew.cells.items()
    }
    look = [(g.id, g.certain, round(g.score, 9)) for g in find_gaps(left)]
    assert look == [(g.id, g.certain, round(g.score, 9)) for g in find_gaps(anew)]


@SOME
@given(worlds())
def test_the_losses_are_those_of_each_removal(world: dict[str, Any]) -> None:
    coverage = computed(world)
    slow = []
    for who in {h.organisation for h in coverage.chain.holdings if h.is_existing}:
        left = compute_coverage(without_entities(coverage.chain, {who}), METHOD)
        lapsed = tuple(s for s in coverage.structure.ids if coverage.cell(s).is_covered and not left.cell(s).is_covered)
        drop = round(low(coverage) - low(left), 9)
        if drop > 0 or lapsed:
            slow.append((-drop, -len(lapsed), who, lapsed))
    assert [
        (-one.completeness_drop, -len(one.uncovered_segments), one.organisation, one.uncovered_segments)
        for one in criticality([coverage], 99)
    ] == sorted(slow)


@SOME
@given(worlds(), worlds())
def test_a_comparison_leaves_out_only_what_is_the_same(one: dict[str, Any], two: dict[str, Any]) -> None:
    before, after = computed(one), computed(two)
    found = diff_coverages({"c": before}, {"c": after}, find_gaps(before), find_gaps(after))
    looks = [{g.segment: (g.kind, g.certain, round(g.score, 9)) for g in find_gaps(c)} for c in (before, after)]
    differ = {s for s in looks[0].keys() | looks[1].keys() if looks[0].get(s) != looks[1].get(s)}
    assert {change.segment for change in found.gaps} == differ
    assert {c.segment for c in found.closed} == looks[0].keys() - looks[1].keys()
    assert {c.segment for c in found.opened} == looks[1].keys() - looks[0].keys()
    assert diff_coverages({"c": before}, {"c": before}, [], []).chains == ()


@SOME
@given(worlds(), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(world: dict[str, Any], dice: Any) -> None:
    chain = computed(world).chain
    ids = sorted(chain.segments)
    other = dict(zip(ids, dice.sample([f"z{k}" for k in range(len(ids))], len(ids)), strict=True))
    renamed = _renamed(chain, other, dice)
    one, two = compute_coverage(chain, METHOD), compute_coverage(renamed, METHOD)
    assert width(one) == pytest.approx(width(two))
    assert {(other[g.segment] if g.segment else "", g.kind, g.certain, round(g.score, 8)) for g in find_gaps(one)} == {
        (g.segment, g.kind, g.certain, round(g.score, 8)) for g in find_gaps(two)
    }


def _renamed(chain: Chain, other: dict[str, str], dice: Any) -> Chain:
    def mixed(rows: Any) -> list[Any]:
        rows = [replace(row, segment=other[row.segment]) for row in rows]
        dice.shuffle(rows)
        return rows

    segments = [replace(s, id=other[s.id]) for s in chain.segments.values()]
    dice.shuffle(segments)
    edges = [(other[a], other[b]) for a, b in chain.graph.edges]
    return build_chain(
        "c",
        "c",
        segments=segments,
        feeds=edges,
        holdings=mixed(chain.holdings),
        absences=mixed(chain.absences),
        claims=mixed(chain.claims),
    )


def test_shared_supporters() -> None:
    assert jaccard_index({"a", "b"}, {"b", "c"}) == pytest.approx(1 / 3)
    assert jaccard_index(set(), set()) is None


def test_an_extension_says_who_supports_both_sides() -> None:
    world = {
        "segments": [("s0", False), ("s1", False)],
        "edges": [("s0", "s1")],
        "holdings": [
            ("o1", "s0", "production", "existing", True, None, None, None),
            ("o2", "s0", "research", "existing", True, None, None, None),
            ("o2", "s1", "research", "existing", True, None, None, None),
            ("o3", "s1", "platform", "existing", True, None, None, None),
        ],
        "absences": [],
        "claims": [],
        "year": None,
    }
    extend = next(gap for gap in find_gaps(computed(world)) if gap.kind == "扩链")
    assert extend.parts["shared"] == pytest.approx(1 / 2)


def test_what_is_done_does_not_revive_a_contradicted_claim() -> None:
    world = {
        "segments": [("s0", False)],
        "edges": [],
        "holdings": [("o1", "s0", "production", "planned", True, None, None, None)],
        "absences": [],
        "claims": [("s0", "production", ["o2"], None)],
        "year": None,
    }
    finished = compute_coverage(with_completed(computed(world).chain, {"planned"}), METHOD).cell("s0")
    assert (finished.cover.low, finished.cover.high) == (0.5, 1.0)
