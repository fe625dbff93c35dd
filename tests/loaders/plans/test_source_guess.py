"""What a document seems to say of itself."""

from __future__ import annotations

import pytest

from loaders.documents.txt import text_document
from loaders.plans.source_guess import SourceGuess, guess_source

PAGE = """\
首页 > 政务公开
索引号：X-1 发布机构：乙市科技局 生成日期：2021-03-05
乙市科学技术局2021年工作要点
一、建设平台
"""
LETTER = """\
丙县人民政府关于推动产业链发展的实施意见
各乡镇人民政府：
现提出以下意见。
丙县人民政府
2022年6月1日
"""


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        (PAGE, SourceGuess("乙市科学技术局2021年工作要点", "乙市科技局", "2021-03-05")),
        (LETTER, SourceGuess("丙县人民政府关于推动产业链发展的实施意见", "丙县人民政府", "2022-06-01")),
        ("没有任何线索的一句话。", SourceGuess("", "", "")),
        ("日期是2020年99月1日\n", SourceGuess("日期是2020年99月1日", "", "")),
        ("", SourceGuess()),
        ("2021年工作计划\n己市科学技术局\n" + "正文。" * 300, SourceGuess("2021年工作计划", "己市科学技术局", "")),
        ("丁省政府工作报告\n——2020年1月5日\n", SourceGuess("丁省政府工作报告", "丁省人民政府", "2020-01-05")),
        ("现将《戊市科技创新规划》印发给你们。\n", SourceGuess("戊市科技创新规划", "", "")),
    ],
)
def test_title_publisher_and_date(text: str, guess: SourceGuess) -> None:
    assert guess_source(text_document(text, "a.txt")) == guess
