"""Items of products and scopes, and the segments that they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.lists.classifier import SegmentClassifier
from loaders.lists.products import product_items

WORDS = {
    "ev/cell": ("锂电池", "电芯"),
    "ev/separator": ("隔膜", "锂电池隔膜"),
    "ev/equipment": ("锂电池设备",),
    "pv/module": ("光伏组件", "组件"),
    "pv/other": ("组件",),
    "grid/dispatch": ("EMD",),
    "ict/mems": ("MEMS传感器",),
    "x/a": ("轴承座",),
    "y/a": ("轴承座",),
    "z/a": ("轴承座",),
    "ict/connector": ("连接器",),
}
KEYWORDS = SegmentClassifier(WORDS, {segment: frozenset({segment.partition("/")[0]}) for segment in WORDS})


def cores(text: str) -> list[tuple[str, bool, bool]]:
    return [(item.core, item.is_made, item.is_traded) for item in product_items(text)]


def placed(text: str) -> dict[str, tuple[str, str]]:
    return {one.segment: (one.keyword, one.reason) for one in KEYWORDS.classify(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("锂电池、光伏组件", [("锂电池", True, False), ("光伏组件", True, False)]),
        ("锂电池的研发、生产、销售", [("锂电池", True, False)]),
        ("锂电池、隔膜的销售", [("锂电池", False, True), ("隔膜", False, True)]),
        ("销售：锂电池、隔膜", [("锂电池", False, True), ("隔膜", False, True)]),
        ("锂电池、隔膜的研发、生产", [("锂电池", True, False), ("隔膜", True, False)]),
        ("锂电池生产、隔膜销售", [("锂电池", True, False), ("隔膜", False, True)]),
        ("研发锂电池", [("锂电池", False, False)]),
        ("锂电池销售；光伏组件制造", [("锂电池", False, True), ("光伏组件", True, False)]),
        ("化工产品（不含危险化学品）生产", [("化工", True, False)]),
        (
            "机械设备，不含汽车、锂电池；光伏组件",
            [("机械设备", True, False), ("光伏组件", True, False)],
        ),
        ("（依法须经批准的项目）", []),
        ("ＭＥＭＳ传感器系列产品", [("mems传感器", True, False)]),
        ("电池及配件", [("电池", True, False), ("配件", True, False)]),
        ("", []),
        ("生产、销售", []),
    ],
)
def test_items(text: str, wanted: list[tuple[str, bool, bool]]) -> None:
    assert cores(text) == wanted


def test_the_head_of_an_item_is_what_it_is() -> None:
    assert placed("锂电池隔膜的生产") == {"ev/separator": ("锂电池隔膜", "head")}
    assert placed("锂电池设备") == {"ev/equipment": ("锂电池设备", "head")}
    assert placed("锂电池回收装置") == {"ev/cell": ("锂电池", "modifier")}
    assert placed("动力锂电池") == {"ev/cell": ("锂电池", "head")}


def test_an_exclusion_is_reported_with_the_placement() -> None:
    assert placed("锂电池销售") == {"ev/cell": ("锂电池", "traded")}
    assert placed("研发锂电池") == {"ev/cell": ("锂电池", "studied")}
    assert placed("高频连接器") == {"ict/connector": ("连接器", "generic")}
    assert placed("方形电芯") == {"ev/cell": ("电芯", "generic")}
    assert {why for _, why in placed("轴承座").values()} == {"generic"}
    assert {why for _, why in placed("组件").values()} == {"several"}


@pytest.mark.parametrize("text", ["锂电池（已停产）", "不生产锂电池", "拟建锂电池", "非锂电池", "锂电池（仅销售）"])
def test_what_may_take_it_back_is_for_review(text: str) -> None:
    assert placed(text) == {"ev/cell": ("锂电池", "doubtful")}


def test_a_keyword_in_latin_letters_must_be_a_whole_word() -> None:
    assert placed("EMD") == {"grid/dispatch": ("emd", "head")}
    assert placed("XEMD装置") == {}
    assert placed("MEMS传感器") == {"ict/mems": ("mems传感器", "head")}


def test_a_segment_is_placed_once_by_its_surest_item() -> None:
    assert placed("锂电池销售；锂电池充电装置；锂电池制造") == {"ev/cell": ("锂电池", "head")}


@given(st.text(st.sampled_from("锂电池隔膜的、；，及研发生产销售(不含)组件 \nEMDx"), max_size=40))
def test_every_placement_names_words_that_are_there(text: str) -> None:
    for one in KEYWORDS.classify(text):
        assert one.item in text.replace("\r", "")
        assert one.keyword in one.item.casefold().replace(" ", "") or " " in one.item or "(" in one.item
        assert one.keyword in {word.casefold() for word in WORDS[one.segment]}
