"""Tables of indicators: each value with its measure, unit, year and kind."""

from __future__ import annotations

from loaders.documents.text_document import Block, CellPlace, Span, TextDocument
from loaders.reading.indicators import indicators
from loaders.reading.passage import passages
from loaders.reading.proposal import IndicatorProposal

TITLE = "某市2031年科技创新工作计划"


def plan_with(*rows: list[str]) -> TextDocument:
    """Return a plan whose text is a table."""
    text, blocks = "", []
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words:
                place = CellPlace(table=0, row=row, column=column)
                blocks.append(Block(span=Span(len(text), len(text) + len(words)), kind="cell", cell=place))
                text += words + "\n"
    return TextDocument(name="plan.docx", format="docx", text=text, blocks=tuple(blocks), title=TITLE)


def read(plan: TextDocument) -> tuple[IndicatorProposal, ...]:
    return indicators(tuple(passages(plan)), plan.title)


def told(plan: TextDocument) -> list[tuple[str, str, str, str, str, str]]:
    """Return the name, sign, value, unit, period and kind of each indicator."""
    return [(found.name, found.comparator, found.value, found.unit, found.period, found.kind) for found in read(plan)]


def test_each_value_has_the_measure_and_unit_of_its_row_and_the_year_of_its_column() -> None:
    plan = plan_with(
        ["序号", "指标名称", "单位", "2030年实际", "2031年目标"],
        ["1", "研发投入强度", "%", "3.1", "3.3左右"],
        ["2", "高新技术企业", "家", "1,020", "≥1200"],
    )
    assert told(plan) == [
        ("研发投入强度", "=", "3.1", "%", "2030", "actual"),
        ("研发投入强度", "~", "3.3", "%", "2031", "target"),
        ("高新技术企业", "=", "1020", "家", "2030", "actual"),
        ("高新技术企业", ">=", "1200", "家", "2031", "target"),
    ]


def test_units_stand_in_the_measure_or_in_the_cell() -> None:
    plan = plan_with(
        ["主要指标", "2030年", "2035年"], ["技术合同成交额（亿元）", "90", "200"], ["数字经济占比", "40%", "50%以上"]
    )
    assert told(plan) == [
        ("技术合同成交额", "=", "90", "亿元", "2030", "actual"),
        ("技术合同成交额", "=", "200", "亿元", "2035", "target"),
        ("数字经济占比", "=", "40", "%", "2030", "actual"),
        ("数字经济占比", ">=", "50", "%", "2035", "target"),
    ]


def test_heads_in_two_rows_are_read_together() -> None:
    plan = plan_with(["指标", "单位", "目标值", ""], ["", "", "2031年", "2035年"], ["发明专利", "件", "30", "60—70"])
    assert told(plan) == [
        ("发明专利", "=", "30", "件", "2031", "target"),
        ("发明专利", "range", "60", "件", "2035", "target"),
    ]


def test_tables_without_measures_or_values_are_no_tables_of_indicators() -> None:
    assert told(plan_with(["企业名称", "2030年产值"], ["甲公司", "90"])) == []
    assert told(plan_with(["指标", "完成时间"], ["研发投入强度", "2031年底"])) == []


def test_every_value_is_the_slice_at_its_place() -> None:
    plan = plan_with(["指标", "单位", "2031年目标"], ["发明专利", "件", "[ 30 ]"], ["论文", "篇", "不少于20"])
    found = read(plan)
    assert [plan.text[slice(*proposal.span)] for proposal in found] == [proposal.text for proposal in found]
    assert [proposal.value for proposal in found] == ["30", "20"]
