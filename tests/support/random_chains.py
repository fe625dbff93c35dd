"""Small random chains, and what the method computes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from graph.analysis.chain import Absence, Claim, Holding, Segment, build_chain
from graph.analysis.coverage import compute_coverage
from graph.analysis.method import default_method
from graph.analysis.source_filter import SourceFilter
from tests.support import oracle

METHOD = replace(default_method(), levels={1: 1.0, 2: 2.0})
ROLES = oracle.ROLES
VIEWS = oracle.VIEWS
OWN = st.sampled_from(
    [["production"], ["production"], ["service"], ["production", "research"], ["platform", "service"]]
)
STATED_OF = st.sampled_from(["production", "research", "service", oracle.SUPPLY])  # by an absence or a claim
YEARS = st.sampled_from([None, 2015, 2018, 2020])


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    ids = [f"s{i}" for i in range(draw(st.integers(0, 8)))]
    cyclic = draw(st.integers(0, 4)) == 0
    pairs = [(a, b) for a in ids for b in ids if cyclic or a <= b]
    at = st.sampled_from(ids) if ids else st.nothing()
    who = st.integers(0, 5).map("o{}".format)
    status = st.sampled_from(["existing", "existing", "planned", "aspired"])
    holding = st.tuples(
        who,
        at,
        st.sampled_from([*ROLES[:3], "service"]),
        status,
        st.just(True),
        st.sampled_from([None, None, 1, 2]),
        st.sampled_from([None, 0.25, 0.5, 1.0]),
        YEARS,
    )
    claim = st.tuples(at, STATED_OF, st.lists(who, unique=True), YEARS)
    few = 14 if ids else 0
    return {
        "segments": [(i, draw(st.booleans()), draw(OWN)) for i in ids],
        "edges": draw(st.lists(st.sampled_from(pairs), max_size=16, unique=True)) if pairs else [],
        "holdings": draw(st.lists(holding, max_size=few)),
        "absences": draw(st.lists(st.tuples(at, STATED_OF, YEARS), max_size=min(4, few))),
        "claims": draw(st.lists(claim, max_size=min(3, few))),
        "year": draw(st.sampled_from([None, None, 2018])),
    }


def computed(world: dict[str, Any]):  # type: ignore[no-untyped-def]
    holdings = [
        Holding(
            id=f"h{k}",
            organisation=h[0],
            segment=h[1],
            role=h[2],
            status=h[3],
            dataset="d",
            year=h[7],
            level=h[5],
            share=h[6],
        )
        for k, h in enumerate(world["holdings"])
    ]
    absences = [Absence(f"a{k}", *a) for k, a in enumerate(world["absences"])]
    claims = [
        Claim(dataset=f"d{k}", segment=c[0], role=c[1], members=tuple(c[2]), year=c[3])
        for k, c in enumerate(world["claims"])
    ]
    segments = [
        Segment(i, i, "上游", critical, tuple(*own) or ("production",)) for i, critical, *own in world["segments"]
    ]
    chain = build_chain(
        "c", "c", segments=segments, feeds=world["edges"], holdings=holdings, absences=absences, claims=claims
    )
    return compute_coverage(chain.filtered(SourceFilter(as_of=world["year"])), METHOD)
