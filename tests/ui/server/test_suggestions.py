"""The address of suggestions answers JSON, and nothing else is touched."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from starlette.types import Message, Receive, Scope, Send

from ui.server.suggestions import MAX_TYPED, SuggestedLink, Suggestions

PASSED_ON = 299  # the status of the application behind
asked: list[tuple[str, str]] = []


def suggest(typed: str, language: str) -> list[SuggestedLink]:
    asked.append((typed, language))
    return [SuggestedLink("甲<b>", "企业", "entity?id=a")]


def answer(path: str, method: str = "GET", **query: str) -> tuple[int, str]:
    """Return the status and the body of a request."""
    asked.clear()
    messages: list[Message] = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": PASSED_ON, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": urlencode(query).encode(), "headers": []}
    with ThreadPoolExecutor(1) as own_thread:  # a browser of other tests may run a loop in this one
        own_thread.submit(asyncio.run, Suggestions(behind, suggest, "zh")(scope, receive, send)).result()
    return messages[0]["status"], messages[1]["body"].decode()


def test_links_are_json() -> None:
    status, body = answer("/suggest", q="甲", lang="en")
    assert status == 200
    assert json.loads(body) == [{"text": "甲<b>", "kind": "企业", "address": "entity?id=a"}]
    assert asked == [("甲", "en")]


def test_a_long_text_is_cut_and_the_language_has_a_default() -> None:
    answer("/suggest", q="长" * 500)
    assert asked == [("长" * MAX_TYPED, "zh")]


@pytest.mark.parametrize(("method", "path"), [("GET", "/chain"), ("POST", "/suggest"), ("GET", "/suggest/x")])
def test_other_requests_are_passed_on(method: str, path: str) -> None:
    assert answer(path, method)[0] == PASSED_ON
    assert asked == []
