"""Lists of projects, technologies, talents and service organisations: detection, and what their rows become."""

from __future__ import annotations

import pytest

from graph.model.schema_file import default_schema
from loaders.lists.detect import MappingGuess, guess_mapping, tables_of
from loaders.lists.entity_index import build_entity_index
from loaders.lists.list_type import list_types
from loaders.lists.row_holders import describes_row
from loaders.lists.transform import ListTransform
from loaders.records import RecordSet
from loaders.sources.sheet import Sheet
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow

Rows = tuple[tuple[str, ...], ...]
PROJECTS: Rows = (
    ("序号", "项目名称", "承担单位", "建设内容", "建设状态"),
    ("1", "年产2万套机器人减速器项目", "芜湖甲机器人有限公司", "谐波减速器", "在建"),
    ("2", "智能焊接中试项目", "安徽工程大学", "", "已建成"),
    ("3", "汽车零部件产业园（二期）项目", "", "谐波减速器", ""),
)
TECHNOLOGIES: Rows = (
    ("技术名称", "持有单位", "技术领域"),
    ("高精度谐波减速器设计技术", "芜湖甲机器人有限公司、安徽工程大学", "谐波减速器"),
    ("某工艺", "", ""),
)
TALENTS: Rows = (
    ("序号", "姓名", "工作单位", "人才类别", "研究方向", "联系电话"),
    ("1", "张三丰", "芜湖甲机器人有限公司", "省双创人才", "谐波减速器", "13900000000"),
    ("2", "李四光", "芜湖甲机器人有限公司", "市领军人才", "谐波减速器", ""),
    ("3", "王五常", "安徽工程大学", "", "古代文学", ""),
)
SERVICES: Rows = (("机构名称", "统一社会信用代码", "业务领域"), ("芜湖丁知识产权事务所", "", "知识产权"))


def segment(id_: str, name: str, *keywords: str) -> SegmentsRow:
    return SegmentsRow(
        chain_id="robotics",
        chain="机器人",
        segment_id=id_,
        segment=name,
        stage="中游",
        critical="是",
        supply_roles=None,
        keywords=keywords,
        product_keywords=None,
    )


def known(id_: str, label: str, name: str) -> NamesRow:
    return NamesRow(
        id=id_,
        label=label,
        name=name,
        aliases=None,
        credit_code=None,
        district=None,
        city=None,
        park=None,
        dataset="d",
        title="D",
        statement=f"d/{id_}",
    )


KNOWN = build_entity_index(
    [known("uni-ahpu", "University", "安徽工程大学"), known("reg-wuhu", "Region", "芜湖市")],
    [segment("robotics/reducer", "精密减速器", "谐波减速器")],
)


def guess(rows: Rows, file: str = "名单.xlsx") -> MappingGuess:
    return guess_mapping(tables_of([Sheet(file=file, rows=rows)]), "list", "芜湖市科技局", region="reg-wuhu")


def records(rows: Rows, file: str = "名单.xlsx") -> RecordSet:
    found = guess(rows, file)
    return ListTransform(found.tables, found.mapping, KNOWN).records()


def holdings(found: RecordSet) -> list[tuple[str, object, object, object]]:
    names = {node.id: node.props["name"] for node in found.nodes}
    return [
        (str(names[edge.source]), edge.props["kind"], edge.props["status"], edge.props["support"])
        for edge in found.edges
        if edge.type == "ACTIVE_IN"
    ]


@pytest.mark.parametrize(
    ("rows", "file", "type_", "columns"),
    [
        (PROJECTS, "名单.xlsx", "projects", {"项目名称": "name", "承担单位": "holder", "建设状态": "progress"}),
        (
            (("项目名称", "企业名称"), ("甲项目", "甲公司")),
            "2024年重点项目清单.xlsx",
            "projects",
            {"企业名称": "holder"},
        ),
        (TECHNOLOGIES, "名单.xlsx", "technologies", {"技术名称": "name", "持有单位": "holder"}),
        (TALENTS, "名单.xlsx", "talents", {"姓名": "person", "工作单位": "name", "人才类别": "title"}),
        (SERVICES, "科技服务机构名单.xlsx", "services", {"机构名称": "name"}),
        ((("企业名称", "人才数"), ("甲公司", "3")), "高层次人才企业名单.xlsx", "enterprises", {"企业名称": "name"}),
        ((("企业名称", "项目名称"), ("甲公司", "甲项目")), "名单.xlsx", "enterprises", {"企业名称": "name"}),
        ((("企业名称",), ("甲公司",)), "高新技术企业培育项目名单.xlsx", "high-tech", {"企业名称": "name"}),
        ((("平台名称", "依托单位"), ("甲实验室", "甲公司")), "省级平台名单.xlsx", "platforms", {"依托单位": "holder"}),
    ],
)
def test_a_list_s_kind_and_who_is_behind_its_rows_are_guessed(
    rows: Rows, file: str, type_: str, columns: dict[str, str]
) -> None:
    mapping = guess(rows, file).mapping
    assert mapping.type == type_
    assert {column: mapping.columns.get(column) for column in columns} == columns


