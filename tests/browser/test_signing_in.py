"""Signing in by a real provider, in a real browser; what a stranger and a viewer get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from benchmarks.browser import PATIENCE_MS
from loaders.access.audit import AuditLog
from loaders.access.role import Role
from tests.support import openid_provider
from tests.support.browser import VIEWPORT
from tests.support.openid_provider import OpenIdProvider
from tests.support.requirements import need
from tests.support.served_page import handshake, request, served_page
from tests.support.stores import Server
from ui.access.accounts import AccountFile, Accounts, UserAccount
from ui.access.passwords import hash_password
from ui.access.sessions import SESSION_COOKIE
from ui.server.process import free_port

pytestmark = pytest.mark.full_profile
PASSWORD = "long enough to be one"
MAX_COOKIE_BYTES = 4096
OPEN_PATHS = ("/sign-in", "/sign-in/provider", "/sign-in/callback", "/sign-out", "/healthz")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounts")
    accounts = Accounts(
        (
            UserAccount(id="chief", name="局长", role=Role.ADMIN, password=hash_password(PASSWORD)),
            UserAccount(id="reader", name="读者", role=Role.VIEWER, password=hash_password(PASSWORD)),
        ),
        {"planners": Role.EDITOR},
    )
    AccountFile(folder / "accounts.yaml").change(lambda _: accounts)
    (folder / "secret").write_text(openid_provider.SECRET)
    return folder


@pytest.fixture(scope="module")
def guarded(home: Path, embedded_server: Server) -> Iterator[str]:
    """The page's address, on which people sign in by passwords or by the provider."""
    need("openid", openid_provider.missing())
    embedded_server.loaded()
    port = free_port("127.0.0.1")
    provider = OpenIdProvider(f"http://127.0.0.1:{port}")
    provider.start()
    environment = {
        "LIANTU_HOME": str(home),
        "LIANTU_SIGN_IN": "1",
        "LIANTU_OIDC_ISSUER": provider.issuer,
        "LIANTU_OIDC_CLIENT": openid_provider.CLIENT,
        "LIANTU_OIDC_SECRET_FILE": str(home / "secret"),
    }
    try:
        with served_page(port, embedded_server.url, environment) as address:
            yield address
    finally:
        provider.stop()


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=VIEWPORT, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def sign_in_here(page: Page, address: str, account: str, path: str = "/") -> None:
    page.goto(address + path)
    page.fill("#account", account)
    page.fill("#password", PASSWORD)
    page.click("button")


