"""The search page puts a question that is not understood to a bureau's own model: well, slow, or hostile."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.model_server import Reply, answering, model_server
from tests.support.pages import all_text, open_page
from tests.support.stores import Server
from ui import model_answer
from ui.components.markdown import escape_markdown
from ui.text import words

SECONDS = 0.5  # that the page gives the slow server
QUESTION = "天合光能有多少专利"
ZH = words("zh")


def asked(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Return the page after the question was put to a model that replies so."""
    with model_server(reply) as endpoint:
        monkeypatch.setenv("LIANTU_MODEL_URL", endpoint.url)
        monkeypatch.setenv("LIANTU_MODEL", endpoint.model)
        test = open_page("entities", q=QUESTION)
        label = ZH("asked.model", model=endpoint.model)
        next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def test_what_the_model_proposes_is_run_and_said_to_be_its(loaded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = json.dumps({"query": "supporters", "parameters": {"entity": "江南石墨烯研究院"}})
    test = asked(answering(lambda _: proposal), monkeypatch)
    assert "光明日报" in all_text(test)
    assert [ZH("asked.model_note", model="test-model")] == [warning.value for warning in test.warning]


def test_a_slow_model_is_told_in_one_sentence(loaded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
        threading.Event().wait(SECONDS * 4)

    monkeypatch.setattr(model_answer, "QUESTION_SECONDS", SECONDS)
    test = asked(silent, monkeypatch)
    told = escape_markdown(ZH("error.model_slow", model="test-model", seconds=SECONDS))
    assert [told] == [error.value for error in test.error]


def test_a_hostile_answer_is_refused_and_shown_as_text(loaded: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    cypher = "MATCH (n) DETACH DELETE n RETURN '<img src=x onerror=alert(1)>'"
    test = asked(answering(lambda _: json.dumps({"cypher": cypher})), monkeypatch)
    assert len(test.error) == 1
    assert "<img" not in all_text(test)
