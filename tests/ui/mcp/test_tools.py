"""Each tool on both engines: what it answers, and the statements that it cites."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model.errors import QueryError, UsageError
from ui.mcp.graph_reader import GraphReader
from ui.mcp.server import described_tool, error_text, tool_result
from ui.mcp.tool_answer import MAX_ANSWER_CHARACTERS
from ui.mcp.tools import TOOLS, call_tool
from ui.text import LANGUAGES, words

pytestmark = pytest.mark.both_engines
INSTITUTE = "江南石墨烯研究院"
SUPPORTERS = {"常州市", "武进区", "常州市科学技术局", "高校院所"}
# A call of each tool with what the answer must name and a statement that it must cite.
CALLS: list[tuple[str, dict[str, Any], str, str]] = [
    ("search", {"text": "石墨烯"}, "石墨烯粉体", "chains/carbon/powder"),
    ("entity", {"entity": INSTITUTE}, "武进区", "changzhou-2018/E150"),
    ("chain", {}, "轨道交通", ""),
    ("chain", {"chain": "轨道交通"}, "制动系统", "changzhou-public/e-seg-024-1"),
    ("gaps", {}, "工业硅/高纯多晶硅料", "changzhou-public/a-reg-001-1"),
    ("gaps", {"chain": "rail"}, "轴承", "changzhou-public/e-seg-033-1"),
    ("explain", {"gap": "bu:pv/polysilicon"}, "得分", "changzhou-public/a-reg-001-1"),
    ("ask", {"question": f"谁支持{INSTITUTE}"}, "常州市科学技术局", "changzhou-2018/R287"),
    ("ask", {"question": "武进区有几家孵化器"}, "以色列创新科技孵化器", "changzhou-public/car-israel-incubator"),
    ("query", {"name": "supporters", "parameters": {"entity": INSTITUTE}}, "光明日报", "changzhou-public/e-ref-080-1"),
    ("query", {"name": "identity", "parameters": {"entity": "inst-jngri"}}, INSTITUTE, "changzhou-2018/E150"),
    (
        "cypher",
        {"text": "MATCH ({id: 'rail'})-[r:HAS_SEGMENT]->(s) RETURN r.id, s.name"},
        "轴承",
        "chains/rail/bearing",
    ),
    (
        "cypher",
        {"text": "MATCH (x {id: 'inst-jngri'})<-[r:FUNDS]-(y) RETURN r, y.name"},
        "武进区",
        "changzhou-public/e-ref-080-1",
    ),
    ("cypher", {"text": f"MATCH (x:Entity {{name: '{INSTITUTE}'}}) RETURN x.name"}, INSTITUTE, "changzhou-2018/E150"),
]


@pytest.mark.parametrize(("tool", "arguments", "named", "statement"), CALLS)
def test_an_answer_names_what_was_asked_for_and_cites_its_statements(
    reader: GraphReader, tool: str, arguments: dict[str, Any], named: str, statement: str
) -> None:
    answer = call_tool(reader, tool, {**arguments, **({} if tool == "explain" else {"limit": 500})})
    assert named in str(answer)
    assert statement in answer["statements"] or not statement
    assert answer["statements"]
    assert len(str(answer)) < 2 * MAX_ANSWER_CHARACTERS


def test_every_statement_that_is_cited_exists(reader: GraphReader) -> None:
    cited = [id_ for tool, arguments, _, _ in CALLS for id_ in call_tool(reader, tool, arguments)["statements"]]
    rows = reader.store.read("MATCH ()-[r]->() WHERE r.id IN $ids RETURN DISTINCT r.id AS id", {"ids": cited})
    nodes = reader.store.read("MATCH (n) WHERE n.id IN $ids RETURN DISTINCT n.id AS id", {"ids": cited})
    assert set(cited) <= {row["id"] for row in (*rows, *nodes)}


def test_every_tool_has_a_call_here() -> None:
    assert {tool for tool, _, _, _ in CALLS} | {"schema"} == set(TOOLS)


def test_a_question_is_answered_as_on_the_command_line(reader: GraphReader) -> None:
    answer = call_tool(reader, "ask", {"question": f"谁支持{INSTITUTE}"})
    assert answer["query"] == "supporters"
    assert {row["name"] for row in answer["rows"]} == SUPPORTERS
    assert all(row["statements"] for row in answer["rows"])


def test_a_count_is_a_value_with_what_was_counted(reader: GraphReader) -> None:
    answer = call_tool(reader, "ask", {"question": "武进区有几家孵化器"})
    assert (answer["value"], len(answer["rows"])) == (3, 3)


def test_a_question_that_is_not_understood_is_declined_with_the_nearest(reader: GraphReader) -> None:
    answer = call_tool(reader, "ask", {"question": "天合光能有多少专利"})
    assert answer["declined"] is True
    assert len(answer["nearest"]) == 3


def test_a_computed_answer_says_that_it_names_no_statement(reader: GraphReader) -> None:
    answer = call_tool(reader, "cypher", {"text": "MATCH (n:Park) RETURN count(n) AS parks"})
    assert answer["statements"] == []
    assert "r.id" in answer["note"]


def test_what_is_cut_is_said(reader: GraphReader) -> None:
    answer = call_tool(reader, "cypher", {"text": "UNWIND range(1, 9) AS x RETURN x", "limit": 3})
    assert [row["x"] for row in answer["rows"]] == [1, 2, 3]
    assert "前 3 行" in answer["cut"][0]
    assert "cut" not in call_tool(reader, "cypher", {"text": "UNWIND range(1, 3) AS x RETURN x", "limit": 3})


def test_an_answer_is_bounded_whatever_is_asked(reader: GraphReader) -> None:
    texts = ["UNWIND range(1, 9999) AS x RETURN x, 'y' * 1", "MATCH (a)-[r]->(b) RETURN a, r, b"]
    texts += ["RETURN reduce(s = '', x IN range(1, 9999) | s + 'x') AS s", "RETURN range(1, 99999) AS xs"]
    for text in texts:
        result = tool_result(reader, "cypher", {"text": text, "limit": 500})
        assert len(result.content[0].text) < 1.5 * MAX_ANSWER_CHARACTERS  # type: ignore[union-attr]
        assert result.is_error or "cut" in result.structured_content  # type: ignore[operator]


def test_a_lone_half_of_a_character_is_sent_as_text(reader: GraphReader) -> None:
    result = tool_result(reader, "search", {"text": "\ud800"})
    result.model_dump_json()


@pytest.mark.parametrize(
    ("tool", "arguments", "code", "advice"),
    [
        ("nothing", {}, "tool_unknown", "search"),
        ("search", {}, "tool_argument_missing", "text"),
        ("search", {"text": ""}, "tool_argument_missing", "text"),
        ("search", {"text": 3}, "tool_argument_type", "string"),
        ("search", {"text": "x", "limit": 0}, "tool_argument_positive", "1"),
        ("search", {"text": "x", "limit": True}, "tool_argument_type", "integer"),
        ("search", {"text": "x", "colour": "red"}, "tool_argument_unknown", "limit"),
        ("search", {"text": "x" * 20_001}, "tool_argument_long", "20000"),
        ("ask", {"question": "谁支持" * 99}, "tool_argument_long", "200"),
        ("entity", {"entity": "不存在的主体"}, "entity_unknown", "search"),
        ("entity", {"entity": "研究院"}, "entity_ambiguous", "inst-jngri"),
        ("chain", {"chain": "造船"}, "chain_unknown", "轨道交通"),
        ("gaps", {"chain": "造船"}, "chain_unknown", "轨道交通"),
        ("explain", {"gap": "bu:nothing"}, "gap_unknown", "gaps"),
        ("query", {"name": "supporters"}, "parameter_missing", "parameters"),
        ("query", {"name": "supporters", "parameters": {"entity": ["a", 1]}}, "tool_argument_type", "string"),
        ("query", {"name": "supporters", "parameters": {"entity": "x" * 20_001}}, "tool_argument_long", "20000"),
        (
            "query",
            {"name": "neighbours", "parameters": {"entities": "pv", "limit": "many"}},
            "parameter_type",
            "integer",
        ),
        ("query", {"name": "listing", "parameters": {"limit": -1}}, "parameter_range", "1000000"),
        ("query", {"name": "listing", "parameters": {"limit": 10**30}}, "parameter_range", "1000000"),
        ("query", {"name": "document-texts"}, "query_unknown", "holders"),
        ("query", {"name": "../../etc/passwd"}, "query_unknown", "holders"),
    ],
)
def test_an_error_is_a_sentence_that_says_what_to_do(
    reader: GraphReader, tool: str, arguments: dict[str, Any], code: str, advice: str
) -> None:
    with pytest.raises(UsageError) as caught:
        call_tool(reader, tool, arguments)
    assert caught.value.code == code
    assert all(advice in error_text(caught.value, words(language)) for language in LANGUAGES)
    assert tool_result(reader, tool, arguments).is_error


def test_a_long_statement_is_not_repeated_whole_in_its_error(reader: GraphReader) -> None:
    result = tool_result(reader, "cypher", {"text": "RETURN x y" + " " * 1_000 + "'" + "z" * 15_000 + "'"})
    assert result.is_error
    assert len(result.content[0].text) < 2_200  # type: ignore[union-attr]


def test_a_query_that_never_ends_is_given_up(reader: GraphReader) -> None:
    reader.settings = type(reader.settings).from_env({"LIANTU_HOME": "/nonexistent"})
    object.__setattr__(reader.settings, "console_seconds", 1.0)
    with pytest.raises(QueryError, match="query_timeout"):
        call_tool(reader, "cypher", {"text": "MATCH (a:Entity)-[*1..9]-(b:Entity) RETURN count(*)"})


def test_a_fault_of_ours_is_told_without_its_details(reader: GraphReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "analysis", lambda: 1 / 0)
    result = tool_result(reader, "gaps", {})
    assert result.is_error
    assert result.content[0].text == words("zh")("mcp.failed")  # type: ignore[union-attr]


def test_a_changed_dataset_is_seen(reader: GraphReader) -> None:
    first = reader.analysis()
    assert reader.analysis() is first
    reader._version = ()
    assert reader.analysis() is not first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tool_is_described_as_reading_only(language: str) -> None:
    for tool in TOOLS.values():
        described = described_tool(tool, words(language))
        assert described.description
        assert described.annotations is not None
        assert described.annotations.read_only_hint
        assert all(parameter["description"] for parameter in described.input_schema["properties"].values())
