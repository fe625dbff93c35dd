"""The address of suggestions answers JSON, and nothing else is touched."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from starlette.types import ASGIApp

from tests.support.asgi import PASSED_ON, request
from ui.server.suggestions import MAX_TYPED, SuggestedLink, Suggestions

asked: list[tuple[str, str, str]] = []


def suggest(typed: str, language: str, region: str) -> list[SuggestedLink]:
    asked.append((typed, language, region))
    return [SuggestedLink("甲<b>", "企业", "entity?id=a")]


def suggestions(app: ASGIApp) -> Suggestions:
    return Suggestions(app, suggest, "zh")


def answer(path: str, method: str = "GET", **query: str) -> tuple[int, str]:
    """Return the status and the body of a request."""
    asked.clear()
    response = request(suggestions, path, urlencode(query), method)
    return response.status, response.body


def test_links_are_json() -> None:
    status, body = answer("/suggest", q="甲", lang="en", region="reg-a")
    assert status == 200
    assert json.loads(body) == [{"text": "甲<b>", "kind": "企业", "address": "entity?id=a"}]
    assert asked == [("甲", "en", "reg-a")]


def test_a_long_text_is_cut_and_the_language_has_a_default() -> None:
    answer("/suggest", q="长" * 500)
    assert asked == [("长" * MAX_TYPED, "zh", "")]


@pytest.mark.parametrize(("method", "path"), [("GET", "/chain"), ("POST", "/suggest"), ("GET", "/suggest/x")])
def test_other_requests_are_passed_on(method: str, path: str) -> None:
    assert answer(path, method)[0] == PASSED_ON
    assert asked == []
