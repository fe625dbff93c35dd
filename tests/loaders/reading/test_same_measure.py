"""Figures of two documents are paired where they are of one measure."""

from __future__ import annotations

import pytest

from loaders.documents.text_document import Span
from loaders.reading.proposal import IndicatorProposal
from loaders.reading.same_measure import pair_indicators, plain_measure


def figure(name: str, value: str, unit: str, *, of: str = "", kind: str = "target") -> IndicatorProposal:
    return IndicatorProposal(
        name=name, comparator="=", value=value, unit=unit, kind=kind, span=Span(0, 1), text="", rule="", certainty=1,
        applies_to=of,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全社会研发投入占GDP比重", "研发投入强度"),
        ("高新技术企业总数", "高新技术企业"),
        ("规模以上工业增加值增长", "规上工业增加值增速"),
        ("2031年新增上市公司", "新增上市公司"),
        ("全市技术合同成交额", "技术合同成交额"),
    ],
)
def test_several_prints_of_a_measure_are_one(one: str, other: str) -> None:
    assert plain_measure(one) == plain_measure(other)


def test_a_level_and_its_growth_are_two_measures() -> None:
    assert plain_measure("技术合同成交额") != plain_measure("技术合同成交额增速")


def test_figures_of_one_measure_thing_and_unit_are_paired() -> None:
    target, other = figure("技术合同成交额", "90", "亿元"), figure("技术合同成交额增速", "9", "%")
    reached = figure("全市技术合同成交额", "1.1", "万亿元", kind="actual")
    assert pair_indicators([other, target], [reached]) == ((target, reached),)


def test_a_measure_of_two_things_is_paired_thing_by_thing() -> None:
    before = [figure("产量", "5", "万台", of="机器人"), figure("产量", "7", "万台", of="无人机")]
    after = [figure("产量", "8", "万台", of="无人机"), figure("产量", "6", "万台")]
    assert pair_indicators(before, after) == ((before[1], after[0]),)


def test_a_thing_that_one_document_leaves_unsaid_does_not_part_the_two() -> None:
    before, after = figure("高新技术企业总量", "900", "家", of="高新技术企业"), figure("高新技术企业", "950", "家")
    assert pair_indicators([before], [after]) == ((before, after),)


def test_a_figure_is_in_one_pair_at_most() -> None:
    before, after = [figure("发明专利", "5", "件")], [figure("发明专利", "6", "件"), figure("发明专利", "7", "件")]
    assert len(pair_indicators(before, after)) == 1
