"""Possible doubles: against the segment computed anew for every way in which pairs may be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain as concat
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.cell import Cell, CellStatements, CoverageState, compute_cell
from graph.analysis.chain import Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.doubles import Double, possible_doubles
from graph.analysis.method import default_method
from graph.model.records import SUPPLY
from tests.support.profiles import budget

METHOD = default_method()
ORGANISATIONS = "abcde"
ROLES = ("production", "research", "service")
holdings = st.lists(
    st.builds(
        lambda organisation, role, status, level: (organisation, role, status, level),
        st.sampled_from(ORGANISATIONS),
        st.sampled_from(ROLES),
        st.sampled_from(["existing", "existing", "planned"]),
        st.sampled_from([None, 1, 2, 3]),
    ),
    max_size=7,
)
doubts = st.frozensets(st.frozensets(st.sampled_from(ORGANISATIONS), min_size=2, max_size=2), max_size=4)


def coverage_of(rows: Iterable[tuple[str, str, str, int | None]]) -> Coverage:
    segment = Segment("s", "环节", "中游", critical=True, supply_roles=("production", "service"))
    stated = [
        Holding(id=f"h{n}", organisation=organisation, segment="s", role=role, status=status, level=level)
        for n, (organisation, role, status, level) in enumerate(rows)
    ]
    return compute_coverage(build_chain("c", "链", segments=[segment], feeds=[], holdings=stated), METHOD)


def merged(cell: Cell, pairs: Iterable[frozenset[str]]) -> Cell:
    """The cell with the organisations of the pairs as one, computed anew."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(holding.organisation for holding in cell.holdings)
    graph.add_edges_from(pairs)
    one: Mapping[str, str] = {id_: min(group) for group in nx.connected_components(graph) for id_ in group}
    moved = [replace(holding, organisation=one[holding.organisation]) for holding in cell.holdings]
    return compute_cell(cell.segment, cell.role, CellStatements(holdings=moved), METHOD)[0]


@given(holdings, doubts)
@budget(400)
def test_against_every_way_in_which_the_pairs_may_be_one(
    rows: list[tuple[str, str, str, int | None]], pairs: frozenset[frozenset[str]]
) -> None:
    coverage = coverage_of(rows)
    found = possible_doubles(coverage, pairs)
    for place, cell in coverage.cells.items():
        holders = {holding.organisation for holding in cell.holdings}
        here = [pair for pair in pairs if pair <= holders]
        assert (place in found) is bool(here)
        if not here:
            continue
        ways = concat.from_iterable(combinations(here, size) for size in range(len(here) + 1))
        cells = [merged(cell, way) for way in ways]
        double = found[place]
        assert {frozenset(pair) for pair in double.pairs} == set(here)
        assert double.supply_if_one == pytest.approx(min(one.supply for one in cells))
        assert double.decides is any(one.state != cell.state for one in cells)
        assert double.lost_cover == pytest.approx(
            max(cell.cover.low - one.cover.low for one in cells) if double.decides else 0
        )


def strong(*pairs: str) -> Double | None:
    coverage = coverage_of([("a", "production", "existing", None), ("b", "production", "existing", None)])
    assert coverage.cell("s").state == CoverageState.STRONG
    return possible_doubles(coverage, {frozenset(pair) for pair in pairs}).get(("s", SUPPLY))


def test_two_suppliers_that_may_be_one_decide_a_strong_segment() -> None:
    double = strong("ab")
    assert double
    assert (double.pairs, double.supply_if_one, double.decides, double.lost_cover) == ((("a", "b"),), 1.0, True, 0.5)


def test_a_doubt_about_others_is_none_of_the_segment() -> None:
    assert strong("ac", "de") is None
    assert strong() is None


def test_a_third_supplier_keeps_the_segment_strong() -> None:
    coverage = coverage_of([(one, "production", "existing", None) for one in "abc"])
    double = possible_doubles(coverage, {frozenset("ab")})["s", SUPPLY]
    assert (double.decides, double.lost_cover) == (False, 0.0)
    both = possible_doubles(coverage, {frozenset("ab"), frozenset("bc")})["s", SUPPLY]
    assert both.decides
