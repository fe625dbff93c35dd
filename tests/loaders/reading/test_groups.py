"""Groups: sets whose size a text states, with the members that it names beside."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.text_document import Block, Span, TextDocument
from loaders.reading.groups import AGAIN, groups
from loaders.reading.passage import passages
from loaders.reading.proposal import GroupProposal

LINE_ENDS = {ord(char): None for char in "\r\n"}  # which may not be read


def read(*lines: str) -> tuple[GroupProposal, ...]:
    """Return the groups of a document with these lines."""
    return groups(tuple(passages(document(*lines))))


def document(*lines: str) -> TextDocument:
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        if line:
            blocks.append(Block(span=Span(start, start + len(line)), kind="line"))
        start += len(line) + 1
    return TextDocument(name="plan.txt", format="txt", text=text, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("做强机器人、氢能、碳材料三大主导产业。", ("3", "个", ("机器人", "氢能", "碳材料"))),
        ("深入实施六大提质行动。", ("6", "项", ())),
        ("支持东湖科技园、西湖科技园等5家省级科技园创新发展。", ("5", "家", ("东湖科技园", "西湖科技园"))),
        ("13条重点产业链全面起势。", ("13", "条", ())),
        ("建立五项工作机制。", ("5", "项", ())),
        ("深入实施“五新工程”。", ("5", "项", ())),
        ("加快建设“五个中心”。", ("5", "个", ())),
        ("发展“四新”产业。", ("4", "类", ())),
        ("打造“1+3+N”低空发展平台。", ("1+3", "个", ())),
        ("形成“一基地、两中心、百场景、多应用”的格局。", ("1+2+100", "基地/中心/场景", ())),
        ("以“2家实验室、7个装置”为主体。", ("2+7", "家/个", ())),
    ],
)
def test_a_set_has_its_size_unit_and_members(sentence: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert [(group.size, group.unit, group.members) for group in read(sentence)] == [expected]


def test_a_formula_without_marks_states_one_set_for_each_number() -> None:
    assert [(group.name, group.size) for group in read("优化“一核两带三区”布局。")] == [
        ("一核", "1"),
        ("两带", "2"),
        ("三区", "3"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "贯彻党的二十大精神。",
        "从政策、平台、氛围三个方面发力。",
        "新增8个省级产业园。",
        "增速分别高于全省2.2个和3.7个百分点。",
        "年内引进公共平台、转移中心5家以上。",
        "推行“一业一策”。",
        "第三大股东。",
    ],
)
def test_what_is_only_counted_is_no_group(sentence: str) -> None:
    assert read(sentence) == ()


def test_a_set_named_again_is_proposed_where_its_members_are_named() -> None:
    (group,) = read("“十大项目”完成投资9亿元。", "填" * 300, "抓好东线铁路、西线铁路等“十大项目”。")
    assert group.members == ("东线铁路", "西线铁路")
    assert group.span.start > 300


def test_members_named_in_the_next_sentence_are_of_the_first_place() -> None:
    (group,) = read("牵头推进两大产业链。推进新材料、新医药两大产业链重点项目。")
    assert (group.span.start, group.members) == (4, ("新材料", "新医药"))


def test_another_part_of_a_report_names_its_sets_anew() -> None:
    assert len(read("实施六大行动。", "填" * AGAIN, "实施六大行动。")) == 2


@settings(max_examples=300)
@given(
    st.lists(
        # A line of digits alone is a page's number, which a passage leaves out of its text and not of its span.
        st.text(alphabet="三四大十两0２家个项+N一核带区产业工程行动机制“”、等《》，。新 \r😀𠮷", max_size=40).filter(
            lambda line: not line.strip().isdecimal()
        ),
        max_size=4,
    )
)
def test_every_group_is_the_slice_at_its_place(lines: list[str]) -> None:
    plan = document(*lines)
    for group in groups(tuple(passages(plan))):
        assert plan.text[slice(*group.span)].translate(LINE_ENDS) == group.text.translate(LINE_ENDS)
        assert all(int(size) > 0 for size in group.size.split("+"))
