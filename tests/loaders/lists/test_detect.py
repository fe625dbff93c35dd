"""What a list is and what its columns say, guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from loaders.dataset.manifest import CompletenessClaim
from loaders.errors import LoadError
from loaders.lists.detect import MappingGuess, guess_mapping, tables_of
from loaders.lists.list_type import classify_list
from loaders.lists.mapping import ListMapping, parse_list_mapping, read_list_mapping
from loaders.lists.transform import ListTransform
from loaders.regions.region_dataset import near_names
from loaders.sources.sheet import Sheet


def guessed(*rows: tuple[str, ...], file: str = "名单.xlsx") -> MappingGuess:
    return guess_mapping(tables_of([Sheet(file=file, rows=rows)]), "list", region="reg-changzhou")


def test_usual_headings() -> None:
    head = ("序号", "单位名称", "统一社会\n信用代码", "所属辖市区", "主要产品（或服务）", "经营范围", "备注")
    found = guessed(("2018年度高新技术企业名单",), head, ("1", "甲", "x", "武进区", "电池", "制造", ""))
    assert found.mapping.columns == {
        "单位名称": "name",
        "统一社会信用代码": "credit_code",
        "所属辖市区": "district",
        "主要产品（或服务）": "products",
        "经营范围": "scope",
        "备注": "note",
    }
    assert found.unused == ("序号",)
    assert (found.mapping.kind, found.mapping.date) == ("高新技术企业", "2018")
    assert found.mapping.title == "2018年度高新技术企业名单"


def test_headings_that_say_nothing_are_known_by_their_cells() -> None:
    rows = [(f"常州{n}号光伏有限公司", "91350100M000100Y43", "x") for n in range(5)]
    found = guessed(("甲", "乙", "丙"), *rows)
    assert found.mapping.columns == {"甲": "name", "乙": "credit_code"}
    assert set(found.why.values()) == {"cells"}


def test_a_property_is_guessed_once_by_its_best_column() -> None:
    found = guessed(("项目名称", "企业名称", "依托单位名称"), ("a", "b", "c"))
    assert [column for column, name in found.mapping.columns.items() if name == "name"] == ["企业名称"]


def test_a_column_that_is_the_same_in_every_row_is_no_name() -> None:
    rows = [("公司", f"常州{n}号机械有限公司", f"{n}") for n in range(5)]
    found = guessed(("节点类型", "节点名称", "代码"), *rows)
    assert found.mapping.columns == {"节点名称": "name", "节点类型": "kind"}


def test_of_two_columns_of_names_the_filled_one_is_taken() -> None:
    rows = [("", f"常州{n}号机械有限公司") for n in range(6)]
    found = guessed(("企业名称", "提供企业名称"), *rows, ("常州末机械有限公司", "常州末机械有限公司"))
    assert [column for column, name in found.mapping.columns.items() if name == "name"] == ["提供企业名称"]


def test_a_head_far_below_is_found() -> None:
    notes = [(f"说明{n}",) for n in range(60)]
    found = guessed(*notes, ("企业名称", "区县"), ("常州甲有限公司", "武进区"))
    assert found.mapping.columns == {"企业名称": "name", "区县": "district"}
    assert len(found.tables[0].rows) == 1


def test_an_english_head_is_known() -> None:
    assert guessed(("id", "name", "city"), ("1", "甲", "常州")).mapping.columns["name"] == "name"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("江苏省专精特新小巨人企业", "specialised"),
        ("2019规上工业企业", "above-scale"),
        ("市级以上孵化器、众创空间", "carriers"),
        ("新型研发机构", "research-bodies"),
        ("市级工程技术研究中心", "platforms"),
        ("2024招商目标库", "targets"),
        ("全国普通高等学校名单", "universities"),
        ("江苏省开发区名录", "parks"),
        ("常州国家高新区高新技术企业", "high-tech"),
        ("省级重点实验室", "platforms"),
        ("x", "enterprises"),
    ],
)
def test_the_kind_of_a_list(text: str, kind: str) -> None:
    assert classify_list([text]).id == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("常州大学", "常州工学院", "常州信息职业技术学院"), "universities"),
        (("武进高新区", "常州经开区", "天宁经济开发区"), "parks"),
        (("常州甲孵化器", "常州乙众创空间"), "carriers"),
        (("甲重点实验室", "乙工程研究中心"), "platforms"),
        (("常州甲研究院", "常州乙研究所"), "research-bodies"),
        (("常州甲有限公司", "常州大学"), "enterprises"),
        ((), "enterprises"),
    ],
)
def test_where_no_word_tells_the_names_do(names: tuple[str, ...], kind: str) -> None:
    assert classify_list(["附件"], names).id == kind


def test_a_list_of_companies_is_none_of_parks() -> None:
    assert classify_list(["开发区名录"], ["常州甲有限公司", "常州乙有限公司"]).id == "enterprises"
    assert classify_list(["开发区名录"], ["武进高新区", "常州经开区"]).id == "parks"


def test_a_list_without_known_names_is_a_proposal_with_every_column() -> None:
    found = guessed(("甲", "乙"), ("一二", "三四"), ("五六", "七八"))
    assert not found.has_names
    assert found.unused == ("甲", "乙")
    assert found.template.columns == {"甲": "", "乙": ""}
    assert parse_list_mapping(
        replace(found.template, publisher="某局", columns={"甲": "name", "乙": ""}).text().encode(), "m.yaml"
    ).columns == {"甲": "name"}


def test_a_file_with_hidden_sheets_alone_is_read_by_their_names() -> None:
    sheet = Sheet(file="a.xlsx", name="底表", hidden=True, rows=(("企业名称", "区"), ("常州甲有限公司", "武进区")))
    assert guess_mapping(tables_of([sheet]), "x").mapping.sheets == ("底表",)


def test_a_sheet_of_notes_beside_a_list_says_nothing() -> None:
    sheets = [
        Sheet(file="a.xlsx", name="一", rows=(("企业名称", "主营产品"), ("常州甲有限公司", "电解液"))),
        Sheet(file="a.xlsx", name="二", rows=(("单位名称", "信用代码"), ("常州乙有限公司", "91350100M000100Y43"))),
        Sheet(file="a.xlsx", name="说明", rows=(("本表由科技局汇总",), ("联系电话 000",))),
    ]
    found = guess_mapping(tables_of(sheets), "x")
    assert found.unused == ()
    assert [table.sheet.name for table in found.tables] == ["一", "二"]


def test_each_table_is_of_the_kind_that_its_title_says() -> None:
    rows = (
        ("高新技术企业", ""),
        ("企业名称", "区县"),
        ("常州甲有限公司", "武进区"),
        ("", ""),
        ("市级重点实验室", ""),
        ("企业名称", "区县"),
        ("常州乙实验室", "新北区"),
    )
    found = guessed(*rows)
    assert (found.mapping.label, found.mapping.kind) == ("Enterprise", "高新技术企业")
    assert (found.mapping.title, found.mapping.kinds) == ("名单", {"市级重点实验室": "platforms"})
    nodes = ListTransform(found.tables, found.mapping).records().nodes
    assert [(node.label, node.props["name"], node.props.get("kind")) for node in nodes] == [
        ("Enterprise", "常州甲有限公司", "高新技术企业"),
        ("Platform", "常州乙实验室", None),
    ]


def test_groups_and_tables_without_a_title_have_their_kinds() -> None:
    rows = (
        ("企业名称", "区县"),
        ("常州甲有限公司", "武进区"),
        ("", ""),
        ("众创空间名单", ""),
        ("众创空间名称", "区县"),
        ("常州乙众创空间", "武进区"),
    )
    found = guessed(*rows)
    assert (found.mapping.label, found.mapping.kinds) == ("Enterprise", {"众创空间名单": "carriers"})
    groups = (
        ("序号", "企业名称", "区县"),
        ("高新技术企业", "", ""),
        ("1", "常州甲有限公司", "武进区"),
        ("省级重点实验室", "", ""),
        ("2", "常州乙实验室", "武进区"),
    )
    grouped = guessed(*groups)
    nodes = ListTransform(grouped.tables, grouped.mapping).records().nodes
    assert [(node.label, node.props.get("kind")) for node in nodes] == [
        ("Enterprise", "高新技术企业"),
        ("Platform", None),
    ]


def test_a_second_table_of_figures_is_no_list_of_names() -> None:
    rows = (
        ("企业名称", "区县"),
        ("常州甲有限公司", "武进区"),
        ("乙星", "武进区"),
        ("", ""),
        ("统计表", ""),
        ("区", "户数"),
        ("武进区", "3"),
    )
    found = guessed(*rows)
    assert [[row["企业名称"] for row in table.rows] for table in found.tables] == [["常州甲有限公司", "乙星"]]


def test_a_usual_heading_over_one_word_is_no_column_of_names() -> None:
    rows = [("公司", f"常州{n}号机械有限公司") for n in range(5)]
    assert guessed(("企业名称", "全称"), *rows).mapping.columns["全称"] == "name"


def test_of_several_columns_of_names_the_most_usual_heading_is_taken() -> None:
    found = guessed(("依托单位", "平台名称"), ("常州甲有限公司", "甲平台"), ("常州乙有限公司", "乙平台"))
    assert found.mapping.columns["平台名称"] == "name"


@pytest.mark.parametrize(
    ("rows", "code"),
    [((), "list_empty"), ((("企业名称",),), "list_head_only")],
)
def test_a_file_without_a_list_is_reported(rows: tuple[tuple[str, ...], ...], code: str) -> None:
    with pytest.raises(LoadError, match=code):
        guessed(*rows)


def test_a_mapping_is_kept_and_read_again(tmp_path: Path) -> None:
    kept = ListMapping(
        dataset="list",
        title="名单",
        publisher="科技局",
        licence="内部",
        label="Enterprise",
        columns={"企业名称": "name", "区": "district"},
        date="2018",
        region="reg-changzhou",
        fixes={"district": {"武进": "武进区"}},
        sheets=("一",),
        counts=(1, 9),
        complete=(CompletenessClaim(role="production", segments=("pv/cell",), above="规上", ignore_smaller=True),),
        place=True,
        header=3,
        hidden_rows=False,
        kinds={"重点实验室": "platforms"},
    )
    (tmp_path / "m.yaml").write_text(kept.text(), "utf-8")
    assert read_list_mapping(tmp_path / "m.yaml") == kept


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("dataset: list", "dataset: 名 单", "yaml_value"),
        ("企业名称: name", "企业名称: nothing", "yaml_choice"),
        ("企业名称: name", "企业名称: kind", "map_no_name"),
        ("label: Enterprise", "label: Clause", "yaml_choice"),
        ("kinds: {}", "kinds: {表: nothing}", "yaml_choice"),
        ("header: auto", "header: first", "yaml_value"),
        ("publisher: 科技局", "publisher: ''", "yaml_key_missing"),
        ("status: existing", "state: existing", "yaml_key_unknown"),
        ("- 1\n", "- one\n", "yaml_value"),
        ("fixes: {}", "fixes: {district: 武进}", "yaml_value"),
    ],
)
def test_a_wrong_mapping_is_reported(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = ListMapping(
        dataset="list",
        title="名单",
        publisher="科技局",
        licence="内部",
        label="Enterprise",
        columns={"企业名称": "name"},
    ).text()
    assert old in text
    (tmp_path / "m.yaml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(LoadError, match=code):
        read_list_mapping(tmp_path / "m.yaml")


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("北京甲光伏有限公司", "深圳市乙光伏有限公司", "常州丙光伏有限公司", "丁光伏有限公司"), False),
        (("北京甲光伏有限公司", "江苏乙光伏有限公司", "常州丙光伏有限公司"), True),
        (("甲光伏有限公司", "乙光伏有限公司"), True),
    ],
)
def test_companies_of_elsewhere_are_not_placed_here(names: tuple[str, ...], place: bool) -> None:
    rows = (("企业名称", "主营产品"), *((name, "光伏组件") for name in names))
    found = guess_mapping(
        tables_of([Sheet(file="上市公司.csv", rows=rows)]), "x", region="reg-changzhou", near=near_names("320400")
    )
    assert found.mapping.place is place
    assert bool(found.elsewhere) is not place
    aims = guess_mapping(
        tables_of([Sheet(file="招商目标库.csv", rows=rows)]), "x", region="reg-changzhou", near=near_names("320400")
    )
    assert aims.mapping.place


@pytest.mark.parametrize(
    ("heading", "cell", "wanted"),
    [
        ("企业所在县（市、区）", "x", "district"),
        ("归口", "武进区", "district"),
        ("拳头产品", "x", "products"),
        ("入驻的产业园", "x", "park"),
        ("坐落", "武进区科创路1号", "address"),
        ("国民经济行业分类", "x", "fields"),
        ("链上节点", "x", "segment"),
        ("高企证书编号", "GR201832000001", None),
        ("主要产品产值", "1000", None),
        ("是否上市", "否", None),
        ("法定代表人", "张三", None),
        ("联系电话", "0519-1", None),
        ("认购方式", "现金", None),
        ("股东性质", "国有", None),
        ("股东类型", "法人", None),
        ("持股比例", "51%", None),
        ("省份", "江苏省", None),
        ("所在省", "江苏省", None),
        ("注册号", "320400000012345", "credit_code"),
    ],
)
def test_headings_that_are_not_the_usual_ones(heading: str, cell: str, wanted: str | None) -> None:
    found = guessed(("序号", "企业名称", heading), ("1", "常州甲有限公司", cell), ("2", "常州乙有限公司", cell))
    assert found.mapping.columns.get(heading) == wanted
    assert "nothing" not in found.mapping.columns.values()
