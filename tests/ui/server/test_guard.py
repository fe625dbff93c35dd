"""The guard: hostile hosts, origins and uploads are refused, the page's own requests are not."""

from __future__ import annotations

from typing import Any

import pytest

from ui.server.guard import MAX_SESSION_FILES, RESPONSE_HEADERS, RequestGuard
from ui.server.process import page_hosts
from ui.server.sign_in import _own_path

HOST = "localhost:8501"
OWN = {"origin": f"http://{HOST}"}
UPLOAD = "/_stcore/upload_file/session/file"


async def answer(_scope: Any, _receive: Any, send: Any) -> None:
    if _scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def sent(
    kind: str,
    host: str,
    headers: dict[str, str],
    method: str = "GET",
    path: str = "/",
    uploads: bool = True,
    held: int = 0,
) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    raw = [(name.encode(), value.encode()) for name, value in {"host": host, **headers}.items()]
    scope = {"type": kind, "method": method, "path": path, "headers": raw}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    guard = RequestGuard(answer, page_hosts("127.0.0.1"), uploads, {"session": held}.__getitem__)
    # Stepped by hand: nothing here waits, and the browser tests leave a loop running, in which asyncio.run is refused.
    with pytest.raises(StopIteration):
        guard(scope, None, send).send(None)  # type: ignore[arg-type]
    return messages


@pytest.mark.parametrize("host", [HOST, "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_its_own_hosts_are_answered_and_may_not_be_framed(host: str) -> None:
    start = sent("http", host, {})[0]
    assert start["status"] == 200
    given = {name.decode(): value.decode() for name, value in start["headers"]}
    assert given == RESPONSE_HEADERS


@pytest.mark.parametrize("host", ["evil.example:8501", "127.0.0.1.evil.example", "", "[::1", "localhost@evil.example"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_another_host_is_refused(kind: str, host: str) -> None:
    first = sent(kind, host, {"origin": f"http://{host}"})[0]
    assert first.get("status") == 421 or first == {"type": "websocket.close", "code": 1008}


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:9999", "null", "http://[::1", None])
def test_a_connection_needs_the_page_s_own_origin(origin: str | None) -> None:
    headers = {} if origin is None else {"origin": origin}
    assert sent("websocket", HOST, headers) == [{"type": "websocket.close", "code": 1008}]
    assert sent("http", HOST, headers, "PUT", UPLOAD)[0]["status"] == 403
    assert sent("websocket", HOST, OWN) == [{"type": "websocket.accept"}]


def test_a_page_that_does_not_load_takes_no_files() -> None:
    assert sent("http", HOST, OWN, "PUT", UPLOAD)[0]["status"] == 200
    assert sent("http", HOST, OWN, "PUT", UPLOAD, uploads=False)[0]["status"] == 403


def test_a_page_on_every_address_answers_to_the_machine_s_own() -> None:
    hosts = page_hosts("0.0.0.0", ["kg.example.gov.cn"])
    assert {"127.0.0.1", "localhost", "kg.example.gov.cn"} <= set(hosts)
    assert "evil.example" not in hosts
    assert page_hosts("10.1.2.3") == ("10.1.2.3", "127.0.0.1", "::1", "localhost")


def test_a_visit_holds_only_so_many_files_and_may_take_them_back() -> None:
    def status(method: str, held: int) -> int:
        return int(sent("http", HOST, OWN, method, UPLOAD, held=held)[0]["status"])

    assert status("PUT", MAX_SESSION_FILES - 1) == 200
    assert status("PUT", MAX_SESSION_FILES) == 429
    assert status("DELETE", MAX_SESSION_FILES) == 200
    refused = sent("http", HOST, OWN, "PUT", UPLOAD, held=MAX_SESSION_FILES)[1]["body"].decode()
    assert "请刷新网页再给" in refused


@pytest.mark.parametrize("asked", ["//[[", "/\\evil.example", "https://[", "/a\nb", ""])
def test_a_sign_in_leads_to_a_path_of_the_page_whatever_was_asked(asked: str) -> None:
    assert _own_path(asked) == "/"
