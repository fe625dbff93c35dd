"""Decisions: the newest of a pair counts, what follows is the same in any order, contradictions are told."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.records import Dataset, Edge, Node
from loaders.errors import LoadError
from loaders.linking.candidates import candidate_pairs
from loaders.linking.canonicalise import canonicalise
from loaders.linking.compare import OrgRecord, compare_pair
from loaders.linking.judgements import (
    Judgement,
    judgement_records,
    judgements_from,
    numbered,
)
from loaders.linking.linker import build_linker, check_consistent
from loaders.linking.rules import SAME
from loaders.records import RecordSet

names = st.sampled_from("abcdef")
verdicts = st.sampled_from(["same", "different", "open"])
many = st.lists(
    st.tuples(verdicts, names, names).filter(lambda one: one[1] != one[2]).map(lambda one: Judgement(*one)), max_size=12
)


@given(many)
def test_clusters_are_what_live_same_pairs_reach(found: list[Judgement]) -> None:
    linker = build_linker(found)
    live = {pair: next(one for one in reversed(found) if one.about == pair) for pair in {one.about for one in found}}
    reach = {name: {name} for name in "abcdef"}
    for _ in reach:
        for pair, one in live.items():
            if one.verdict == "same":
                a, b = pair
                reach[a] |= reach[b]
                reach[b] |= reach[a]
    for a, b in combinations("abcdef", 2):
        assert (linker.canonical_id(a) == linker.canonical_id(b)) is (b in reach[a])
        apart = any(
            one.verdict == "different" and any({x, y} == set(pair) for x in reach[a] for y in reach[b])
            for pair, one in live.items()
        )
        if b not in reach[a]:
            assert (linker.negative_judgement(a, b) is not None) is apart
    wrong = any(one.verdict == "different" and set(pair) <= reach[min(pair)] for pair, one in live.items())
    assert bool(linker.contradictions()) is wrong
    if wrong:
        with pytest.raises(LoadError) as problem:
            check_consistent(linker)
        assert problem.value.code == "decision_contradicts"


def test_decisions_are_a_dataset_and_back() -> None:
    new = [Judgement(verdict="same", left="a", right="b", reason="更名"), Judgement(verdict="confirmed", left="list/x")]
    first = numbered([], new, "张三", "2026-01-01T00:00:00+08:00")
    second = numbered(first, [Judgement(verdict="open", left="a", right="b")], "李四", "2026-01-02T00:00:00+08:00")
    assert [one.id for one in (*first, *second)] == ["D000001", "D000002", "D000003"]
    assert judgements_from(judgement_records([*first, *second])) == [*first, *second]


def test_an_id_that_a_dataset_has_chosen_comes_before_a_list_s_own() -> None:
    linker = build_linker(
        [Judgement(verdict="same", left="org:A", right="zzz"), Judgement(verdict="same", left="org:A", right="org:B")]
    )
    assert {linker.canonical_id(id_) for id_ in ("org:A", "org:B", "zzz")} == {"zzz"}


RECORDS = RecordSet(
    dataset=Dataset(id="list", title="", publisher="", licence=""),
    nodes=(Node(id="org:A", label="Enterprise", row="list/org:A", props={"name": "甲"}),),
    edges=(
        Edge(
            id="list/1",
            type="ACTIVE_IN",
            source="org:A",
            target="s",
            props={"support": "lead", "confidence": "inferred", "note": "产品"},
        ),
        Edge(id="list/2", type="AFFILIATED_WITH", source="org:A", target="ent-a", props={"support": "established"}),
    ),
    same={"org:A": "ent-b"},
)


def test_records_are_canonicalised() -> None:
    nothing = build_linker([])
    assert canonicalise(RECORDS, nothing).nodes[0].id == "ent-b"
    split = build_linker([Judgement(verdict="different", left="org:A", right="ent-b")])
    assert canonicalise(RECORDS, split).nodes[0].id == "org:A"
    joined = canonicalise(RECORDS, build_linker([Judgement(verdict="same", left="ent-b", right="ent-a")]))
    assert joined.nodes[0].id == "ent-a"
    assert [edge.id for edge in joined.edges] == ["list/1"]  # of itself it says nothing
    plain = RecordSet(dataset=RECORDS.dataset, nodes=RECORDS.nodes, edges=RECORDS.edges)
    assert canonicalise(plain, nothing) is plain


def test_a_statement_that_is_confirmed_counts_and_one_that_is_wrong_does_not() -> None:
    yes = Judgement(verdict="confirmed", left="list/1", reason="走访", who="张三", at="2026-01-01T08:00")
    edge = canonicalise(RECORDS, build_linker([yes])).edges[0]
    assert (edge.props["support"], edge.props["confidence"]) == ("established", "explicit")
    assert edge.props["note"] == "产品；经核实（张三 2026-01-01）：走访"
    no = canonicalise(RECORDS, build_linker([Judgement(verdict="wrong", left="list/2", who="张三", at="2026")])).edges[
        1
    ]
    assert no.props["support"] == "lead"


def test_an_observation_is_judged_at_its_node() -> None:
    node = Node(
        id="list/o1",
        label="Observation",
        row="list/o1",
        props={"measure": "count", "support": "established"},
        location="",
    )
    edge = Edge(id="list/o1", type="HAS_OBSERVATION", source="a", target="list/o1", props={}, location="")
    records = RecordSet(dataset=RECORDS.dataset, nodes=(node,), edges=(edge,))
    judged = canonicalise(records, build_linker([Judgement(verdict="wrong", left="list/o1", who="张三", at="2026")]))
    assert judged.nodes[0].props["support"] == "lead"
    assert judged.edges == (edge,)


def test_doubts_are_the_pairs_that_nobody_has_decided() -> None:
    a, b, c = (
        OrgRecord(id=id_, label="Enterprise", names=(name,), context=frozenset({"武进区"}))
        for id_, name in (("a", "常州宏大电机有限公司"), ("b", "宏大电机有限公司"), ("c", "宏大电机"))
    )
    found = candidate_pairs([a, b, c], build_linker([]))
    assert {(one.left.id, one.right.id) for one in found} == {("a", "b"), ("a", "c"), ("b", "c")}
    decided = build_linker(
        [Judgement(verdict="same", left="a", right="b"), Judgement(verdict="different", left="b", right="c")]
    )
    assert candidate_pairs([a, b, c], decided) == []
    assert {one.left.id for one in candidate_pairs([a, b, c], build_linker([]), {"a"})} == {"a"}


@given(st.lists(st.text("常州宏大电机新材科技有限公司", min_size=1, max_size=8), max_size=12, unique=True))
def test_blocks_lose_no_sure_pair(texts: list[str]) -> None:
    parties = [OrgRecord(id=f"p{n:02}", label="Enterprise", names=(f"{text}有限公司",)) for n, text in enumerate(texts)]
    sure = {(a.id, b.id) for a, b in combinations(parties, 2) if compare_pair(a, b).outcome == SAME}
    found = {
        (one.left.id, one.right.id) for one in candidate_pairs(parties, build_linker([])) if one.match.outcome == SAME
    }
    assert found == sure
