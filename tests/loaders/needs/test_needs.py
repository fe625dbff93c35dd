"""Needs of firms: read from a list, placed on segments, none dropped; kept as a dataset and undone."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.history.event import LoadContext
from loaders.history.log import load_events
from loaders.lists.classifier import SegmentClassifier
from loaders.needs.need import MAX_NEEDS, Need
from loaders.needs.need_sheet import read_needs
from loaders.needs.placement import PlacedNeed, place_needs
from loaders.pipeline import load, undo
from loaders.service.needs import keep_needs, kept_needs, place_in_region
from loaders.sources.sheet import Sheet
from tests.support.people import ZHANG_SAN, person
from tests.support.small_datasets import folder
from tests.support.stores import exported

KEYWORDS = {
    "rail/bearing": ["轴承", "高铁轴承"],
    "robot/reducer": ["谐波减速器"],
    "pv/ingot": ["硅锭"],
    "x/gear": ["轴承"],
}
CLASSIFIER = SegmentClassifier(KEYWORDS)
HERE = frozenset({"rail/bearing", "robot/reducer"})
WHO = LoadContext(who="张三", file="需求.xlsx")


def placed(text: str) -> PlacedNeed:
    (need,) = place_needs([Need(id="1", what=text)], CLASSIFIER, HERE)
    return need


def test_a_need_of_a_thing_is_placed_whatever_is_to_be_done_with_it() -> None:
    for text in ("提高谐波减速器精度", "谐波减速器疲劳试验", "采购谐波减速器"):
        need = placed(text)
        assert [match.segment for match in need.matches] == ["robot/reducer"], text
        assert need.is_sure, text


def test_a_word_of_several_segments_is_to_be_checked() -> None:
    need = placed("轴承寿命")
    assert [match.segment for match in need.matches] == ["rail/bearing"]
    longer = placed("高铁轴承寿命")
    assert [match.segment for match in longer.matches] == ["rail/bearing"]
    assert longer.is_sure


def test_what_cannot_be_placed_says_why() -> None:
    assert placed("企业融资").why == "no_word"
    assert placed("硅锭切割").why == "elsewhere"


@given(st.lists(st.text(max_size=30), max_size=20))
def test_no_need_is_dropped_and_each_has_a_place_or_a_reason(texts: list[str]) -> None:
    needs = [Need(id=str(number), what=text) for number, text in enumerate(texts)]
    placed_needs = place_needs(needs, CLASSIFIER, HERE)
    assert [placed_need.need for placed_need in placed_needs] == needs
    assert all(bool(placed_need.matches) != bool(placed_need.why) for placed_need in placed_needs)


def test_a_thousand_needs_take_seconds() -> None:
    words = ["高铁轴承", "谐波减速器", "融资", "硅锭"]
    needs = [Need(id=str(i), what=f"{words[i % 4]}第{i}项指标提升") for i in range(MAX_NEEDS)]
    start = monotonic()
    assert len(place_needs(needs, CLASSIFIER, HERE)) == MAX_NEEDS
    assert monotonic() - start < 5


def test_a_list_is_read_below_its_title_by_its_headings() -> None:
    rows = (
        ("2026年企业需求征集表",),
        ("序号", "单位名称", "技术需求", "完成时间", "产业链"),
        ("1", "甲公司", "提高谐波减速器精度", "2027-06", "机器人"),
        ("2", "乙公司", "", "", ""),
        ("3", "丙公司", "高铁轴承"),
    )
    assert read_needs([Sheet(rows=rows)], "a.xlsx") == [
        Need(id="1-00003", what="提高谐波减速器精度", firm="甲公司", due="2027-06", field="机器人"),
        Need(id="1-00005", what="高铁轴承", firm="丙公司"),
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("企业", "产品"), ("甲", "乙")), "need_columns"),
        ((("企业", "需求"), ("甲", " ")), "needs_empty"),
        ((("需求",), *((f"需求{i}",) for i in range(MAX_NEEDS + 1))), "needs_many"),
    ],
)
def test_a_file_that_is_no_list_of_needs_is_refused(rows: tuple[tuple[str, ...], ...], code: str) -> None:
    with pytest.raises(LoadError) as refusal:
        read_needs([Sheet(rows=rows)], "a.xlsx")
    assert refusal.value.code == code


def test_a_list_is_kept_replaced_and_undone(store: Store, tmp_path: Path) -> None:
    load(store, read_dataset(folder(tmp_path)))
    nothing = exported(store)
    needs = [Need(id="1-00002", what="词一的寿命", firm="甲公司", due="2027"), Need(id="1-00003", what="别的")]
    keep_needs(store, needs, "需求", "reg-x", ZHANG_SAN)
    assert [(need.what, need.firm, need.due) for need in kept_needs(store, "reg-x")] == [
        ("词一的寿命", "甲公司", "2027"),
        ("别的", "", ""),
    ]
    assert kept_needs(store, "reg-y") == []
    first, second = place_in_region(store, kept_needs(store, "reg-x"), {"x/one", "x/two"})
    assert [match.segment for match in first.matches] == ["x/one"]
    assert second.why == "no_word"
    keep_needs(store, needs[:1], "需求", "reg-x", ZHANG_SAN)
    assert len(kept_needs(store, "reg-x")) == 1
    events = [event for event in load_events(store.read) if event.dataset.startswith("needs-")]
    for event in reversed(events):
        undo(store, event.id)
    assert exported(store) == nothing


@pytest.mark.parametrize(("title", "who", "code"), [("", "张三", "need_title"), ("需求", " ", "who_missing")])
def test_a_list_is_kept_by_somebody_and_has_a_title(store: Store, title: str, who: str, code: str) -> None:
    with pytest.raises(UsageError) as refusal:
        keep_needs(store, [Need(id="1", what="词一")], title, "reg-x", person(who))
    assert refusal.value.code == code
