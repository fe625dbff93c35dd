"""What a decision does to the store: at once, for every list, after reloads too, and back."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.history.event import LoadContext
from loaders.history.log import load_events
from loaders.linking.judgements import JUDGEMENTS, Judgement, stored_judgements
from loaders.pipeline import judge, load, undo, unload
from loaders.service.snapshots import restore_graph
from tests.support.interruptions import cut_off
from tests.support.record_sets import listed
from tests.support.small_datasets import folder
from tests.support.stores import exported

WHO = LoadContext(who="张三", action="decide")


@dataclass
class Lists:
    store: Store

    def ids(self) -> dict[str, list[str]]:
        rows = self.store.read(
            "MATCH (n:Enterprise)<-[r:DESCRIBES]-(d:Dataset) RETURN n.id AS id, r.id AS row ORDER BY id, row"
        )
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row["id"], []).append(row["row"])
        return found

    def at(self, segment: str) -> list[tuple[str, str]]:
        rows = self.store.read(
            "MATCH (n)-[r:ACTIVE_IN]->(s {id: $id}) RETURN n.id AS id, r.support AS support ORDER BY r.id",
            {"id": segment},
        )
        return [(row["id"], row["support"]) for row in rows]


@pytest.fixture
def lists(store: Store, tmp_path: Path) -> Lists:
    load(store, read_dataset(folder(tmp_path)))
    load(store, listed("one", "甲光有限公司", "乙光有限公司"))
    load(store, listed("two", "甲光新能源有限公司"))
    return Lists(store)


def test_two_entities_judged_the_same_become_one_and_two_again(lists: Lists) -> None:
    before = exported(lists.store)
    report = judge(
        lists.store,
        [Judgement(verdict="same", left="org:甲光有限公司", right="org:甲光新能源有限公司", reason="更名")],
        WHO,
    )
    assert report.dataset == JUDGEMENTS.id
    one = lists.ids()["org:甲光新能源有限公司"]
    assert one == ["one/org:甲光有限公司", "two/org:甲光新能源有限公司"]
    assert "org:甲光有限公司" not in lists.ids()
    (node,) = lists.store.read("MATCH (n {id: 'org:甲光新能源有限公司'}) RETURN n.aliases AS names")
    assert node["names"] in (["甲光有限公司"], ["甲光新能源有限公司"])
    undo(lists.store, load_events(lists.store.read)[-1].id)
    assert exported(lists.store) == before


def test_it_survives_reloads_and_new_lists(lists: Lists) -> None:
    judge(lists.store, [Judgement(verdict="same", left="org:甲光有限公司", right="org:甲光新能源有限公司")], WHO)
    together = exported(lists.store)
    unload(lists.store, "one")
    load(lists.store, listed("one", "甲光有限公司", "乙光有限公司"))
    assert exported(lists.store) == together
    load(lists.store, listed("three", "甲光有限公司"))
    assert len(lists.ids()["org:甲光新能源有限公司"]) == 3


def test_taking_back_is_a_decision_too(lists: Lists) -> None:
    pair = ("org:甲光有限公司", "org:甲光新能源有限公司")
    before = lists.ids()
    judge(lists.store, [Judgement("same", *pair)], WHO)
    judge(lists.store, [Judgement("open", *reversed(pair))], WHO)
    assert lists.ids() == before
    assert [one.verdict for one in stored_judgements(lists.store.read)] == ["same", "open"]


def test_what_a_rule_joined_is_parted_by_a_decision(lists: Lists) -> None:
    load(lists.store, listed("two", "丙公司", same={"org:丙公司": "ent-c"}))
    joined = exported(lists.store)
    assert lists.ids()["ent-c"] == ["small/ent-c", "two/org:丙公司"]
    judge(lists.store, [Judgement(verdict="different", left="org:丙公司", right="ent-c")], WHO)
    assert lists.ids()["ent-c"] == ["small/ent-c"]
    assert lists.ids()["org:丙公司"] == ["two/org:丙公司"]
    unload(lists.store, JUDGEMENTS.id)
    assert exported(lists.store) == joined


def test_a_statement_that_is_confirmed_counts(lists: Lists) -> None:
    before = exported(lists.store)
    judge(lists.store, [Judgement(verdict="confirmed", left="one/org:甲光有限公司>x/one", reason="走访")], WHO)
    assert ("org:甲光有限公司", "established") in lists.at("x/one")
    judge(lists.store, [Judgement(verdict="wrong", left="small/R3")], WHO)
    assert ("ent-c", "lead") in lists.at("x/one")
    for _ in range(2):
        last = [one for one in load_events(lists.store.read) if one.context.action == "decide"]
        undo(lists.store, last.pop().id if ("ent-c", "lead") in lists.at("x/one") else last[0].id)
    assert exported(lists.store) == before


def test_contradictions_are_refused_whole(lists: Lists) -> None:
    a, b = "org:甲光有限公司", "org:乙光有限公司"
    judge(lists.store, [Judgement(verdict="different", left=a, right=b)], WHO)
    before = exported(lists.store)
    with pytest.raises(LoadError) as problem:
        judge(
            lists.store,
            [Judgement(verdict="same", left=a, right="ent-c"), Judgement(verdict="same", left=b, right="ent-c")],
            WHO,
        )
    assert problem.value.code == "decision_contradicts"
    assert exported(lists.store) == before


def test_a_decision_that_would_lose_rows_is_refused(lists: Lists) -> None:
    before = exported(lists.store)
    with pytest.raises(LoadError) as problem:
        judge(lists.store, [Judgement(verdict="same", left="ent-c", right="chain-x")], WHO)
    assert problem.value.code == "decision_misfit"
    assert exported(lists.store) == before


def test_decisions_made_before_anything_is_loaded(store: Store, tmp_path: Path) -> None:
    judge(store, [Judgement(verdict="same", left="org:甲光有限公司", right="ent-c")], WHO)
    load(store, read_dataset(folder(tmp_path)))
    load(store, listed("one", "甲光有限公司"))
    assert Lists(store).ids()["ent-c"] == ["one/org:甲光有限公司", "small/ent-c"]


def test_a_version_is_what_the_list_itself_says(lists: Lists) -> None:
    judge(lists.store, [Judgement(verdict="same", left="org:甲光有限公司", right="ent-c")], WHO)
    first = next(one for one in load_events(lists.store.read) if one.dataset == "one")
    load(lists.store, replace(listed("one"), refused=()))
    undo(lists.store, load_events(lists.store.read)[-1].id)
    assert load_events(lists.store.read)[-1].version == first.version
    assert "one/org:甲光有限公司" in lists.ids()["ent-c"]


def test_what_rows_say_themselves_goes_through_a_snapshot(lists: Lists) -> None:
    pair = ("org:甲光有限公司", "org:乙光有限公司")
    before = exported(lists.store)
    judge(
        lists.store,
        [Judgement("same", *pair), Judgement(verdict="confirmed", left="two/org:甲光新能源有限公司>x/one")],
        WHO,
    )
    together = exported(lists.store)
    restore_graph(lists.store, io.StringIO(together), replace_all=True)
    assert exported(lists.store) == together
    assert load_events(lists.store.read)[-1].context.action == "import"
    judge(
        lists.store, [Judgement("open", *pair), Judgement(verdict="open", left="two/org:甲光新能源有限公司>x/one")], WHO
    )
    unload(lists.store, JUDGEMENTS.id)
    assert exported(lists.store) == before


def test_a_decision_on_what_came_from_a_snapshot_is_taken_back(lists: Lists) -> None:
    before = exported(lists.store)
    restore_graph(lists.store, io.StringIO(before), replace_all=True)
    judge(lists.store, [Judgement(verdict="same", left="org:甲光有限公司", right="org:乙光有限公司")], WHO)
    assert exported(lists.store) != before
    undo(lists.store, load_events(lists.store.read)[-1].id)
    assert exported(lists.store) == before
    assert not lists.store.read("MATCH (d:Dataset) WHERE d.said IS NOT NULL RETURN d.id")


def test_a_join_by_rule_that_a_decision_parts_comes_back_after_a_snapshot(lists: Lists) -> None:
    load(lists.store, listed("two", "丙公司", same={"org:丙公司": "ent-c"}))
    joined = exported(lists.store)
    judge(lists.store, [Judgement(verdict="different", left="org:丙公司", right="ent-c")], WHO)
    restore_graph(lists.store, io.StringIO(exported(lists.store)), replace_all=True)
    judge(lists.store, [Judgement(verdict="open", left="org:丙公司", right="ent-c")], WHO)
    unload(lists.store, JUDGEMENTS.id)
    assert exported(lists.store) == joined


def test_undoing_what_was_taken_back_after_a_snapshot(lists: Lists) -> None:
    pair = ("org:甲光有限公司", "org:乙光有限公司")
    judge(lists.store, [Judgement("same", *pair)], WHO)
    together = exported(lists.store)
    restore_graph(lists.store, io.StringIO(together), replace_all=True)
    judge(lists.store, [Judgement("open", *pair)], WHO)
    undo(lists.store, load_events(lists.store.read)[-1].id)
    assert exported(lists.store) == together


@pytest.mark.parametrize("after", [1, 2, 4, 6])
@pytest.mark.parametrize("then", ["again", "unload", "undo"])
def test_a_cut_off_load_with_a_joined_row_is_completed_or_taken_out(
    lists: Lists, monkeypatch: pytest.MonkeyPatch, after: int, then: str
) -> None:
    records = listed("three", "丙公司", "丁公司", "戊公司", "己公司", same={"org:丙公司": "ent-c"})
    before = exported(lists.store)
    load(lists.store, records)
    wanted = exported(lists.store)
    unload(lists.store, "three")
    lists.store.write(lambda tx: tx.run("MATCH (n) WHERE n:LoadEvent OR n:Version DELETE n"))
    cut_off(lists.store, after, monkeypatch, lambda policy: load(lists.store, records, policy=policy))
    with pytest.raises(LoadError) as problem:
        judge(lists.store, [Judgement(verdict="wrong", left="three/org:丁公司>x/one")], WHO)
    assert problem.value.code == "dataset_loading"
    if then == "unload":
        unload(lists.store, "three")
        assert exported(lists.store) == before
        return
    load(lists.store, records)
    assert exported(lists.store) == wanted
    if then == "undo":  # cut off after its event, the load that completes it changes nothing
        undo(lists.store, [one for one in load_events(lists.store.read) if one.touched][-1].id)
        assert exported(lists.store) == before
