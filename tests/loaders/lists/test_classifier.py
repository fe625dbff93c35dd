"""Items of products and scopes, and the segments that they are of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.classification import figures, template_classifier, template_rows
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


def reasons(text: str, chain: str = "", industry: str = "") -> dict[str, str]:
    """Return what the bundled template says of a text: segment -> reason."""
    return {match.segment: match.reason for match in template_classifier().classify(text, chain, industry)}


def sure(text: str, chain: str = "", industry: str = "") -> set[str]:
    return {segment for segment, reason in reasons(text, chain, industry).items() if reason == "head"}


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
        ("研发、生产、销售：锂电池、隔膜", [("锂电池", True, False), ("隔膜", True, False)]),
        ("锂电池销售；光伏组件制造", [("锂电池", False, True), ("光伏组件", True, False)]),
        ("化工产品（不含危险化学品）生产", [("化工", True, False)]),
        (
            "机械设备，不含汽车、锂电池；光伏组件",
            [("机械设备", True, False), ("光伏组件", True, False)],
        ),
        ("（依法须经批准的项目）", []),
        ("ＭＥＭＳ传感器系列产品", [("mems传感器", True, False)]),
        ("电池及配件", [("电池", True, False), ("配件", True, False)]),
        ("医药批发、光伏组件", [("医药", False, True), ("光伏组件", True, False)]),
        ("光伏组件、医药批发、电池研发", [("光伏组件", True, False), ("医药", False, True), ("电池", False, False)]),
        ("光伏组件、租赁、研发、电池", [("光伏组件", True, False), ("电池", True, False)]),
        ("生产、销售锂电池、隔膜", [("锂电池", True, False), ("隔膜", True, False)]),
        ("电池类、隔膜系列产品、电缆分部", [("电池", True, False), ("隔膜", True, False), ("电缆", True, False)]),
        ("除尘设备、电池", [("除尘设备", True, False), ("电池", True, False)]),
        ("不饱和聚酯树脂", [("不饱和聚酯树脂", True, False)]),
        ("检测设备-金属检测器", [("检测设备", True, False), ("金属检测器", True, False)]),
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
    assert {why for _, why in placed("轴承座").values()} == {"several"}
    assert {why for _, why in placed("组件").values()} == {"several"}


@pytest.mark.parametrize("text", ["锂电池（已停产）", "不生产锂电池", "拟建锂电池", "非锂电池", "锂电池（仅销售）"])
def test_what_may_take_it_back_is_for_review(text: str) -> None:
    assert placed(text) == {"ev/cell": ("锂电池", "doubtful")}


@pytest.mark.parametrize(
    "text",
    [
        "未投产：多晶硅",
        "未投产：光伏玻璃、多晶硅",
        "不再生产多晶硅",
        "原生产多晶硅，现已转产",
        "不锈钢制品（原生产多晶硅，现已转产）",
        "多晶硅、光伏玻璃，现已停产",
        "多晶硅、光伏玻璃均已停产",
        "进口多晶硅",
        "多晶硅（委外加工）",
        "多晶硅（外购）",
        "多晶硅（合作方生产）",
        "多晶硅（由某某公司生产）",
        "多晶硅（预计2099年投产）",
        "多晶硅（2099年投产）",
        "收购多晶硅",
        "取消多晶硅项目",
        "多晶硅（原）",
        "多晶硅：停产",
        "多晶硅，停产",
        "多晶硅，现已转产不锈钢",
        "多晶硅、单晶硅（均停产）",
        "筹建中：多晶硅",
        "新建多晶硅",
        "废多晶硅",
        "2015年前生产多晶硅",
        "曾生产多晶硅",
        "拟建多晶硅项目",
        "已关停的多晶硅装置",
        "多晶硅生产线（在建）",
        "在建项目：多晶硅",
        "代理销售多晶硅",
        "多晶硅贸易",
        "替代多晶硅的新材料",
        "多晶硅用坩埚",
        "多晶硅清洗剂",
    ],
)
def test_what_is_not_made_here_is_at_most_a_lead(text: str) -> None:
    assert reasons(text).get("pv/polysilicon", "head") != "head"
    assert reasons(f"{text}；光伏组件")["pv/module"] == "head"


def test_what_is_left_out_is_no_placement() -> None:
    assert reasons("不含多晶硅") == {}
    assert reasons("不锈钢制品（不含多晶硅）") == {}


def test_what_takes_the_place_of_an_import_is_made_here() -> None:
    assert sure("国产替代多晶硅") == sure("进口替代多晶硅") == sure("受托加工多晶硅") == {"pv/polysilicon"}
    assert sure("白酒，现已转产多晶硅") == {"pv/polysilicon"}


def test_a_word_that_belongs_to_the_keyword_takes_nothing_back() -> None:
    assert sure("虚拟电厂") == {"grid/vpp"}
    assert sure("废旧电池回收") == {"ev/recycling"}
    assert sure("取向硅钢；非晶合金带材") == {"grid/core-steel"}


def test_the_first_word_of_a_phrase_is_not_what_it_is() -> None:
    assert sure("石墨烯发热眼罩") == set()
    assert sure("碳纤维自行车") == {"composite/sports"}
    assert sure("机器人减速器用轴承钢") == set()
    assert sure("汽车座椅布料；多晶硅清洗剂；光伏玻璃幕墙安装工程") == set()


def test_a_segments_own_name_is_a_keyword() -> None:
    assert sure("逆变器") == {"pv/inverter"}
    assert sure("电解液") == {"ev/electrolyte"}
    assert sure("正极材料；负极材料；电解液；隔膜") == {"ev/cathode", "ev/anode", "ev/electrolyte", "ev/separator"}
    assert reasons("支架") == {"pv/mounting": "generic"}
    assert reasons("心脏支架") == {}


def test_every_segment_of_the_template_is_found_by_its_whole_name() -> None:
    classifier = template_classifier()
    names = {row["id"]: row["name"] for row in template_rows("segments.csv")}
    missing = [id_ for id_, name in names.items() if id_ not in {match.segment for match in classifier.classify(name)}]
    assert missing == []


def test_a_service_that_the_keyword_names_is_what_is_supplied() -> None:
    assert sure("药品批发") == {"pharma/distribution"}
    assert sure("光伏电站运维服务") == {"pv/om"}
    assert sure("代理销售增材制造设备") == set()
    assert reasons("充电桩运营") == {"ev/charging": "head"}
    assert reasons("充电桩销售") == {"ev/charging": "traded"}
    assert reasons("光伏组件安装") == {"pv/module": "traded"}


def test_a_word_of_several_chains_is_resolved_by_the_lists_own_column() -> None:
    assert set(reasons("硅片").values()) == {"several"}
    assert reasons("硅片", industry="光伏设备及元器件制造") == {"pv/wafer": "head"}
    assert reasons("硅片", chain="新一代信息技术") == {"ict/sensitive-material": "head"}


def test_a_generic_word_is_sure_where_the_list_states_its_chain() -> None:
    assert sure("连接器") == sure("连接器", industry="电子元件及电子专用材料制造") == set()
    assert sure("连接器", chain="新一代信息技术") == {"ict/pcb-component"}
    assert sure("连接器", chain="轨道交通") == set()


def test_a_word_of_several_chains_is_resolved_by_what_else_the_row_makes() -> None:
    assert sure("硅片、光伏组件") == {"pv/wafer", "pv/module"}
    assert sure("铁路用变压器") == set()


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


THINGS = st.lists(
    st.sampled_from(
        ["多晶硅", "硅片", "光伏玻璃", "医药批发", "电芯研发", "逆变器类", "白酒", "物业管理", "电容器", "拟建机库"]
    ),
    unique=True,
    max_size=7,
)
SEPARATORS = st.sampled_from(["、", "，", "；", "\n", "/"])


@given(THINGS.flatmap(st.permutations), SEPARATORS)
def test_the_order_of_items_does_not_matter(things: list[str], separator: str) -> None:
    assert reasons(separator.join(things)) == reasons(separator.join(sorted(things)))


@given(THINGS, st.sampled_from("、，；"))
def test_width_and_blanks_do_not_matter(things: list[str], separator: str) -> None:
    wide = f" {separator} ".join(things).translate({ord("，"): ",", ord("；"): ";"}) + "\u3000"
    assert reasons(wide) == reasons(separator.join(things))
    assert sure("ＰＯＥ胶膜；电池ＰＡＣＫ") == sure("POE胶膜;电池PACK") == {"pv/encapsulant", "ev/pack"}


@given(THINGS, st.sampled_from(["白酒", "变压器", "医药批发", "机床研发", "未投产：多晶硅", "连接器"]), SEPARATORS)
def test_another_item_never_removes_a_placement(things: list[str], more: str, separator: str) -> None:
    before, after = separator.join(things), separator.join([*things, more])
    assert sure(before) <= sure(after)
    assert reasons(before).keys() <= reasons(after).keys()


def test_the_kept_part_of_the_sample_is_placed_as_precisely_as_asked() -> None:
    precision, recall = figures("kept", only_sure=True)
    assert precision >= 0.9
    assert recall >= 0.4
