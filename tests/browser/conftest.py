"""A real browser behind a wall: any request beyond loopback is refused and remembered."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from benchmarks.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS
from tests.support.browser import VIEWPORT
from tests.support.requirements import need
from tests.support.stores import Server


@pytest.fixture(scope="session")
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


@pytest.fixture
def site(address: str, embedded_server: Server) -> str:
    """The page over exactly the bundled data, whatever other tests have done to the store."""
    embedded_server.loaded()
    return address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need("browser", "" if CHROMIUM else "Chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield found
        found.close()


@pytest.fixture
def outside() -> list[str]:
    """What a page asked for beyond this machine."""
    return []


@pytest.fixture
def context(browser: Browser, outside: list[str]) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport=VIEWPORT, accept_downloads=True)

    def wall(route: Route) -> None:
        url = urlsplit(route.request.url)
        if url.hostname in ("localhost", "127.0.0.1") or url.scheme in ("data", "blob", "file"):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    found.route("**/*", wall)
    found.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)  # its own default of 5 s is too short for a busy machine
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
