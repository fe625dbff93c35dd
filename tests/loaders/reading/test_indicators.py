"""Indicators: each figure with what it is of, its exact place, and whether it is a target or was reached."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loaders.documents.text_document import Block, Span, TextDocument
from loaders.reading.indicators import indicators
from loaders.reading.lines import PAGE_NUMBER_LINE
from loaders.reading.passage import passages
from loaders.reading.proposal import EntityProposal, IndicatorProposal
from tests.support.work import count_calls

PLAN = "某市科技局2031年工作计划"
REPORT = "2031年某市政府工作报告"
LINE_ENDS = {ord(char): None for char in "\r\n"}  # which may not be read


def read(*lines: str) -> tuple[IndicatorProposal, ...]:
    """Return the indicators of a document with these lines."""
    return indicators(tuple(passages(document(*lines))))


def document(*lines: str) -> TextDocument:
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        if line:
            blocks.append(Block(span=Span(start, start + len(line)), kind="line"))
        start += len(line) + 1
    return TextDocument(name="plan.txt", format="txt", text=text, blocks=tuple(blocks))


def named(*lines: str) -> list[tuple[str, str, str, str]]:
    """Return the name, sign, value and unit of each indicator."""
    return [(proposal.name, proposal.comparator, proposal.value, proposal.unit) for proposal in read(*lines)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("力争全市技术合同成交额突破90亿元。", [("技术合同成交额", ">", "90", "亿元")]),
        ("新建5家省级工程中心，开展交流。", [("新建省级工程中心", "=", "5", "家")]),
        (
            "新增瞪羚企业30家、独角兽企业2家。",
            [("新增瞪羚企业", "=", "30", "家"), ("新增独角兽企业", "=", "2", "家")],
        ),
        (
            "机器人、无人机产量分别增长12%、20%以上。",
            [("机器人增长", "=", "12", "%"), ("无人机产量增长", ">=", "20", "%")],
        ),
        (
            "新增总部、研发中心8家、3家，累计分别达到40家、21家。",
            [
                ("新增总部", "=", "8", "家"),
                ("新增研发中心", "=", "3", "家"),
                ("累计总部", "=", "40", "家"),
                ("累计研发中心", "=", "21", "家"),
            ],
        ),
        (
            "税收、产值增速分别高于全市1.5个和2.5个百分点。",
            [("税收高于全市", "=", "1.5", "个百分点"), ("产值增速高于全市", "=", "2.5", "个百分点")],
        ),
        (
            "培训企业家350名（其中女性50名）。",
            [("培训企业家", "=", "350", "名"), ("培训企业家女性", "=", "50", "名")],
        ),
        (
            "算力规模、存力规模均居全国第3位。",
            [("算力规模", "=", "3", "位(全国)"), ("存力规模", "=", "3", "位(全国)")],
        ),
        (
            "货运量、客运量分别升至全国第二、第三。",
            [("货运量", "=", "2", "位(全国)"), ("客运量", "=", "3", "位")],
        ),
        (
            "商标突破900件、同比增长12%，增速全省第4。",
            [("商标", ">", "900", "件"), ("商标增长", "=", "12", "%"), ("商标增速", "=", "4", "位(全省)")],
        ),
        ("全省算力规模超4成。", [("算力规模", ">", "4", "成")]),
        ("月均补贴标准不低于740元/月。", [("月均补贴标准", ">=", "740", "元/月")]),
        ("创新指数进入全省前十。", [("创新指数", "<=", "10", "位(全省)")]),
        ("推动规上企业研发机构全覆盖。", [("规上企业研发机构", "=", "100", "%")]),
        ("每季度至少召开1次推进会。", [("召开推进会", ">=", "1", "次/季度")]),
        ("瞪羚企业由30家增加到50家。", [("瞪羚企业", "=", "50", "家")]),
        ("开放百个场景。", [("开放场景", "=", "100", "个")]),
    ],
)
def test_figures_have_the_names_that_the_sentence_gives_them(
    sentence: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert named(PLAN, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "加快推进亿元以上项目建设。",
        "研制续航超千公里电池。",
        "围绕三个方面开展一次调研。",
        "每年研究一个产业。",
    ],
)
def test_numbers_that_tell_which_things_are_meant_are_no_indicators(sentence: str) -> None:
    assert named(PLAN, sentence) == []


def kinds(*lines: str) -> list[str]:
    return [proposal.kind for proposal in read(*lines)]


def test_a_report_reviews_until_it_turns_to_the_coming_year() -> None:
    assert kinds(
        REPORT,
        "一、2030年工作回顾",
        "新增瞪羚企业30家，总量达90家。",
        "二、2031年工作安排",
        "新增瞪羚企业40家。",
    ) == ["actual", "stock", "target"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["2030年工作总结和2031年工作计划", "新增企业30家。", "二、2031年工作计划", "新增企业40家。"],
            ["actual", "target"],
        ),
        (
            ["某市科技局2030年工作总结", "今年，我局新增企业30家。", "下一步工作打算", "新增企业40家。"],
            ["actual", "target"],
        ),
        (
            ["某市“十六五”科技创新规划", "第一章　发展基础", "新增企业30家。", "第二章　总体要求", "新增企业40家。"],
            ["actual", "target"],
        ),
        (["某市2031年工作要点", "一、夯实发展基础", "新增企业30家。"], ["target"]),
    ],
)
def test_titles_and_headings_say_what_is_reviewed_and_what_is_planned(lines: list[str], expected: list[str]) -> None:
    assert kinds(*lines) == expected


def test_a_target_in_a_review_says_so_itself() -> None:
    assert kinds(REPORT, "一、2030年工作回顾", "技术合同成交额达到90亿元，力争三年内突破200亿元。") == [
        "actual",
        "target",
    ]


def test_a_year_that_is_to_come_makes_targets_of_the_figures_of_its_sentence() -> None:
    assert kinds(REPORT, "一、2030年工作回顾", "到2035年，研发投入强度达到4%，企业达到900家。") == ["target", "target"]
    assert kinds(REPORT, "一、2030年工作回顾", "到2030年底，研发投入强度达到4%。") == ["actual"]


def test_a_plan_states_targets_from_its_first_line() -> None:
    assert kinds(PLAN, "新增瞪羚企业40家。") == ["target"]


def test_what_a_plan_has_reached_already_is_no_target() -> None:
    assert kinds(PLAN, "去年已认定瞪羚企业40家。") != ["target"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("对认定的企业给予最高50万元奖励。", "threshold"),
        ("每年遴选不超过10家。", "threshold"),
        ("按设备投资的20%给予补贴。", "threshold"),
        ("15个工作日内办结。", "threshold"),
        ("居民消费价格涨幅不超过3%。", "target"),
        ("城镇调查失业率控制在5.5%以内。", "target"),
        ("安排专项资金9亿元。", "target"),
    ],
)
def test_what_a_rule_grants_or_caps_is_a_limit_and_no_target(sentence: str, kind: str) -> None:
    assert kinds(PLAN, sentence) == [kind]


def test_what_was_granted_in_the_year_reviewed_was_reached() -> None:
    assert kinds(REPORT, "一、2030年工作回顾", "发放补贴9亿元，对企业给予补助2亿元。") == ["actual", "actual"]


def test_a_rank_or_coverage_of_a_plan_is_to_be_reached_and_one_of_a_review_is_not() -> None:
    def aimed(*lines: str) -> list[bool]:
        return [proposal.aimed for proposal in read(*lines)]

    assert aimed(PLAN, "创新指数进入全省前十，推动园区研发机构全覆盖。") == [True, True]
    assert aimed(REPORT, "一、2030年工作回顾", "创新指数居全省第二，园区研发机构全覆盖。") == [False, False]


def test_the_period_is_the_stated_one_or_the_year_of_the_passage() -> None:
    periods = [
        proposal.period
        for proposal in read(
            REPORT,
            "一、2030年工作回顾",
            "新增企业30家。",
            "二、2031年工作安排",
            "新增企业40家。到2035年，企业达到900家。",
        )
    ]
    assert periods == ["2030", "2031", "到2035年"]


def test_a_figure_cut_by_a_line_end_keeps_its_place() -> None:
    text = "技术合同成交额突破9\n0亿元。"
    whole = TextDocument(
        name="plan.txt", format="txt", text=text, blocks=(Block(span=Span(0, len(text)), kind="paragraph"),)
    )
    (proposal,) = indicators(tuple(passages(whole)))
    assert (proposal.value, text[slice(*proposal.span)]) == ("90", "技术合同成交额突破9\n0亿元")


@settings(max_examples=300)
@given(
    st.lists(
        st.text(
            alphabet="新增建成超近达到分别全省覆盖居前第位12９%万亿家个项—、，。“”（）一百三每季次年为 \r😀𠮷",
            max_size=40,
        ),
        max_size=4,
    )
)
def test_every_proposal_is_the_slice_at_its_place(lines: list[str]) -> None:
    assume(not any(PAGE_NUMBER_LINE.fullmatch(part) for line in lines for part in line.splitlines()))  # left out
    plan = document(*lines)
    for proposal in indicators(tuple(passages(plan))):
        assert plan.text[slice(*proposal.span)].translate(LINE_ENDS) == proposal.text.translate(LINE_ENDS)
        assert proposal.value
        assert 0 < proposal.certainty <= 1


def test_reading_takes_work_in_proportion_to_the_length() -> None:
    sentence = "新增瞪羚企业30家、独角兽企业2家，技术合同成交额增长12%以上，居全省第2位，"

    def work(times: int) -> int:
        plan = tuple(passages(document(sentence * times)))
        return count_calls(lambda: indicators(plan))

    work(20)  # reads the words
    assert work(1600) < 5 * work(400)


def thing(text: str, name: str, of: str) -> EntityProposal:
    """Return a thing that a document names."""
    start = of.index(text)
    return EntityProposal(
        span=Span(start, start + len(text)), text=text, name=name, type="Technology", status="existing",
        granularity="named", rule="", certainty=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "things", "subjects"),
    [
        ("瞪羚企业达到30家。", ["瞪羚企业"], ["瞪羚企业"]),
        ("机器人产量增长9%。", ["机器人"], ["机器人"]),
        ("举办甲论坛、乙论坛等交流活动8场。", ["甲论坛", "交流活动"], ["交流活动"]),
        ("机器人产量突破9万台，占全国1/4。", ["机器人"], ["机器人", "机器人"]),
        ("技术合同成交额突破90亿元。", ["瞪羚企业"], [""]),
    ],
)
def test_an_indicator_applies_to_the_thing_whose_figure_it_is(
    line: str, things: list[str], subjects: list[str]
) -> None:
    plan = document(line)
    entities = [thing(name, name, line) for name in things if name in line]
    assert [proposal.applies_to for proposal in indicators(tuple(passages(plan)), "", entities)] == subjects
