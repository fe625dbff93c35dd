"""What a search may become, as JSON, while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SUGGEST_PATH = "/suggest"
MAX_TYPED = 60  # characters that are looked up; names and questions are shorter


@dataclass(frozen=True)
class SuggestedLink:
    """A suggestion: its text, what kind of thing it is, and the address that it leads to, without what is carried."""

    text: str
    kind: str
    address: str


Suggester = Callable[[str, str, str], Sequence[SuggestedLink]]


class Suggestions:
    """ASGI middleware that answers ``/suggest?q=TEXT&lang=LANGUAGE&region=ID`` with a list of links.

    Args:
        app: the application behind it.
        suggest: text, language, id of the region or empty -> links.
        language: the language of an address without one.
    """

    def __init__(self, app: ASGIApp, suggest: Suggester, language: str) -> None:
        self.app = app
        self.suggest = suggest
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for suggestions, or pass a request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != SUGGEST_PATH:
            await self.app(scope, receive, send)
            return
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), max_num_fields=8)
        typed = query.get("q", [""])[0][:MAX_TYPED]
        language = query.get("lang", [self.language])[0]
        region = query.get("region", [""])[0]
        links = await run_in_threadpool(self.suggest, typed, language, region)
        await JSONResponse([asdict(link) for link in links])(scope, receive, send)
