"""Who may speak to the page: requests for its own hosts, from its own pages, framed by nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD_PATH = "/_stcore/upload_file"  # Streamlit's endpoint; it takes files whether or not a page offers to
MAX_SESSION_FILES = 10  # that one visit may hold in memory: the page asks for a list and a mapping at a time
FORWARDING_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
POLICY_VIOLATION = 1008  # RFC 6455: the code with which a websocket is closed
REFUSED = "链图只应答它启动时所用的地址。/ Liantu answers only to the address it was started for.\n"
REFUSALS = {
    400: "这个请求经过了反向代理，而链图没有声明代理（LIANTU_PROXIES）。/ "
    "This request came through a reverse proxy, and none was declared (LIANTU_PROXIES).\n",
    429: f"这次访问已给了 {MAX_SESSION_FILES} 个文件，请刷新网页再给。/ "
    f"This visit holds {MAX_SESSION_FILES} files already: reload the page first.\n",
}
RESPONSE_HEADERS = {
    "content-security-policy": "frame-ancestors 'none'",  # no other site shows the page in a frame (clickjacking)
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


class RequestGuard:
    """ASGI middleware that refuses what no user of the page sends.

    A browser that a user has open on any web site can be made to speak to this machine (DNS rebinding, a form, a
    frame): the Host must be one that the page was started for, and whatever changes something, or opens the page's
    connection, must have the page itself as its Origin.

    Args:
        app: the application behind it.
        hosts: the names and addresses, without ports, that the page is reached by.
        has_proxy: whether a reverse proxy was declared; without one, a request that came through one shows that others
            than this machine's users reach the page.
        takes_uploads: whether the page offers to load files.
        files_of: session -> how many files it holds.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str],
        takes_uploads: bool,
        files_of: Callable[[str], int] = lambda session: 0,
        has_proxy: bool = False,
    ) -> None:
        self.app = app
        self.has_proxy = has_proxy
        self.hosts = frozenset(hosts)
        self.takes_uploads = takes_uploads
        self.files_of = files_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif status := self._refusal(scope):
            await _refuse(status, scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> int:
        """Return the status that a request is refused with; 0: it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _host_name(host) not in self.hosts:
            return 421  # misdirected request
        if not self.has_proxy and any(name in headers for name in FORWARDING_HEADERS):
            return 400
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        own = (f"http://{host}".lower(), f"https://{host}".lower())  # https: a proxy in front may have ended it
        if changes and headers.get("origin", "").lower() not in own:
            return 403
        if changes and UPLOAD_PATH in scope["path"] and not self.takes_uploads:
            return 403
        if UPLOAD_PATH in scope["path"] and changes and scope.get("method") != "DELETE":
            session = scope["path"].partition(UPLOAD_PATH)[2].strip("/").partition("/")[0]
            return 429 if self.files_of(session) >= MAX_SESSION_FILES else 0
        return 0


def _host_name(host: str) -> str:
    """Return the name of a Host header without its port.

    >>> _host_name("[::1]:8501"), _host_name("LOCALHOST")
    ('::1', 'localhost')
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:  # such as an unclosed bracket
        return ""


async def _refuse(status: int, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    await PlainTextResponse(REFUSALS.get(status, REFUSED), status)(scope, receive, send)


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in RESPONSE_HEADERS.items():
                headers.setdefault(name, value)  # a page of ours without scripts has a stricter policy
        await send(message)

    return send_with_headers
