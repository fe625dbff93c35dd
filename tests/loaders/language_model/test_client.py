"""The client of a language model: it sends what it should where it should, and outlasts a hostile server."""

from __future__ import annotations

import gzip
import itertools
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from loaders.language_model.client import MAX_ANSWER_BYTES, ModelClient, ModelError
from loaders.language_model.endpoint import ModelEndpoint
from tests.support.model_server import Reply, completion, model_server, send

SECONDS = 0.5  # of the slow servers; the others may take theirs on a busy machine
PATIENCE = 30.0


def ask(reply: Reply, seconds: float = PATIENCE) -> str:
    with model_server(reply) as endpoint:
        return ModelClient(endpoint, seconds=seconds).complete("instructions", "text")


def code_of(reply: Reply, seconds: float = PATIENCE) -> str:
    with pytest.raises(ModelError) as caught:
        ask(reply, seconds)
    assert "sk-secret" not in f"{caught.value}{caught.value.__cause__}"
    return caught.value.code


def test_the_request_has_the_model_the_text_and_the_key_in_its_head_alone() -> None:
    seen: list[tuple[str, dict[str, object], str | None]] = []

    def reply(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
        seen.append((handler.path, request, handler.headers["Authorization"]))
        send(handler, completion("answer"))

    assert ask(reply) == "answer"
    ((path, request, authorization),) = seen
    assert path == "/v1/chat/completions"
    assert authorization == "Bearer sk-secret"
    assert request["model"] == "test-model"
    assert request["messages"] == [
        {"role": "system", "content": "instructions"},
        {"role": "user", "content": "text"},
    ]
    assert "sk-secret" not in str(request)


def drip(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
    """Send a byte now and then, for as long as the client takes it."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    pause = threading.Event()
    for _ in range(1000):
        handler.wfile.write(b" ")
        pause.wait(SECONDS / 5)


def silent(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
    """Answer nothing until long after the client's limit."""
    threading.Event().wait(SECONDS * 4)


def endless(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
    """Send without end, in chunks."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.end_headers()
    for _ in itertools.repeat(None):
        handler.wfile.write(b" " * 65_536)


@pytest.mark.parametrize("reply", [drip, silent])
def test_a_slow_server_is_given_up_at_the_limit(reply: Reply) -> None:
    began = time.monotonic()
    assert code_of(reply, SECONDS) == "model_slow"
    assert time.monotonic() - began < SECONDS * 4


def test_an_endless_answer_is_cut_off() -> None:
    assert code_of(endless) == "model_oversized"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": 3}}]}',
        b"[" * 5000,
        b"\xff\xfe",
    ],
)
def test_an_answer_of_another_form_is_unusable(body: bytes) -> None:
    assert code_of(lambda handler, request: send(handler, body)) == "model_unusable"


def test_a_compressed_answer_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * 50 * MAX_ANSWER_BYTES)
    body = {"Content-Encoding": "gzip"}
    assert code_of(lambda handler, request: send(handler, bomb, **body)) == "model_unusable"


@pytest.mark.parametrize("status", [204, 301, 401, 429, 500])
def test_any_other_status_is_a_refusal_and_a_redirect_is_not_followed(status: int) -> None:
    calls: list[str] = []

    def reply(handler: BaseHTTPRequestHandler, request: dict[str, object]) -> None:
        calls.append(handler.path)
        send(handler, b"" if status == 204 else completion("x"), status, Location="/elsewhere")

    assert code_of(reply) == "model_refused"
    assert calls == ["/v1/chat/completions"]


def test_a_server_that_is_not_there_is_told_without_its_address() -> None:
    with model_server(lambda handler, request: None) as endpoint:
        gone = ModelEndpoint(url=endpoint.url, model="gone", key="sk-secret")
    with pytest.raises(ModelError) as caught:
        ModelClient(gone, seconds=PATIENCE).complete("", "")
    assert caught.value.code == "model_unreachable"
    assert "127.0.0.1" not in str(caught.value)


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # the discard port: nobody listens
    monkeypatch.setenv("no_proxy", "")
    assert ask(lambda handler, request: send(handler, completion("direct"))) == "direct"


def test_the_key_is_not_shown() -> None:
    assert "sk-secret" not in repr(ModelEndpoint(url="http://127.0.0.1/v1", model="m", key="sk-secret"))