def sign_in_by_provider(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/gaps")
    page.click("text=用单位的统一登录")
    page.fill("[name=login]", who)
    page.fill("[name=password]", "any")
    page.click("[type=submit]")  # the login
    page.click("[type=submit]")  # the consent


def outcomes(home: Path) -> list[tuple[str, str, str, str]]:
    entries = AuditLog(home / "audit.jsonl").entries()
    return [(entry.who, entry.action, entry.outcome, entry.detail) for entry in entries]


def test_a_stranger_gets_the_sign_in_page_and_nothing_else(guarded: str, window: BrowserContext) -> None:
    """Everything that a signed-in page asks for is asked for again without its session."""
    page, asked = window.new_page(), set[str]()
    page.on("request", lambda sent: asked.add(sent.url))
    sign_in_here(page, guarded, "chief")
    for path in ("/", "/explore", "/chain", "/lists", "/dossier"):
        page.goto(guarded + path)
        expect(page.locator(".signed-in")).to_have_text("局长")
        page.wait_for_load_state("networkidle")
    own = {urlsplit(url) for url in asked if url.startswith(guarded)}
    paths = {parts.path for parts in own} - set(OPEN_PATHS)
    assert {"/_stcore/health", "/_stcore/host-config"} <= paths
    assert any(path.startswith("/static/") for path in paths)
    paths |= {
        "/suggest",
        "/metrics",
        "/media/x.xlsx",
        "/component/x/y.js",
        "/_stcore/bidi-components/x/y.js",
        "/_stcore/metrics",
    }
    answers = {path: request(guarded, "GET", path).status for path in sorted(paths)}
    assert set(answers.values()) == {401}, {path: status for path, status in answers.items() if status != 401}
    assert handshake(guarded).status == 403
    origin = {"Origin": guarded}
    assert request(guarded, "PUT", "/_stcore/upload_file/a/b", origin, "x").status == 401
    assert request(guarded, "GET", "/", {"Accept": "text/html"}).headers["location"] == "/sign-in?to=/"


def test_a_made_up_session_is_a_stranger_s(guarded: str) -> None:
    for cookie in (f"{SESSION_COOKIE}=", f"{SESSION_COOKIE}=x", f"{SESSION_COOKIE}=" + "A" * 43):
        assert request(guarded, "GET", "/_stcore/health", {"Cookie": cookie}).status == 401
        assert handshake(guarded, cookie).status == 403


def test_a_viewer_is_offered_no_change_and_cannot_upload(guarded: str, home: Path, window: BrowserContext) -> None:
    page = window.new_page()
    sign_in_here(page, guarded, "reader", "/lists")
    expect(page.get_by_text("您的角色是“查看”，不能做这一步")).to_be_visible()
    expect(page.locator("[data-testid=stFileUploader]")).to_have_count(0)
    session = next(cookie["value"] for cookie in window.cookies() if cookie["name"] == SESSION_COOKIE)
    headers = {"Origin": guarded, "Cookie": f"{SESSION_COOKIE}={session}"}
    assert request(guarded, "PUT", "/_stcore/upload_file/a/b", headers, "x").status == 403
    page.goto(f"{guarded}/support?mode=console&cypher=MATCH (n) RETURN count(n)")
    expect(page.get_by_text("您的角色是“查看”，不能做这一步")).to_be_visible()
    assert ("读者(reader)", "sign-in", "done", "") in outcomes(home)


def test_a_person_with_forty_groups_signs_in_and_out_by_the_provider(guarded: str, window: BrowserContext) -> None:
    page = window.new_page()
    sign_in_by_provider(page, guarded, "planners")
    expect(page.locator(".signed-in")).to_have_text("planners 先生")
    assert urlsplit(page.url).path == "/gaps"
    cookies = [cookie for cookie in window.cookies() if urlsplit(guarded).hostname in cookie["domain"]]
    assert all(len(cookie["name"]) + len(cookie["value"]) < MAX_COOKIE_BYTES for cookie in cookies)
    assert next(cookie for cookie in cookies if cookie["name"] == SESSION_COOKIE)["httpOnly"]

    other = window.new_page()
    other.goto(f"{guarded}/sign-out")
    other.click("button")
    other.click("text=Yes, sign me out")  # the provider's own page
    expect(other.locator("h1")).to_have_text("链图")
    other.goto(f"{guarded}/gaps")
    other.click("text=用单位的统一登录")
    expect(other.locator("[name=login]")).to_be_visible()  # its session has ended as well


def test_a_person_without_a_role_is_told_so(guarded: str, home: Path, window: BrowserContext) -> None:
    page = window.new_page()
    sign_in_by_provider(page, guarded, "nobody")
    expect(page.get_by_role("alert")).to_contain_text("在链图里没有角色")
    assert SESSION_COOKIE not in {cookie["name"] for cookie in window.cookies()}
    assert ("nobody", "sign-in", "failed", "sso_no_role") in outcomes(home)


def test_an_open_page_ends_with_the_session(guarded: str, window: BrowserContext) -> None:
    page, sockets = window.new_page(), list[WebSocket]()
    page.on("websocket", lambda socket: sockets.append(socket))
    sign_in_here(page, guarded, "chief", "/gaps")
    expect(page.locator(".signed-in")).to_have_text("局长")
    session = next(cookie["value"] for cookie in window.cookies() if cookie["name"] == SESSION_COOKIE)
    headers = {"Origin": guarded, "Cookie": f"{SESSION_COOKIE}={session}", "Content-Length": "0"}
    open_socket = next(socket for socket in sockets if not socket.is_closed())
    with open_socket.expect_event("close"):
        assert request(guarded, "POST", "/sign-out", headers).status == 303
    assert request(guarded, "GET", "/_stcore/health", {"Cookie": headers["Cookie"]}).status == 401
