"""A planner's morning in a real browser, behind a wall: any request beyond loopback fails the test."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.conftest import CHROMIUM, Server, need

pytestmark = pytest.mark.browser
WIDE = {"width": 1366, "height": 768}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
]


@pytest.fixture(scope="module")
def address(embedded_server: Server) -> Iterator[str]:
    """The page, as ``liantu serve`` starts it."""
    embedded_server.loaded()
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--store", embedded_server.url]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
    assert process.stderr
    for line in process.stderr:
        if (found := re.search(r"http://\S+", line)) and "Uvicorn" not in line:
            yield found[0]
            break
    else:
        pytest.fail("the page did not start")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need("browser", "" if CHROMIUM else "Chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def outside() -> list[str]:
    """What the page asked for beyond this machine."""
    return []


@pytest.fixture
def page(browser: Browser, outside: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, accept_downloads=True)

    def wall(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.hostname in ("localhost", "127.0.0.1") or url.scheme in ("data", "blob"):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", wall)
    found = context.new_page()
    found.set_default_timeout(60_000)
    yield found
    context.close()


def test_a_planner_s_morning(page: Page, outside: list[str], address: str, tmp_path: Path) -> None:
    page.goto(address)
    page.get_by_role("heading", name=re.compile("250 个环节中 122 个有据可判")).wait_for()

    page.get_by_role("link", name="太阳能光伏").first.click()
    page.get_by_role("button", name=re.compile("工业硅.高纯多晶硅料.*缺")).click()
    page.get_by_text("有来源说明本地没有").first.wait_for()
    page.wait_for_url(re.compile(r"segment=pv%2Fpolysilicon"))
    link = page.url

    unknown = page.get_by_role("button", name=re.compile("单晶硅棒.铸锭.*未知"))
    unknown.focus()
    page.keyboard.press("Enter")
    page.get_by_text("这不等于没有").wait_for()

    page.goto(link)
    page.get_by_role("heading", name=re.compile("工业硅.高纯多晶硅料")).wait_for()
    page.get_by_role("button", name="English").or_(page.get_by_role("radio", name="English")).first.click()
    page.get_by_text("A source says that nobody is here").first.wait_for()
    assert "lang=en" in page.url

    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Excel")).click()
    download.value.save_as(tmp_path / "gaps.xlsx")
    assert openpyxl.load_workbook(tmp_path / "gaps.xlsx")["短板清单"].max_row == 222

    assert outside == []


def test_a_link_opens_the_same_screen_in_a_second_browser(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}/chain?chain=ev&segment=ev%2Fcell&role=research&lang=zh")
    page.get_by_role("heading", name=re.compile("电芯 — 研发")).wait_for()
    assert page.get_by_role("button", name=re.compile("^电芯")).get_attribute("aria-pressed") == "true"
    box = page.locator(".chain-map svg").bounding_box()
    assert box
    assert box["width"] <= WIDE["width"]
    context.close()
