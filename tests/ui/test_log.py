"""The log says where and when, never who or what."""

from __future__ import annotations

import io
import json
import logging

import pytest

from graph.model.errors import QueryError
from ui.log import JsonFormatter, TextFormatter, configure_logging, request_id

SECRET = "张三的身份证号是多少"


def fault() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as problem:
        raise QueryError("query_failed", query=SECRET, reason=problem) from problem


def record(message: str = "told") -> logging.LogRecord:
    try:
        fault()
    except QueryError as problem:
        info = (type(problem), problem, problem.__traceback__)
    made = logging.LogRecord("graph.store", logging.ERROR, __file__, 1, message, (), info)
    made.request_id = "0123456789ab"
    made.fields = {"route": "page"}
    return made


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter("%(request)s%(message)s")])
def test_a_trace_has_places_and_kinds_but_no_messages(formatter: logging.Formatter) -> None:
    line = formatter.format(record())
    assert "test_log.py" in line and "QueryError query_failed" in line and "KeyError" in line
    assert "0123456789ab" in line and SECRET not in line


def test_json_is_one_line_with_fields() -> None:
    line = JsonFormatter().format(record('line one\nline "two"'))
    entry = json.loads(line)
    assert "\n" not in line
    assert (entry["level"], entry["logger"], entry["message"]) == ("error", "graph.store", 'line one\nline "two"')
    assert (entry["request"], entry["route"], entry["at"][-6:]) == ("0123456789ab", "page", "+00:00")


def test_a_line_below_a_request_has_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    handler = configure_logging("json", logging.INFO, lambda: "of-a-page")
    assert isinstance(handler, logging.StreamHandler)
    handler.stream = io.StringIO()
    token = request_id.set("of-a-request")
    logging.getLogger("loaders.sync.run").info("load demo")
    request_id.reset(token)
    logging.getLogger("loaders.sync.run").info("load demo")
    assert [json.loads(line)["request"] for line in handler.stream.getvalue().splitlines()] == [
        "of-a-request",
        "of-a-page",
    ]
