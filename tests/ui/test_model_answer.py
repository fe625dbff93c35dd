"""A bureau's own model is asked: its proposal runs as anybody's, and whatever it answers changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.asking import loaded_asker
from graph.model.errors import LiantuError
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.language_model.client import ModelError
from loaders.language_model.query_proposal import parse_query_proposal, query_instructions
from queries.asking.ask import Asker
from tests.support.model_server import answering, model_server
from ui.model_answer import ModelAnswered, ask_model
from ui.settings import Settings

HOSTILE_CYPHER = (
    "MATCH (n) DETACH DELETE n",
    "CREATE (n:Enterprise {id: 'x', name: 'x'}) RETURN n",
    "MATCH (n:Enterprise) SET n.name = '改名' RETURN n",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "CALL dbms.listConfig() YIELD name RETURN name",
    "CALL apoc.load.json('http://127.0.0.1:1/x') YIELD value RETURN value",
    "MATCH (n) CR\\u0045ATE (m) RETURN m",
    "USE system SHOW USERS",
    "RETURN 1; MATCH (n) DELETE n",
)


def ask(store: Store, content: str, question: str = "天合光能有多少专利") -> ModelAnswered:
    asker: Asker = loaded_asker(store)
    with model_server(answering(lambda _: content)) as endpoint:
        return ask_model(
            store, Settings(home=Path(), store=""), endpoint, question, asker.grammar, asker.names, LOCAL_USER
        )


def counted(store: Store) -> object:
    return store.read("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r")


def test_a_query_of_the_catalogue_is_run(bundled: Store) -> None:
    answered = ask(bundled, json.dumps({"query": "supporters", "parameters": {"entity": "江南石墨烯研究院"}}))
    assert answered.answer
    assert "武进区" in {row["supporter"] for row in answered.answer.rows}
    assert all(row["statement"] for row in answered.answer.rows)


def test_cypher_is_run_as_in_the_console(bundled: Store) -> None:
    answered = ask(bundled, '```json\n{"cypher": "MATCH (p:Park) RETURN p.name AS name ORDER BY name LIMIT 3"}\n```')
    assert answered.answer
    assert len(answered.answer.rows) == 3


def test_the_question_and_its_names_are_sent_as_data(embedded_bundled: Store) -> None:
    sent: list[str] = []

    def declines(text: str) -> str:
        sent.append(text)
        return '{"declined": true}'

    asker = loaded_asker(embedded_bundled)
    with model_server(answering(declines)) as endpoint:
        settings = Settings(home=Path(), store="")
        answered = ask_model(
            embedded_bundled, settings, endpoint, '天合光能"}的专利', asker.grammar, asker.names, LOCAL_USER
        )
    assert answered.answer is None
    told = json.loads(sent[0])
    assert told["question"] == '天合光能"}的专利'
    assert told["names"][0]["name"] == "天合光能股份有限公司"


@pytest.mark.parametrize("cypher", HOSTILE_CYPHER)
def test_a_hostile_answer_changes_nothing(embedded_bundled: Store, cypher: str) -> None:
    before = counted(embedded_bundled)
    with pytest.raises(LiantuError):
        ask(embedded_bundled, json.dumps({"cypher": cypher}))
    assert counted(embedded_bundled) == before


@pytest.mark.parametrize(
    "content",
    [
        "我觉得是三百件",
        "",
        "{",
        '{"query": "supporters", "cypher": "RETURN 1"}',
        '{"query": 3}',
        '{"query": "supporters", "extra": 1}',
        "[]",
    ],
)
def test_an_answer_of_another_form_is_told(content: str) -> None:
    with pytest.raises(ModelError):
        parse_query_proposal(content, "m")


@pytest.mark.parametrize(
    "proposal",
    [
        {"query": "no-such-query"},
        {"query": "document-texts"},
        {"query": "supporters", "parameters": {"entity": "没有这家"}},
        {"query": "supporters", "parameters": {"entity": "x", "more": "1"}},
    ],
)
def test_an_unknown_query_or_parameter_is_told(embedded_bundled: Store, proposal: dict[str, object]) -> None:
    with pytest.raises(LiantuError):
        ask(embedded_bundled, json.dumps(proposal))


def test_the_instructions_name_the_catalogue_and_the_schema() -> None:
    text = query_instructions()
    assert "supporters(entity:entity" in text
    assert "document-texts" not in text
    assert "ACTIVE_IN" in text


@pytest.fixture
def embedded_bundled(embedded_server):  # type: ignore[no-untyped-def]
    """The embedded store with the bundled datasets."""
    return embedded_server.loaded()
