"""Whether the page's process answers: for whoever starts and watches it."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HEALTH_PATH = "/healthz"


class Health:
    """ASGI middleware that answers ``/healthz``, to everybody, with nothing but that it answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass a request on."""
        is_asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] == HEALTH_PATH
        await (PlainTextResponse("ok\n") if is_asked else self.app)(scope, receive, send)
