"""A progress report as offices write it: titles above, units in any place, a column a year."""

from __future__ import annotations

import pytest

from loaders.errors import LoadError
from loaders.progress.progress_table import ProgressEntry, is_progress_report, read_progress
from loaders.sources.sheet import Sheet


def sheet(*rows: tuple[str, ...]) -> list[Sheet]:
    return [Sheet(rows=rows, file="进展.xlsx")]


def values(*rows: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    return [(e.measure, e.value, e.unit, e.period) for e in read_progress(sheet(*rows)).entries]


def test_the_five_columns_are_read_below_a_title() -> None:
    rows = (
        ("2023年指标完成情况表",),
        ("指标", "实际值", "单位", "时间", "来源"),
        ("新增高新技术企业数", "1,112", "家", "2023年", "统计公报"),
    )
    (entry,) = read_progress(sheet(*rows)).entries
    assert entry == ProgressEntry(
        location="进展.xlsx:3",
        measure="新增高新技术企业数",
        value="1,112",
        unit="家",
        period="2023年",
        source="统计公报",
    )


@pytest.mark.parametrize(
    ("heading", "cell", "value", "unit"),
    [
        ("实际值", "112家", "112", "家"),
        ("完成值（%）", "2.8", "2.8", "%"),
        ("实际完成", "２.８％", "2.8", "%"),
        ("完成情况", "第3位", "3", "位"),
    ],
)
def test_a_unit_may_stand_behind_the_number_or_in_the_heading(heading: str, cell: str, value: str, unit: str) -> None:
    assert values(("指标名称", heading, "年份"), ("某指标", cell, "2023")) == [("某指标", value, unit, "2023")]


def test_a_column_a_year_gives_a_value_a_year() -> None:
    rows = (("指标", "单位", "2021年", "2022年实际", "2023"), ("授权量", "件", "900", "", "1200"))
    assert values(*rows) == [("授权量", "900", "件", "2021"), ("授权量", "1200", "件", "2023")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("授权量", "很多", "2023"), "bad_cell"),
        (("授权量", "12", "去年"), "progress_period"),
        (("", "12", "2023"), "empty_cell"),
    ],
)
def test_a_row_that_says_no_value_is_refused_with_its_reason(row: tuple[str, ...], code: str) -> None:
    report = read_progress(sheet(("指标", "实际值", "时间"), ("总数", "1", "2023"), row))
    assert [refused.code for refused in report.refused] == [code]
    assert [entry.measure for entry in report.entries] == ["总数"]


def test_an_empty_cell_is_no_value_yet() -> None:
    report = read_progress(sheet(("指标", "实际值", "时间"), ("总数", "1", "2023"), ("授权量", "", "2023")))
    assert [entry.measure for entry in report.entries] == ["总数"]
    assert report.refused == ()


def test_a_list_of_firms_is_no_report() -> None:
    firms = sheet(("企业名称", "产值", "年份"), ("甲公司", "12", "2023"))
    assert not is_progress_report(firms)
    with pytest.raises(LoadError, match="progress_columns"):
        read_progress(firms)
