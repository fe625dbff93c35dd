"""Figures: which numbers of a text are one, and how large it says they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.figures import figures


def signs(text: str) -> list[tuple[str, str, str]]:
    """Return the sign, the value and the unit of each figure of a text."""
    return [
        (figure.comparator, figure.value + ("-" + figure.value_max if figure.value_max else ""), figure.unit)
        for figure in figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业超过1.2万家", (">", "1.2", "万家")),
        ("达到50家左右", ("~", "50", "家")),
        ("不低于8%", (">=", "8", "%")),
        ("２．３万个以上", (">=", "2.3", "万个")),
        ("控制在3％以内", ("<=", "3", "％")),
        ("近100万辆", ("~", "100", "万辆")),
        ("新建20余项", (">", "20", "项")),
        ("突破万亿元", (">", "1", "万亿元")),
        ("超百项", (">", "100", "项")),
        ("突破千亿，", (">", "1", "千亿")),
        ("超4成", (">", "4", "成")),
        ("进入5万亿元以上的新阶段", (">=", "5", "万亿元")),
        ("不低于740元/月", (">=", "740", "元/月")),
        ("最高50万元", ("<=", "50", "万元")),
        ("占全国的三分之一", ("=", "1/3", "")),
        ("增长百分之五", ("=", "5", "%")),
        ("建成3—5家", ("range", "3-5", "家")),
        ("5%—5.5%", ("range", "5-5.5", "%")),
        ("销售5000万元—4亿元", ("range", "5000-40000", "万元")),
        ("翻一番", ("=", "1", "番")),
        ("累计1,250件", ("=", "1250", "件")),
    ],
)
def test_a_figure_has_its_sign_value_and_unit(text: str, expected: tuple[str, str, str]) -> None:
    assert signs(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2025年3月9日",
        "第12批项目",
        "第47届大赛",
        "12英寸晶圆",
        "14nm及以下芯片",
        "世界500强企业",
        "十大产业链",
        "千人计划",
        "贯彻“金融15条”",
        "文号〔2023〕11号",
        "G60科创走廊",
        "10万吨级码头",
        "索引号014109496/2018-00010",
    ],
)
def test_years_ordinals_and_names_are_no_figures(text: str) -> None:
    assert signs(text) == []


@given(st.text(alphabet="新增超近达到1９.5%万亿家个项—-至、，。“”一百千三分之年第以上 \n😀𠮷", max_size=60))
def test_figures_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start <= figure.number <= figure.end <= len(text)
        end = figure.end
