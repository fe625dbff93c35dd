"""Rows of a list as records: names, codes, places, segments; what is refused, and why."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.model.credit_code import CREDIT_CODE_ALPHABET
from graph.model.normalize import normalize_credit_code
from loaders.errors import LoadError, RowError
from loaders.lists.entity_index import EntityIndex, build_entity_index
from loaders.lists.mapping import ListMapping
from loaders.lists.transform import ListCountError, ListTransform
from loaders.records import RecordSet
from loaders.sources.header import find_table
from loaders.sources.sheet import Sheet
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow

CODE, OTHER = "91350100M000100Y43", "91320400M000100A2B"
COLUMNS = {
    "企业名称": "name",
    "代码": "credit_code",
    "区": "district",
    "产品": "products",
    "环节": "segment",
    "简称": "aliases",
}
MAPPING = ListMapping(
    dataset="list",
    title="名单",
    publisher="科技局",
    licence="内部",
    label="Enterprise",
    columns=COLUMNS,
    date="2018",
    region="reg-cz",
    kind="高新技术企业",
)


def entity(id_: str, label: str, name: str, *aliases: str, code: str | None = None) -> NamesRow:
    return NamesRow(
        id=id_,
        label=label,
        name=name,
        aliases=aliases or None,
        credit_code=code,
        district=None,
        city=None,
        park=None,
        dataset="d",
        title="D",
        statement=f"d/{id_}",
    )


def segment(chain: str, id_: str, name: str, *keywords: str) -> SegmentsRow:
    return SegmentsRow(
        chain_id=chain,
        chain=chain,
        segment_id=id_,
        segment=name,
        stage="中游",
        critical="否",
        supply_roles=None,
        keywords=keywords or None,
        product_keywords=None,
    )


KNOWN = build_entity_index(
    [
        entity("ent-a", "Enterprise", "常州甲(中国)有限公司", "甲公司", "常州甲股份有限公司", code=CODE),
        entity("ent-b", "Enterprise", "常州乙有限公司"),
        entity("reg-wujin", "Region", "武进区"),
        entity("x1", "Enterprise", "常州重名有限公司"),
        entity("x2", "Enterprise", "常州重名有限公司"),
    ],
    [
        segment("pv", "pv/cell", "电池片", "太阳能电池片", "电池片"),
        segment("pv", "pv/x", "同"),
        segment("nev", "nev/x", "同", "锂电池"),
    ],
)


def read(*rows: dict[str, str], mapping: ListMapping = MAPPING, index: EntityIndex = KNOWN) -> RecordSet:
    head = tuple(COLUMNS)
    lines = (head, *(tuple(row.get(column, "") for column in head) for row in rows))
    table = find_table(Sheet(file="名单.xlsx", name="一", rows=lines), {"企业名称"})
    assert table
    return ListTransform([table], mapping, index).records()


def ids(*rows: dict[str, str], index: EntityIndex = KNOWN) -> list[str]:
    """Who the rows stand as."""
    found = read(*rows, index=index)
    return [found.same.get(node.id, node.id) for node in found.nodes]


def fault(**row: str) -> RowError:
    (found,) = read({"企业名称": "常州丙有限公司", "产品": "x"}, {"产品": "x", **row}).refused
    assert isinstance(found, RowError)
    return found


def test_a_row_says_what_its_cells_say() -> None:
    found = read({"企业名称": " 常州丙 光伏\n有限公司", "区": "武进区", "产品": "电池；组件", "简称": "丙光伏、丙"})
    (node,) = found.nodes
    assert (node.id, node.row, node.label) == ("org:常州丙光伏有限公司", "list/org:常州丙光伏有限公司", "Enterprise")
    assert node.props == {
        "name": "常州丙光伏有限公司",
        "granularity": "named",
        "existence": "existing",
        "kind": "高新技术企业",
        "district": "武进区",
        "products": "电池；组件",
        "aliases": ("丙光伏", "丙"),
    }
    (edge,) = found.edges
    assert (edge.type, edge.target, edge.props["evidence"]) == ("LOCATED_IN", "reg-wujin", "名单.xlsx [一]:2")
    assert edge.props["year"] == 2018


def test_who_is_known_is_found_by_code_then_by_name() -> None:
    assert ids({"企业名称": "别的名字", "代码": CODE}) == ["ent-a"]
    assert ids({"企业名称": "常州甲（中国）有限公司"}) == ["ent-a"]
    assert ids({"企业名称": "常州甲股份有限公司"}) == ["ent-a"]
    assert ids({"企业名称": "甲公司"}) == ["org:甲公司"]
    assert ids({"企业名称": "常州乙有限公司", "代码": CODE}, index=dataclasses.replace(KNOWN, codes={})) == ["ent-b"]
    assert ids({"企业名称": "常州丙有限公司", "代码": OTHER}) == [f"org:{OTHER}"]


def test_another_code_is_another_one_and_two_of_a_name_are_nobody() -> None:
    assert ids({"企业名称": "常州甲(中国)有限公司", "代码": OTHER}) == [f"org:{OTHER}"]
    assert ids({"企业名称": "常州重名有限公司"}) == ["org:常州重名有限公司"]


def test_an_entity_listed_twice_is_one_entity_with_two_rows() -> None:
    found = read({"企业名称": "常州丙有限公司", "产品": "x"}, {"企业名称": "常州丙有限公司", "产品": "y"})
    assert [node.id for node in found.nodes] == ["org:常州丙有限公司"] * 2
    assert len({node.row for node in found.nodes}) == 2


def test_segments_by_id_or_name() -> None:
    found = read({"企业名称": "常州丙有限公司", "环节": "电池片、pv/x"})
    assert [(edge.type, edge.target, edge.props["kind"], edge.props["region"]) for edge in found.edges] == [
        ("ACTIVE_IN", "pv/cell", "production", "reg-cz"),
        ("ACTIVE_IN", "pv/x", "production", "reg-cz"),
    ]


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ({"企业名称": "", "代码": "1"}, "empty_cell", "企业名称"),
        ({"企业名称": "—", "代码": "1"}, "empty_cell", "企业名称"),
        ({"企业名称": "甲", "代码": "91350100M000100Y44"}, "credit_code_wrong", "代码"),
        ({"企业名称": "甲", "代码": "9.1350100M"}, "credit_code_wrong", "代码"),
        ({"企业名称": "甲" * 2000}, "cell_too_long", "企业名称"),
        ({"企业名称": "甲", "环节": "无此环节"}, "list_segment", "环节"),
        ({"企业名称": "甲", "环节": "同"}, "list_segment_several", "环节"),
        ({"企业名称": "甲", "环节": "电池"}, "list_segment_near", "环节"),
    ],
)
def test_a_row_that_cannot_be_taken_names_its_cell(row: dict[str, str], code: str, column: str) -> None:
    found = fault(**row)
    assert found.code == code
    place = {name: found.fields[name] for name in ("file", "line", "column")}
    assert place == {"file": "名单.xlsx [一]", "line": 3, "column": column}


@pytest.mark.parametrize("text", ["无", "320400000012345", "12345678-9", "370323NA000295X", "#N/A", "/", ""])
def test_what_is_no_code_and_was_not_meant_as_one_is_left_out(text: str) -> None:
    (node,) = read({"企业名称": "常州丙有限公司", "代码": text, "产品": "x"}).nodes
    assert "credit_code" not in node.props


def test_fixes_and_defaults() -> None:
    mapping = replace(MAPPING, fixes={"district": {"武进": "武进区"}}, defaults={"district": "新北区"})
    rows = ({"企业名称": "甲", "区": "武进"}, {"企业名称": "乙", "产品": "x"})
    assert [node.props["district"] for node in read(*rows, mapping=mapping).nodes] == ["武进区", "新北区"]


def test_too_few_good_rows_stop_the_run() -> None:
    with pytest.raises(LoadError, match="list_counts"):
        read({"企业名称": "甲", "产品": "x"}, mapping=replace(MAPPING, counts=(2, 9)))


def test_other_sheets_are_passed_over() -> None:
    with pytest.raises(LoadError, match="list_columns"):
        read({"企业名称": "甲", "产品": "x"}, mapping=replace(MAPPING, sheets=("二",)))


def own_ids(*rows: tuple[str, str]) -> list[str]:
    found = read(*({"企业名称": name, "代码": code, "产品": "x"} for name, code in rows))
    return [found.same.get(node.id, node.id) for node in found.nodes]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("常州丙有限公司", ""), ("常州丙有限公司", OTHER)),
        (("常州丙有限公司", OTHER), ("常州丙有限公司", "")),
        (("常州丙丁有限公司", ""), ("常州丙丁有限责任公司", "")),
        (("常州丙材料有限公司", ""), ("常州市丙材料有限公司", "")),
        (("常州丙有限公司", OTHER), ("常州丁有限公司", OTHER)),
        (("常州丙有限公司", ""), ("常州丙有限公司（复审）", "")),
    ],
)
def test_a_company_twice_in_one_list_is_one(first: tuple[str, str], second: tuple[str, str]) -> None:
    one, other = own_ids(first, second)
    assert one == other


def test_one_name_with_two_codes_is_two_in_one_list() -> None:
    assert own_ids(("常州丙有限公司", OTHER), ("常州丙有限公司", CODE)) == [f"org:{OTHER}", "ent-a"]


@pytest.mark.parametrize(
    ("written", "name", "props"),
    [
        ("常州丙有限公司*", "常州丙有限公司", {}),
        ("★常州丙有限公司", "常州丙有限公司", {}),
        ("常州丙有限公司#", "常州丙有限公司", {}),
        ("常州丙高等学校", "常州丙高等学校", {}),
        ("1.常州丙有限公司", "常州丙有限公司", {}),
        ("（12）常州丙有限公司", "常州丙有限公司", {}),
        ("①常州丙有限公司", "常州丙有限公司", {}),
        ("【复审】常州丙有限公司", "常州丙有限公司", {"note": "复审"}),
        ("“常州丙有限公司”", "常州丙有限公司", {}),
        ("(常州)丙有限公司", "(常州)丙有限公司", {}),
        ("常州丙有限公司（复审）", "常州丙有限公司", {"note": "复审"}),
        ("常州丙有限公司(2018年认定)", "常州丙有限公司", {"note": "2018年认定"}),
        ("常州丙有限公司（原名：常州丁有限公司）", "常州丙有限公司", {"aliases": ("常州丁有限公司",)}),
        ("常州丙有限公司（曾用名：常州丁有限公司）", "常州丙有限公司", {"aliases": ("常州丁有限公司",)}),
        ("常州丙有限公司（原常州丁厂）", "常州丙有限公司", {"aliases": ("常州丁厂",)}),
        ("常州丙有限公司（现更名为常州丁有限公司）", "常州丙有限公司", {"aliases": ("常州丁有限公司",)}),
        ("常州丙投资企业（有限合伙）", "常州丙投资企业（有限合伙）", {}),
        ("丙（常州）有限公司", "丙（常州）有限公司", {}),
        ("3D打印科技有限公司", "3D打印科技有限公司", {}),
        ("常州丙集团（中国）", "常州丙集团（中国）", {}),
    ],
)
def test_what_stands_beside_a_name_is_none_of_it(written: str, name: str, props: dict[str, object]) -> None:
    (node,) = read({"企业名称": written, "产品": "x"}).nodes
    assert node.props["name"] == name
    assert {key: node.props[key] for key in ("note", "aliases") if key in node.props} == props


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("常州丙有限公司（已注销）", "organisation_closed"),
        ("常州丙有限公司 已吊销", "organisation_closed"),
        ("常州丙有限公司、常州丁有限公司", "several_names"),
        ("常州丙有限公司/常州丁有限公司", "several_names"),
        ("常州丙有限公司 常州丁有限公司", "several_names"),
        ("常州丙有限公司\n常州丁厂", "several_names"),
        ("常州丙有限公司等3家", "name_and_others"),
        ("常州丙厂等企业", "name_and_others"),
        ("公司", "name_bare"),
        ("有限公司", "name_bare"),
        ("股份有限公司*", "name_bare"),
        ("。。。", "name_marks"),
        ("·", "name_marks"),
        ("#N/A", "cell_error"),
        ("#REF!", "cell_error"),
        ("#FORMULA!", "cell_formula"),
    ],
)
def test_what_is_no_single_name_is_refused_by_its_reason(written: str, code: str) -> None:
    assert fault(企业名称=written).code == code


def test_a_column_of_registrations_says_who_is_no_more() -> None:
    mapping = replace(MAPPING, columns={**COLUMNS, "简称": "registration"})
    rows = (
        {"企业名称": f"常州{n}有限公司", "简称": state}
        for n, state in enumerate(("存续", "注销", "在业", "吊销，未注销", ""))
    )
    found = read(*rows, mapping=mapping)
    assert [node.props["name"] for node in found.nodes] == ["常州0有限公司", "常州2有限公司", "常州4有限公司"]
    assert [problem.code for problem in found.refused] == ["organisation_closed"] * 2


@pytest.mark.parametrize("text", ["9.13204E+17", "9.132E17", "913204120000000000"])
def test_a_code_that_has_lost_digits_is_none(text: str) -> None:
    assert fault(企业名称="甲", 代码=text).code == "credit_code_number"


@pytest.mark.parametrize(
    "text", [f"'{CODE}", CODE.lower(), f'="{CODE}"', f" {CODE[:6]} {CODE[6:]}", f"’{CODE}", f"信用代码：{CODE}"]
)
def test_a_code_that_was_only_written_oddly_is_mended(text: str) -> None:
    (node,) = read({"企业名称": "常州丙有限公司", "代码": text, "产品": "x"}).nodes
    assert node.props["credit_code"] == CODE


def test_full_width_codes_are_mended() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in CODE)
    (node,) = read({"企业名称": "常州丙有限公司", "代码": wide, "产品": "x"}).nodes
    assert node.props["credit_code"] == CODE


def test_the_names_of_industries_stay_whole() -> None:
    industry = "计算机、通信和其他电子设备制造业"
    mapping = replace(MAPPING, columns={**COLUMNS, "简称": "fields"})
    (node,) = read({"企业名称": "常州丙有限公司", "简称": f"{industry}、软件；农、林、牧、渔业"}, mapping=mapping).nodes
    assert node.props["fields"] == (industry, "软件", "农、林、牧、渔业")


def test_the_reasons_of_a_list_without_a_good_row_are_kept() -> None:
    with pytest.raises(ListCountError) as caught:
        read({"企业名称": "公司", "产品": "x"}, {"企业名称": "有限公司", "产品": "x"})
    assert [row.code for row in caught.value.rows] == ["name_bare", "name_bare"]


CODES = st.text(CREDIT_CODE_ALPHABET, min_size=17, max_size=17)


def with_check(base: str) -> str:
    return next(base + digit for digit in CREDIT_CODE_ALPHABET if _sound(base + digit))


def _sound(code: str) -> bool:
    try:
        return normalize_credit_code(code) == code
    except ValueError:
        return False


@given(CODES, st.integers(0, 17), st.sampled_from(CREDIT_CODE_ALPHABET))
def test_any_one_wrong_digit_is_found(base: str, place: int, digit: str) -> None:
    code = with_check(base)
    other: Any = code[:place] + digit + code[place + 1 :]
    assert _sound(other) == (other == code)
    assert normalize_credit_code(f" {code.lower()} ") == code


@pytest.mark.parametrize("written", ["常州丙有限公司（停产）", "常州丙有限公司（已迁出）"])
def test_the_products_of_one_that_makes_nothing_here_are_for_review(written: str) -> None:
    (edge,) = read({"企业名称": written, "产品": "锂电池"}, mapping=replace(MAPPING, place=True)).edges
    assert edge.props["support"] == "lead"


def test_products_place_a_row_where_no_column_does() -> None:
    placing = replace(MAPPING, place=True)
    rows = (
        {"企业名称": "常州丙有限公司", "产品": "太阳能电池片；锂电池充电装置"},
        {"企业名称": "常州丁有限公司", "产品": "锂电池", "环节": "电池片"},
    )
    found = read(*rows, mapping=placing)
    told = [
        (e.source[4:7], e.target, e.props["confidence"], e.props["support"], e.props.get("note", ""))
        for e in found.edges
    ]
    assert told == [
        ("常州丙", "pv/cell", "inferred", "established", "产品“太阳能电池片”：关键词“太阳能电池片”"),
        ("常州丙", "nev/x", "inferred", "lead", "产品“锂电池充电装置”：关键词“锂电池”"),
        ("常州丁", "pv/cell", "explicit", "established", ""),
    ]
    assert [edge.type for edge in read(*rows).edges] == ["ACTIVE_IN"]


def test_a_business_scope_is_for_review_only() -> None:
    columns = {**COLUMNS, "产品": "scope"}
    found = read(
        {"企业名称": "常州丙有限公司", "产品": "锂电池制造；电池片加工设备"},
        mapping=replace(MAPPING, place=True, columns=columns),
    )
    assert [(edge.target, edge.props["support"]) for edge in found.edges] == [("nev/x", "lead")]


def test_two_codes_for_one_name_join_nobody() -> None:
    assert ids(
        {"企业名称": "常州乙有限公司", "代码": CODE},
        {"企业名称": "常州乙有限公司", "代码": OTHER},
        index=dataclasses.replace(KNOWN, codes={}),
    ) == [
        f"org:{CODE}",
        f"org:{OTHER}",
    ]


def test_one_segment_twice_is_one_holding() -> None:
    assert len(read({"企业名称": "常州丙有限公司", "环节": "电池片、pv/cell、电池片"}).edges) == 1


def test_segments_want_a_region() -> None:
    with pytest.raises(LoadError, match="list_region"):
        read({"企业名称": "常州丙有限公司", "环节": "电池片"}, mapping=replace(MAPPING, region=""))


def test_what_says_nothing_does_not_hide_what_says_something() -> None:
    mapping = replace(MAPPING, columns={**COLUMNS, "简称": "products"})
    (node,) = read({"企业名称": "常州丙有限公司", "产品": "无", "简称": "电池"}, mapping=mapping).nodes
    assert node.props["products"] == "电池"
