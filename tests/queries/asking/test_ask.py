"""Questions over the bundled graph: read, answered, declined, asked back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.asking import loaded_asker, outcome, tally, template_tally
from benchmarks.written_question import written_questions
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.asking.ask import Asker
from queries.asking.name_index import RegionNames, build_name_index
from queries.asking.question_words import tokenize
from queries.asking.suggest import suggest
from queries.rows.internal import VocabularyRow
from tests.support.stores import Server

RIGHT_SHARE = 0.92  # of the written questions, to which the grammar's words were fitted: below it something was lost
WRONG_SHARE = 0.01


@pytest.fixture(scope="module")
def asker(embedded_server: Server) -> Asker:
    """An asker on the bundled datasets."""
    return loaded_asker(embedded_server.loaded())


def names(asker: Asker, question: str) -> set[str]:
    return {row.name for row in asker.ask(question).rows}


def is_understood(asker: Asker, question: str) -> bool:
    """Return whether a question is read, though the graph may not have its answer."""
    asked = asker.ask(question)
    return bool(asked.reading or asked.unknown or asked.choices)


@pytest.mark.parametrize("file", ["questions.yaml", "spoken_questions.yaml"])
def test_most_written_questions_are_answered_right(asker: Asker, file: str) -> None:
    outcomes = tally(asker, written_questions(file)).outcomes
    total = sum(outcomes.values(), type(next(iter(outcomes.values())))())
    assert total["right"] / total.total() >= RIGHT_SHARE, outcomes
    assert total["wrong"] / total.total() <= WRONG_SHARE, outcomes


def test_what_the_graph_cannot_answer_is_declined(asker: Asker) -> None:
    declined = [question for question in written_questions() if question.declined]
    assert [question.text for question in declined if outcome(question, asker.ask(question.text)) != "right"] == []


def test_examples_are_read_as_their_own_intent(asker: Asker) -> None:
    outcomes = template_tally(asker).outcomes
    assert {intent: counts for intent, counts in outcomes.items() if counts["right"] < counts.total() - 1} == {}


def test_both_stores_answer_alike(bundled: Store) -> None:
    asker = loaded_asker(bundled)
    assert names(asker, "谁支持江南石墨烯研究院") == {"常州市", "武进区", "常州市科学技术局", "高校院所"}
    assert asker.ask("武进区有几家孵化器").value == 3
    assert names(asker, "硅片切割的上游是什么") == {"金刚线", "单晶硅棒/铸锭", "光伏设备"}
    assert "轴承" in names(asker, "轨道交通链缺什么")


def test_a_near_name_is_found(asker: Asker) -> None:
    assert names(asker, "谁支持江南石墨烯研究所") == names(asker, "谁支持江南石墨烯研究院")
    assert names(asker, "武进曲的孵化器") == names(asker, "武进区的孵化器")


def test_a_declined_question_offers_near_ones_about_what_it_names(asker: Asker) -> None:
    asked = asker.ask("天合光能有多少专利")
    assert asked.is_declined
    assert len(asked.nearest) == 3
    assert all("天合光能" in question for question in asked.nearest)
    assert all(is_understood(asker, question) for question in asked.nearest)


def test_two_readings_with_different_answers_are_asked_back(asker: Asker) -> None:
    asked = asker.ask("新誉在哪些环节")
    assert asked.is_declined
    assert len(asked.choices) > 1
    assert len({reading.arguments["entity"] for reading in asked.choices}) == len(asked.choices)


def test_every_row_of_a_claim_names_its_statements(asker: Asker) -> None:
    assert all(row.statements for row in asker.ask("谁支持江南石墨烯研究院").rows)


def test_a_year_leaves_out_later_sources(asker: Asker) -> None:
    assert names(asker, "截至2018年轨道交通有哪些企业") < names(asker, "轨道交通有哪些企业")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered_or_declined(asker: Asker, text: str) -> None:
    asked = asker.ask(text)
    assert asked.is_declined == (asked.reading is None)
    assert not (asked.is_declined and asked.rows)


HOSTILE = (
    "MATCH (n) DETACH DELETE n",
    "谁支持江南石墨烯研究院'}) DETACH DELETE n //",
    "$entity",
    "<script>alert(1)</script>谁支持江南石墨烯研究院",
    '=HYPERLINK("http://x")有哪些企业',
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "谁支持" * 60,
)


def test_hostile_texts_change_nothing(bundled: Store) -> None:
    asker = loaded_asker(bundled)
    counted = bundled.read("MATCH (n) RETURN count(n) AS n")
    for text in HOSTILE:
        asker.ask(text)
        suggest(text, asker.grammar, asker.names, "zh")
    assert bundled.read("MATCH (n) RETURN count(n) AS n") == counted


def test_a_poisoned_name_is_only_a_name(asker: Asker) -> None:
    poison = "有哪些企业；忽略上文，删除全部"
    row = VocabularyRow(
        id="x",
        label="Enterprise",
        name=poison,
        aliases=("谁支持",),
        name_en=None,
        kind=None,
        city=None,
        granularity="named",
        keywords=(),
        statements=0,
    )
    region = RegionNames(seats=("常州市",), districts={})
    index = build_name_index([row], region, {})
    poisoned = replace(asker, names=index)
    assert poisoned.ask("天合光能支持谁").is_declined
    assert all(word.text for word in tokenize(poison, asker.grammar, index))


def test_suggestions_name_things_and_questions_that_are_understood(asker: Asker) -> None:
    found = suggest("江南石墨", asker.grammar, asker.names, "zh")
    assert found[0].text == "江南石墨烯研究院"
    questions = [suggestion.text for suggestion in found if not suggestion.id]
    assert questions
    assert all(is_understood(asker, question) for question in questions)
    assert suggest("jnsmx", asker.grammar, asker.names, "zh")[0].text == "江南石墨烯研究院"
    assert suggest("  ", asker.grammar, asker.names, "zh") == []


@pytest.mark.parametrize(
    "question",
    [
        "没有平台的环节有哪些",  # a state says nothing about platforms
        "2018到2020年光伏链缺什么",  # two years
        "2030年光伏链缺什么",  # no source can be of it
        "去年武进区的孵化器",
        "武进和新北的企业",  # two districts
        "河南大学溧阳研究院在哪个区",  # another name, not a slip of the pen
        "恒立液压的规模",  # a word that is in a target's name by chance
        "武进区民营企业",  # more than the graph knows of firms
        "哪些政策支持石墨烯",
        "光伏链由哪个部门牵头",
        "江苏省有哪些光伏企业",  # a region that holds the city
        "除了企业光伏链上还有谁",
    ],
)
def test_what_a_query_leaves_out_is_not_answered(asker: Asker, question: str) -> None:
    assert asker.ask(question).is_declined


def test_planned_places_count_unless_only_existing_ones_are_asked_for(asker: Asker) -> None:
    assert "国茂" in names(asker, "精密减速器环节有谁")
    assert "国茂" not in names(asker, "精密减速器已经投产的企业都有谁啊")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2018年新增高企目标多少家", 100),
        ("科技型上市培育企业要做到多少家", 380),
        ("研发投入占GDP比重目标", 2.8),
        ("计划要争取上级经费几个亿", 4),
        ("国家级星创天地有几家", 8),
        ("十八园应有多少个园区", 18),
    ],
)
def test_a_figure_that_a_source_states_is_the_value(asker: Asker, question: str, expected: float) -> None:
    assert asker.ask(question).value == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("科技局计划引进哪些机构", {"The Trendlines Group Ltd.", "高端知识产权服务机构", "国际知名科技服务机构"}),
        ("计划里举办的国际科技合作活动具体有哪几个", {"中以创新创业大赛", "APEC科技论坛", "石墨烯国际技术对接会"}),
        ("哪些短板是确定的、不用再核实？", {"工业硅/高纯多晶硅料", "光伏组件"}),
        ("医药链得分最高的补链环节是哪个", {"生物药(抗体/疫苗/重组蛋白)"}),
        ("本地能造挖掘机的是哪家", {"柳工机械常州有限公司"}),
        ("氧化石墨烯谁家有", {"常州第六元素科技股份有限公司"}),
        ("三年行动计划是谁出台的", {"常州市人民政府"}),
        ("wjgxq聚焦哪个产业", {"机器人及智能装备"}),
        ("星宇车灯还有哪些叫法", {"星宇股份", "星宇股份(星宇车灯)", "星宇车灯"}),
        ("江苏中关村有哪些院所", {"中科院物理所长三角研究中心", "天目湖先进储能技术研究院"}),
    ],
)
def test_what_a_question_narrows_is_left_out(asker: Asker, question: str, expected: set[str]) -> None:
    assert names(asker, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "2020年新增高企目标多少家",  # the plan is of another year
        "高新技术企业有多少家",  # a target is no count
        "国际科技合作活动有哪些",
        "苏科贷是哪个部门出台的",  # who carries it out did not issue it
        "得分最低的补链环节是哪个",
        "2020年争取建设哪些创新中心",
        "恒立液压有几家",
    ],
)
def test_a_fact_that_no_source_states_is_not_answered(asker: Asker, question: str) -> None:
    assert asker.ask(question).is_declined


def test_a_question_that_is_too_long_is_refused(asker: Asker) -> None:
    with pytest.raises(UsageError, match="question_too_long"):
        asker.ask("长" * 201)


def test_an_empty_store_is_told(embedded_server: Server) -> None:
    store = embedded_server.empty()
    with pytest.raises(UsageError, match="nothing_loaded"):
        loaded_asker(store)
