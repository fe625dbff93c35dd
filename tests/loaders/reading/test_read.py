"""A document read as a whole: every proposal quotes the text at its place, line ends and all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.txt import parse_txt
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal
from loaders.reading.read import read_text

PLAN = """2031年云岭市科技局工作计划
一、加快建设云谷实验室，力争全年技术合同成交额突破
90亿元，做强机器人、氢能、
碳材料三大主导产业。（责任单位：市科技
局、市工信局）
"""
WORDS = st.sampled_from(
    ["建设云谷实验室", "新增瞪羚企业", "30家", "突破90亿", "元", "甲园、乙园等", "6家园区", "（责任单位：市科技", "局、市工信局）",
     "，", "。", "、", "\n", "\r\n", "😀", "𠮷", "“五新工程”", "居全省首位", " "]
)  # fmt: skip


def test_what_a_line_end_cuts_is_quoted_with_it() -> None:
    document = parse_txt(PLAN.encode(), "plan.txt")
    proposals = read_text(document)
    assert [(figure.value, figure.unit) for figure in proposals.indicators] == [("90", "亿元")]
    assert "突破\n90亿元" in proposals.indicators[0].text
    assert [(group.size, group.members) for group in proposals.groups] == [("3", ("机器人", "氢能", "碳材料"))]
    assert "市科技\n局" in {entity.text for entity in proposals.entities}


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_every_proposal_quotes_the_text_at_its_place(text: str) -> None:
    document = parse_txt(text.encode(), "plan.txt")
    for proposal in read_text(document):
        if isinstance(proposal, EntityProposal | IndicatorProposal | GroupProposal):
            assert document.text[slice(*proposal.span)] == proposal.text
