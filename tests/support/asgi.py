"""A request to an ASGI middleware, with an application behind it that answers with a status of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PASSED_ON = 299  # the status of the application behind


class Response(NamedTuple):
    """What came back: the status, the headers and the body."""

    status: int
    headers: dict[str, str]
    body: str


async def _behind(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": PASSED_ON, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def request(
    middleware: Callable[[ASGIApp], ASGIApp], path: str, query: str = "", method: str = "GET", **headers: str
) -> Response:
    """Send a request through a middleware and return what comes back."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        messages.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
    with ThreadPoolExecutor(1) as own_thread:  # a browser of other tests may run a loop in this one
        own_thread.submit(asyncio.run, middleware(_behind)(scope, receive, send)).result()
    given = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return Response(messages[0]["status"], given, body.decode())
