"""Two years of a list: new, gone, renamed, moved."""

from __future__ import annotations

from graph.model.records import Dataset, Node, Value
from loaders.linking.list_diff import ListDiff, diff_lists
from loaders.records import RecordSet

DATASET = Dataset(id="list", title="名单", publisher="", licence="")


def year(*rows: tuple[str, str, dict[str, Value]], same: dict[str, str] | None = None) -> RecordSet:
    nodes = tuple(
        Node(id=id_, label="Enterprise", row=f"list/{id_}", props={"name": name, **more}) for id_, name, more in rows
    )
    return RecordSet(dataset=DATASET, nodes=nodes, same=same or {})


def test_who_is_new_gone_renamed_moved() -> None:
    before = year(
        ("org:1", "常州甲光有限公司", {"credit_code": "C1", "park": "甲园"}),
        ("org:2", "常州乙光有限公司", {"park": "甲园"}),
        ("org:3", "常州丙光有限公司", {"district": "武进区"}),
        ("org:4", "常州丁光有限公司", {}),
        ("org:5", "常州戊光有限公司", {"credit_code": "C5"}),
    )
    after = year(
        ("org:1", "常州甲光新能源有限公司", {"credit_code": "C1", "park": "甲园"}),
        ("org:2b", "常州市乙光有限责任公司", {"park": "乙园"}),
        ("org:3", "常州丙光有限公司", {"district": "武进区"}),
        ("org:6", "常州己光有限公司", {}),
        ("org:5b", "常州戊光有限公司", {"credit_code": "C5"}),
    )
    assert diff_lists(before, after) == ListDiff(
        new=("常州己光有限公司",),
        gone=("常州丁光有限公司",),
        renamed=(("常州甲光有限公司", "常州甲光新能源有限公司"), ("常州乙光有限公司", "常州市乙光有限责任公司")),
        moved=(("常州市乙光有限责任公司", "甲园", "乙园"),),
        same=2,
    )


def test_two_rows_that_are_one_entity_are_one() -> None:
    before = year(("org:旧名", "旧名有限公司", {}), same={"org:旧名": "ent-a"})
    after = year(("org:新名", "新名有限公司", {}), same={"org:新名": "ent-a"})
    assert diff_lists(before, after).renamed == (("旧名有限公司", "新名有限公司"),)


def test_a_row_that_was_there_twice_is_not_gone_once() -> None:
    twice = year(
        ("org:1", "常州甲光有限公司", {"credit_code": "C1"}),
        ("org:常州市甲光有限公司", "常州市甲光有限公司", {}),
        same={"org:常州市甲光有限公司": "org:1"},
    )
    once = year(("org:1", "常州甲光有限公司", {"credit_code": "C1"}))
    for before, after in ((twice, once), (once, twice)):
        assert diff_lists(before, after) == ListDiff(new=(), gone=(), renamed=(), moved=(), same=1)


def test_a_place_that_one_year_leaves_out_is_no_move() -> None:
    before, after = year(("a", "甲有限公司", {"park": "甲园"})), year(("a", "甲有限公司", {}))
    assert diff_lists(before, after).moved == ()


def test_nothing_is_compared_with_nothing() -> None:
    assert diff_lists(year(), year()) == ListDiff(new=(), gone=(), renamed=(), moved=(), same=0)
