"""Each request numbered, counted and told to the log, without what it asked or who asked it."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.log import FIELDS, request_id
from ui.server.metrics import ServerMetrics
from ui.server.routes import PAGE_STREAM, route_of

logger = logging.getLogger("liantu.request")
REQUEST_HEADER = "x-request-id"
NUMBER_DIGITS = 12  # of 16 each: 2^48, so that two requests of a log have the same by a rare chance only
QUIET_ROUTES = ("static", "component", "streamlit", "health", "metrics")  # dozens for each page: told at DEBUG
NO_STATUS = 0  # the application ended without an answer
SERVER_FAULT = 500


class RequestLog:
    """ASGI middleware that gives each request and each connection a number, counts it and writes a line.

    A number that a client sends is not taken: whoever reads the log must be able to trust it. The application finds the
    number in ``ui.log.request_id`` and in the header ``x-request-id``, the browser in the answer's header.

    Args:
        app: the application behind it.
        metrics: where it is counted.
        pages: the names of the pages.
    """

    def __init__(self, app: ASGIApp, metrics: ServerMetrics, pages: Collection[str]) -> None:
        self.app = app
        self.metrics = metrics
        self.pages = frozenset(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell how it ended."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        number = uuid.uuid4().hex[:NUMBER_DIGITS]
        route = route_of(scope, self.pages)
        answer = _Answer(number, send)
        token, began = request_id.set(number), time.perf_counter()
        try:
            if route == PAGE_STREAM:
                with self.metrics.open_streams.track_inprogress():
                    await self.app(_numbered(scope, number), receive, answer.send)
            else:
                await self.app(_numbered(scope, number), receive, answer.send)
        except BaseException:
            answer.status = answer.status or SERVER_FAULT
            raise
        finally:
            self._tell(scope, route, answer.status, time.perf_counter() - began)
            request_id.reset(token)

    def _tell(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        self.metrics.requests.labels(route, str(status)).inc()
        if scope["type"] == "http":
            self.metrics.request_seconds.labels(route).observe(seconds)
        method = scope.get("method", "WEBSOCKET")
        fields = {"route": route, "method": method, "status": status, "ms": round(seconds * 1000)}
        level = logging.DEBUG if route in QUIET_ROUTES else logging.INFO
        logger.log(level, "%s %s %d, %.0f ms", method, route, status, seconds * 1000, extra={FIELDS: fields})


class _Answer:
    """The answer on its way out: its status is kept, and an HTTP answer gets the request's number."""

    def __init__(self, number: str, send: Send) -> None:
        self._number, self._send = number, send
        self.status = NO_STATUS

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[REQUEST_HEADER] = self._number
        elif message["type"] == "websocket.accept":
            self.status = 101
        elif message["type"] == "websocket.close" and self.status == NO_STATUS:
            self.status = 403  # what a server answers to a connection that is closed before it was accepted
        await self._send(message)


def _numbered(scope: Scope, number: str) -> Scope:
    """Return a request with its number in place of what the client sent under that name."""
    name = REQUEST_HEADER.encode()
    headers = [pair for pair in scope["headers"] if pair[0].lower() != name]
    return {**scope, "headers": [*headers, (name, number.encode())]}