def test_a_project_is_implemented_by_whoever_is_named_who_then_holds_its_place() -> None:
    found = records(PROJECTS)
    assert found.refused == ()
    assert [(node.props["name"], node.label) for node in found.nodes if describes_row(node)] == [
        ("年产2万套机器人减速器项目", "Project"),
        ("智能焊接中试项目", "Project"),
        ("汽车零部件产业园（二期）项目", "Project"),
    ]
    assert [(node.props["name"], node.label) for node in found.nodes if not describes_row(node)] == [
        ("芜湖甲机器人有限公司", "Enterprise"),
        ("安徽工程大学", "University"),
    ]
    assert [edge.type for edge in found.edges if edge.type != "ACTIVE_IN"] == ["IMPLEMENTS", "PARTICIPATES_IN"]
    assert found.same == {"org:安徽工程大学": "uni-ahpu"}  # the one that the graph knows
    assert holdings(found) == [
        ("芜湖甲机器人有限公司", "project", "planned", "established"),
        (
            "汽车零部件产业园(二期)项目" if False else "汽车零部件产业园（二期）项目",
            "project",
            "existing",
            "established",
        ),
    ]
    assert {node.props["name"]: node.props["existence"] for node in found.nodes if describes_row(node)} == {
        "年产2万套机器人减速器项目": "planned",
        "智能焊接中试项目": "existing",
        "汽车零部件产业园（二期）项目": "existing",
    }


def test_a_technology_s_place_is_a_lead_of_each_holder_and_of_nobody_without_one() -> None:
    found = records(TECHNOLOGIES)
    assert [(edge.type, edge.target) for edge in found.edges if edge.type != "ACTIVE_IN"] == [
        ("FOCUSES_ON", "org:高精度谐波减速器设计技术"),
        ("FOCUSES_ON", "org:高精度谐波减速器设计技术"),
    ]
    assert holdings(found) == [
        ("芜湖甲机器人有限公司", "research", "existing", "lead"),
        ("安徽工程大学", "research", "existing", "lead"),
    ]
    assert len({edge.id for edge in found.edges}) == len(found.edges)


def test_a_talent_is_a_statement_of_the_employer_and_the_person_is_nowhere() -> None:
    found = records(TALENTS)
    assert [(node.props["name"], node.label) for node in found.nodes] == [
        ("芜湖甲机器人有限公司", "Enterprise"),
        ("芜湖甲机器人有限公司", "Enterprise"),
        ("安徽工程大学", "University"),
    ]
    assert holdings(found) == [("芜湖甲机器人有限公司", "talent", "existing", "lead")] * 2
    notes = [edge.props["note"] for edge in found.edges]
    assert notes == [
        "省双创人才；研究方向“谐波减速器”：关键词“谐波减速器”",
        "市领军人才；研究方向“谐波减速器”：关键词“谐波减速器”",
    ]
    text = repr((found.nodes, found.edges, found.dataset, found.same, guess(TALENTS).mapping.text()))
    for private in ("张三丰", "李四光", "王五常", "13900000000"):
        assert private not in text


def test_a_segment_column_states_the_talent_itself() -> None:
    rows = (("姓名", "单位名称", "产业链环节"), ("张三丰", "安徽工程大学", "精密减速器"))
    found = records(rows, "领军人才名单.xlsx")
    assert holdings(found) == [("安徽工程大学", "talent", "existing", "established")]
    assert found.same == {"org:安徽工程大学": "uni-ahpu"}


def test_a_platform_is_affiliated_with_what_it_rests_on_and_holds_its_place_itself() -> None:
    rows = (("平台名称", "依托单位", "产业链环节"), ("芜湖减速器实验室", "安徽工程大学", "精密减速器"))
    found = records(rows, "平台名单.xlsx")
    edge = next(edge for edge in found.edges if edge.type == "AFFILIATED_WITH")
    assert (edge.source, edge.target) == ("org:芜湖减速器实验室", "org:安徽工程大学")
    assert holdings(found) == [("芜湖减速器实验室", "platform", "existing", "established")]


def test_a_service_organisation_serves_at_its_segment() -> None:
    rows = (("机构名称", "统一社会信用代码", "环节"), ("芜湖丁检测中心", "91350100M000100Y43", "精密减速器"))
    found = records(rows, "科技服务机构.xlsx")
    assert holdings(found) == [("芜湖丁检测中心", "service", "existing", "established")]
    assert found.nodes[0].label == "ServiceOrg"
    assert found.nodes[0].props["credit_code"] == "91350100M000100Y43"


def test_every_type_s_edges_and_role_are_the_schema_s() -> None:
    schema = default_schema()
    for list_type in list_types().values():
        assert list_type.label in schema.nodes
        assert set(list_type.holder_edges) <= schema.edges.keys()
        assert list_type.role in ("", *schema.values["role"])
        assert bool(list_type.holders) == bool(list_type.holder_edges or list_type.heading_of == "person")


def test_a_code_beside_a_project_is_not_the_project_s() -> None:
    rows = (
        ("项目名称", "承担单位", "统一社会信用代码"),
        ("甲项目", "芜湖甲机器人有限公司", "91350100M000100Y43"),
        ("乙项目", "芜湖甲机器人有限公司", "91350100M000100Y43"),
    )
    found = records(rows, "项目清单.xlsx")
    assert [node.id for node in found.nodes if describes_row(node)] == ["org:甲项目", "org:乙项目"]


def test_a_district_is_the_list_s_own_region_s_where_several_have_one_name() -> None:
    index = build_entity_index(
        [known("reg-320106", "Region", "鼓楼区"), known("reg-320302", "Region", "鼓楼区")], [segment("a/b", "环节")]
    )
    rows = (("企业名称", "所属区县"), ("甲电机有限公司", "鼓楼区"))
    for region, wanted in (("reg-320300", ["reg-320302"]), ("reg-320100", ["reg-320106"]), ("reg-340200", [])):
        found = guess_mapping(tables_of([Sheet(file="名单.xlsx", rows=rows)]), "list", "某局", region=region)
        edges = ListTransform(found.tables, found.mapping, index).records().edges
        assert [edge.target for edge in edges] == wanted
