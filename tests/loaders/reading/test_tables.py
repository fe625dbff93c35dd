"""Tables of tasks row by row, and brackets that name who does a task."""

from __future__ import annotations

import pytest

from loaders.documents.text_document import Block, CellPlace, Span, TextDocument
from loaders.documents.txt import parse_txt
from loaders.reading.passage import Passage, passages
from loaders.reading.proposal import EntityProposal
from loaders.reading.responsible import table_relations, with_units
from loaders.reading.tables import TaskRow, task_rows

HEADS = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]


def table(*rows: list[str], of: int = 0) -> TextDocument:
    """Return a document that is one table; an empty cell stands for one merged with the cell above."""
    text, blocks = "", []
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words:
                place = CellPlace(table=of, row=row, column=column)
                blocks.append(Block(span=Span(len(text), len(text) + len(words)), kind="cell", cell=place))
                text += words + "\n"
    return TextDocument(name="plan.docx", format="docx", text=text, blocks=tuple(blocks))


def lines(*texts: str) -> tuple[Passage, ...]:
    return tuple(passages(parse_txt("\n".join(texts).encode(), "plan.txt")))


def units(row: TaskRow) -> list[tuple[str, str]]:
    """Return the roles and names of a task's units."""
    return [(unit.role, unit.place.text) for unit in row.units]


def test_each_row_of_a_table_is_a_task_with_its_units() -> None:
    plan = table(
        HEADS,
        ["1", "建设云谷算力平台", "市数据局", "市发改委、市财政局", "2031年6月"],
        ["2", "实施强基行动", "市科技局、市工信局", "各区人民政府", "2031年底"],
    )
    first, second = task_rows(tuple(passages(plan)))
    assert [place.text for place in first.task] == ["建设云谷算力平台"]
    assert units(first) == [("lead", "市数据局"), ("partner", "市发改委"), ("partner", "市财政局")]
    assert (first.deadline, second.deadline) == ("2031年6月", "2031年底")
    assert units(second) == [("lead", "市科技局"), ("lead", "市工信局"), ("partner", "各区人民政府")]


def test_a_title_row_above_the_heads_is_passed_over() -> None:
    plan = table(["2031年重点任务分工表"], HEADS, ["1", "建设云谷算力平台", "市数据局", "市财政局", ""])
    assert [units(row) for row in task_rows(tuple(passages(plan)))] == [[("lead", "市数据局"), ("partner", "市财政局")]]


def test_a_merged_cell_of_units_holds_for_the_rows_below() -> None:
    plan = table(["任务", "责任单位"], ["建设甲平台", "市数据局"], ["建设乙平台", ""], ["建设丙平台", "市科技局"])
    assert [units(row)[0][1] for row in task_rows(tuple(passages(plan)))] == ["市数据局", "市数据局", "市科技局"]


def test_a_row_without_helpers_does_not_take_those_of_the_row_above() -> None:
    plan = table(HEADS, ["1", "建设甲平台", "市数据局", "市财政局"], ["2", "建设乙平台", "市科技局", ""])
    assert units(task_rows(tuple(passages(plan)))[1]) == [("lead", "市科技局")]


def test_a_table_without_units_has_no_tasks() -> None:
    assert task_rows(tuple(passages(table(["企业", "地址"], ["甲公司", "东路1号"])))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "建设甲平台。（责任单位：市科技局、市工信局，东湖区、西湖区人民政府）",
            [
                ("responsible", "市科技局"),
                ("responsible", "市工信局"),
                ("responsible", "东湖区"),
                ("responsible", "西湖区人民政府"),
            ],
        ),
        (
            "建设甲平台。[责任单位：各县（市）区人民政府，开发（度假）区管委会]",
            [("responsible", "各县（市）区人民政府"), ("responsible", "开发（度假）区管委会")],
        ),
        (
            "建设甲平台。（责任单位：市科技局牵头，市财政局、市税务局配合）",
            [("lead", "市科技局"), ("partner", "市财政局"), ("partner", "市税务局")],
        ),
        (
            "建设甲平台。（牵头单位：市科技局；配合单位：市财政局）",
            [("lead", "市科技局"), ("partner", "市财政局")],
        ),
    ],
)
def test_a_bracket_names_the_units_of_the_task_before_it(text: str, expected: list[tuple[str, str]]) -> None:
    rows = task_rows(lines(text))
    assert [pair for row in rows for pair in units(row)] == expected
    assert {row.task[0].text for row in rows} == {"建设甲平台。"}


def test_a_line_of_its_own_names_the_units_of_the_paragraph_before() -> None:
    (row,) = task_rows(lines("（一）建设甲平台，完善服务功能。", "责任单位：市科技局牵头，市财政局配合"))
    assert row.task[0].text.strip() == "（一）建设甲平台，完善服务功能。"
    assert units(row) == [("lead", "市科技局"), ("partner", "市财政局")]


def test_units_are_proposed_once_with_all_their_places() -> None:
    read = lines(
        "建设甲平台。（责任单位：市科技局、东湖区、西湖区人民政府）", "建设乙平台。（责任单位：市科技局、各科室）"
    )
    things = with_units(task_rows(read), ())
    assert [(thing.name, thing.type, len(thing.mentions)) for thing in things] == [
        ("市科技局", "Authority", 1),
        ("东湖区人民政府", "Authority", 0),
        ("西湖区人民政府", "Authority", 0),
    ]


def test_a_unit_that_is_named_already_is_not_proposed_again() -> None:
    read = lines("建设甲平台。（责任单位：市科技局）")
    known = with_units(task_rows(read), ())
    assert with_units(task_rows(read), known) == known


def test_units_of_a_table_lead_and_take_part_in_the_thing_of_its_task() -> None:
    plan = table(HEADS, ["1", "建设云谷算力平台", "市数据局", "市财政局、各区人民政府", "年底"])
    rows = task_rows(tuple(passages(plan)))
    start = plan.text.index("云谷算力平台")
    platform = EntityProposal(
        span=Span(start, start + 6),
        text="云谷算力平台",
        name="云谷算力平台",
        type="Platform",
        status="planned",
        granularity="named",
        rule="",
        certainty=1,
    )
    stated = [
        (plan.text[slice(*found.source)] if found.source else "", found.relation, found.target, found.status)
        for found in table_relations(rows, with_units(rows, (platform,)))
    ]
    assert stated == [
        ("市数据局", "LEADS", platform.span, "planned"),
        ("市财政局", "PARTICIPATES_IN", platform.span, "planned"),
    ]


def test_every_unit_is_the_slice_at_its_place() -> None:
    plan = parse_txt("建设甲平台。（责任单位：市科\n技局、市工信局，\n各有关单位）\n".encode(), "plan.txt")
    for thing in with_units(task_rows(tuple(passages(plan))), ()):
        assert plan.text[slice(*thing.span)].replace("\n", "") == thing.text
