"""The gate before the page: who has not signed in gets the sign-in page, and nothing else of what the server has."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL, Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.model.errors import LiantuError
from loaders.access.audit import AuditLog
from loaders.access.permission import Permission
from loaders.access.principal import ANONYMOUS, Principal
from ui.access.accounts import AccountFile
from ui.access.passwords import is_password
from ui.access.pending import PendingSignIns
from ui.access.sessions import PAGE_FACE, SESSION_COOKIE, Identity, Session, Sessions, identity_principal
from ui.access.single_sign_on import SingleSignOn, known_identity
from ui.access.throttle import SignInThrottle
from ui.server.guard import POLICY_VIOLATION, SAFE_METHODS, UPLOAD_PATH
from ui.server.sign_in_page import SignInPage, sign_in_response, sign_out_response

logger = logging.getLogger("liantu.access")
SIGN_IN_PATH = "/sign-in"
PROVIDER_PATH = "/sign-in/provider"
CALLBACK_PATH = "/sign-in/callback"
SIGN_OUT_PATH = "/sign-out"
PENDING_COOKIE = "liantu-sign-in"
MAX_FORM_BYTES = 10_000  # of a sign-in form; a name and a password have a few hundred
SEE_OTHER = 303  # the browser follows with GET


class SignIn:
    """ASGI middleware that lets nobody through who has not signed in; it has the routes for that itself.

    Args:
        app: the application behind it.
        accounts: the accounts and roles.
        sessions: the sessions, which the page's scripts look up too.
        throttle: counts failed sign-ins; the page tells admins of its lock-outs.
        nobody: a principal without name or role, whose audit log takes the sign-ins.
        language: the language of an address without one.
        provider: the provider of single sign-on, if there is one.
        public_url: the address by which people reach the page; empty: that of the request.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        accounts: AccountFile,
        sessions: Sessions,
        throttle: SignInThrottle,
        nobody: Principal,
        language: str,
        provider: SingleSignOn | None = None,
        public_url: str = "",
    ) -> None:
        self.app = app
        self.accounts, self.sessions, self.nobody = accounts, sessions, nobody
        self.language, self.provider, self.public_url = language, provider, public_url
        self.throttle, self.pending = throttle, PendingSignIns()
        self._routes = Router(
            [
                Route(SIGN_IN_PATH, self._show, methods=["GET"]),
                Route(SIGN_IN_PATH, self._sign_in, methods=["POST"]),
                Route(PROVIDER_PATH, self._to_provider, methods=["GET"]),
                Route(CALLBACK_PATH, self._from_provider, methods=["GET"]),
                Route(SIGN_OUT_PATH, self._ask_sign_out, methods=["GET"]),
                Route(SIGN_OUT_PATH, self._sign_out, methods=["POST"]),
            ],
            redirect_slashes=False,
        )
        self._paths = frozenset(route.path for route in self._routes.routes if isinstance(route, Route))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the request of somebody who has signed in; answer for the sign-in's own paths; refuse the rest."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] in self._paths:
            await self._routes(scope, receive, send)
        elif not (session := self._session(HTTPConnection(scope))) or not (principal := self._principal(session)):
            await self._refuse(scope, receive, send)
        elif UPLOAD_PATH in scope["path"] and scope.get("method") not in SAFE_METHODS and not _may_upload(principal):
            await PlainTextResponse("403", 403)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._while_session_lasts(session, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _session(self, connection: HTTPConnection) -> Session | None:
        return self.sessions.find(connection.cookies.get(SESSION_COOKIE, ""))

    def _principal(self, session: Session) -> Principal | None:
        """Return whom a session acts for; one whose account is gone is ended."""
        principal = identity_principal(session.identity, self.accounts.read(), self.nobody.audit)
        if principal is None:
            self.sessions.end(session.token)
        return principal

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        elif scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
            asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            await RedirectResponse(f"{SIGN_IN_PATH}?to={quote(asked)}", SEE_OTHER)(scope, receive, send)
        else:
            await PlainTextResponse("401", 401)(scope, receive, send)

    async def _while_session_lasts(self, session: Session, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a websocket until its session ends: then it is told that the browser has left."""
        ended, loop = asyncio.Event(), asyncio.get_running_loop()

        def end() -> None:
            loop.call_soon_threadsafe(ended.set)

        forget = self.sessions.watch(session.token, end)
        timer = loop.call_later(max(session.ends - self.sessions.now(), 0), ended.set)

        async def receive_until_end() -> Message:
            return await _first(receive, ended)

        try:
            if not self.sessions.find(session.token):  # it ended between the look-up and the watch
                ended.set()
            await self.app(scope, receive_until_end, send)
        finally:
            timer.cancel()
            forget()

    async def _show(self, request: Request) -> Response:
        return self._page(request)

    async def _sign_in(self, request: Request) -> Response:
        if int(request.headers.get("content-length") or MAX_FORM_BYTES + 1) > MAX_FORM_BYTES:
            return PlainTextResponse("413", 413)
        async with request.form(max_files=0, max_fields=10) as form:
            account, password = str(form.get("account", "")).strip(), str(form.get("password", ""))
            to = _own_path(str(form.get("to", "")))
        address = _address(request)
        if locked := self.throttle.lock_out(account, address):
            return self._page(request, LiantuError("sign_in_locked", until=locked.until), account=account, to=to)
        found = self.accounts.read().find(account)
        if not await run_in_threadpool(is_password, password, found.password if found else ""):
            self._failed(account, address)
            return self._page(request, LiantuError("sign_in_wrong"), account=account, to=to)
        self.throttle.succeeded(account, address)
        return self._begin(request, Identity(account=account), to)

    def _failed(self, account: str, address: str) -> None:
        locked = self.throttle.failed(account, address)
        self.nobody.named(account).record(
            Permission.SIGN_IN, address, "failed", "locked" if locked else "sign_in_wrong"
        )
        if locked:
            logger.warning("sign-ins are locked for a while: the audit log has whose, and from where")

    async def _to_provider(self, request: Request) -> Response:
        if self.provider is None:
            return RedirectResponse(SIGN_IN_PATH, SEE_OTHER)
        token, state = self.pending.begin(_own_path(request.query_params.get("to", "")))
        request.scope["session"] = state.values
        try:
            response: Response = await self.provider.redirect(request, self._base(request) + CALLBACK_PATH)
        except LiantuError as problem:
            return self._refused(request, problem)
        self._set_cookie(request, response, PENDING_COOKIE, token)
        return response

    async def _from_provider(self, request: Request) -> Response:
        state = self.pending.take(request.cookies.get(PENDING_COOKIE, ""))
        if self.provider is None or state is None:
            return self._refused(request, LiantuError("sso_state"))
        request.scope["session"] = state.values
        try:
            identity = await self.provider.identity(request)
        except LiantuError as problem:
            return self._refused(request, problem)
        known = known_identity(identity, self.accounts.read())
        if known is None:
            return self._refused(request, LiantuError("sso_no_role", who=identity.name or identity.subject), identity)
        response = self._begin(request, known, state.to)
        response.delete_cookie(PENDING_COOKIE)
        return response

    def _begin(self, request: Request, identity: Identity, to: str) -> Response:
        """Begin a session, and lead to the page that was asked for; the browser's former session ends."""
        if former := self._session(request):
            self.sessions.end(former.token)
        session = self.sessions.begin(identity)
        self._record(session, Permission.SIGN_IN, request)
        response = RedirectResponse(to, SEE_OTHER)
        self._set_cookie(request, response, SESSION_COOKIE, session.token)
        return response

    async def _ask_sign_out(self, request: Request) -> Response:
        session = self._session(request)
        if session is None:
            return RedirectResponse(SIGN_IN_PATH, SEE_OTHER)
        principal = self._principal(session) or self.nobody
        return sign_out_response(self._language(request), principal.signature)

    async def _sign_out(self, request: Request) -> Response:
        """End the session here, and then the provider's."""
        session = self._session(request)
        to = SIGN_IN_PATH
        if session:
            self._record(session, Permission.SIGN_OUT, request)
            self.sessions.end(session.token)
            to = await self._provider_sign_out(request, session.identity) or to
        response = RedirectResponse(to, SEE_OTHER)
        response.delete_cookie(SESSION_COOKIE)
        return response

    async def _provider_sign_out(self, request: Request, identity: Identity) -> str | None:
        if self.provider is None or not identity.id_token:
            return None
        try:
            return await self.provider.sign_out_url(identity.id_token, self._base(request) + SIGN_IN_PATH)
        except LiantuError as problem:  # here the session has ended; the provider's ends by itself
            logger.warning("the provider's session was not ended: %s", problem.code)
            return None

    def _refused(self, request: Request, problem: LiantuError, identity: Identity | None = None) -> Response:
        name = identity.subject if identity else ""
        self.nobody.named(name).record(Permission.SIGN_IN, _address(request), "failed", problem.code)
        logger.info("a sign-in failed: %s", problem.code)
        return self._page(request, problem)

    def _record(self, session: Session, action: Permission, request: Request) -> None:
        (self._principal(session) or self.nobody).record(action, _address(request), "done")

    def _page(
        self, request: Request, problem: LiantuError | None = None, *, account: str = "", to: str = ""
    ) -> Response:
        page = SignInPage(
            language=self._language(request),
            problem=problem,
            account=account,
            to=to or _own_path(request.query_params.get("to", "")),
            has_passwords=self.accounts.read().has_passwords,
            provider=PROVIDER_PATH if self.provider else "",
        )
        return sign_in_response(page)

    def _language(self, request: Request) -> str:
        asked = request.query_params.get("lang") or self.language
        return "en" if asked == "en" else "zh"

    def _base(self, request: Request) -> str:
        """Return the address by which the browser reaches us; the guard has judged the Host."""
        return self.public_url or str(URL(scope=request.scope).replace(path="", query="", fragment=""))

    def _set_cookie(self, request: Request, response: Response, name: str, value: str) -> None:
        is_secure = self._base(request).startswith("https:")
        response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=is_secure)


def nobody_signed_in(audit: AuditLog) -> Principal:
    """Return who sends a request before signing in."""
    return replace(ANONYMOUS, via=PAGE_FACE, audit=audit)


def _may_upload(principal: Principal) -> bool:
    return principal.may(Permission.REVIEW)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _own_path(text: str) -> str:
    r"""Return a path of this page, whatever was asked for: no address of another site is followed.

    >>> _own_path("/gaps?chain=pv"), _own_path("//evil.example/x"), _own_path("https://evil.example"), _own_path("/\\x")
    ('/gaps?chain=pv', '/', '/', '/')
    """
    is_own = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if is_own and text.isprintable() else "/"


async def _first(receive: Receive, ended: asyncio.Event) -> Message:
    """Return the next message, or that the browser has left as soon as the session ends."""
    waiting = {asyncio.ensure_future(receive()), asyncio.ensure_future(ended.wait())}
    done, left = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    message = next((result for task in done if isinstance(result := task.result(), dict)), None)
    return message if message and not ended.is_set() else {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
