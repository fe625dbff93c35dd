"""Who may read the figures of the running server: whoever has the token, an admin, or on one's own machine oneself."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.model.errors import LiantuError
from loaders.access.role import Role
from ui.access.accounts import AccountFile
from ui.access.sessions import SESSION_COOKIE, Sessions, identity_principal
from ui.server.sign_in_needed import LOOPBACK_HOSTS

METRICS_PATH = "/metrics"
MIN_TOKEN = 16  # characters; nothing counts failed tries
NO_STORE = {"cache-control": "no-store"}

Judge = Callable[[HTTPConnection], bool]
"""Whether somebody without the token may read the figures."""


class MetricsDoor:
    """ASGI middleware that answers ``/metrics``, to those who may.

    Args:
        app: the application behind it.
        registry: the figures.
        token: what ``Authorization: Bearer …`` must have; empty: there is none.
        may_read: whether somebody without it may read them.
    """

    def __init__(self, app: ASGIApp, *, registry: CollectorRegistry, token: str, may_read: Judge) -> None:
        self.app, self.registry, self.token, self.may_read = app, registry, token, may_read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the figures, or pass a request on."""
        if scope["type"] != "http" or scope["path"] != METRICS_PATH:
            await self.app(scope, receive, send)
            return
        await (await self._response(HTTPConnection(scope), scope["method"]))(scope, receive, send)

    async def _response(self, connection: HTTPConnection, method: str) -> Response:
        if method not in ("GET", "HEAD"):
            return PlainTextResponse("405", 405, NO_STORE)
        if not self._has_token(connection) and not await run_in_threadpool(self.may_read, connection):
            return PlainTextResponse("401", 401, {**NO_STORE, "www-authenticate": "Bearer"})
        content = await run_in_threadpool(generate_latest, self.registry)
        return Response(content, headers={**NO_STORE, "content-type": CONTENT_TYPE_PLAIN_0_0_4})

    def _has_token(self, connection: HTTPConnection) -> bool:
        scheme, _, given = connection.headers.get("authorization", "").partition(" ")
        is_right = secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())
        return bool(self.token) and scheme.lower() == "bearer" and is_right


def is_local(connection: HTTPConnection) -> bool:
    """Return whether a request comes from this machine. The guard has refused what came through an undeclared proxy."""
    return connection.client is not None and connection.client.host in LOOPBACK_HOSTS


def is_admin(sessions: Sessions, accounts: AccountFile) -> Judge:
    """Return what tells whether an admin has signed in."""

    def judge(connection: HTTPConnection) -> bool:
        session = sessions.find(connection.cookies.get(SESSION_COOKIE, ""))
        principal = session and identity_principal(session.identity, accounts.read(), None)
        return bool(principal and principal.role >= Role.ADMIN)

    return judge


def read_token(file: Path | None) -> str:
    """Return the token in a file; empty where no file is named.

    Raises:
        LiantuError: it cannot be read, or is shorter than 16 characters.
    """
    if file is None:
        return ""
    try:
        token = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise LiantuError("file_unreadable", file=str(file), reason=problem) from problem
    if len(token) < MIN_TOKEN:
        raise LiantuError("metrics_token_short", file=str(file), least=MIN_TOKEN)
    return token
