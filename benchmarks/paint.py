"""How long a planner looks at an unfinished page: Chromium, a server just started and a warm one.

    python -m benchmarks.paint

``painted`` is when the screen's own content stands there, ``complete`` when nothing moves any more; from the request
on, in a browser without a cache. The first page ever is asked for as soon as ``liantu serve`` answers, on a store that
is loaded; the others are medians of three visits. The baseline is a bare Streamlit page in the same run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import (
    CHROMIUM,
    CHROMIUM_FLAGS,
    PATIENCE_MS,
    PLANNERS_SCREEN,
    SCREENS,
    settle,
    wait_for_content,
)
from benchmarks.users import BARE, answering, served
from graph.store.open import open_store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from ui.server.process import free_port
from ui.settings import DEFAULT_HOST, Settings

VISITS = 3
WIDTH, HEIGHT = PLANNERS_SCREEN


def main() -> None:
    """Print the seconds of the first page ever, of a bare page, and of each screen."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        settings = Settings(home=Path(home), store=f"embedded:{Path(home) / 'store'}")
        with open_store(settings.store) as store:
            load_bundled(store, LOCAL_USER)
        bare_script = Path(home) / "bare.py"
        bare_script.write_text(BARE, "utf-8")
        with served(bare_script, settings) as (port, _):
            bare = _visits(browser, f"http://127.0.0.1:{port}/", _bare_is_there)
        began = time.perf_counter()
        with served_by_command(settings) as port:
            listens = time.perf_counter() - began
            painted, complete = _visit(browser, f"http://127.0.0.1:{port}/", wait_for_content)
            print(f"liantu serve answers after {listens:.2f} s")
            _show("first page ever", painted, complete, "")
            _show("bare page", *bare, "")
            for name, path in SCREENS.items():
                _visit(browser, f"http://127.0.0.1:{port}/{path}", wait_for_content)  # warm
                painted, complete = _visits(browser, f"http://127.0.0.1:{port}/{path}", wait_for_content)
                _show(name, painted, complete, f"{painted / bare[0]:.1f} x bare")
        browser.close()


@contextmanager
def served_by_command(settings: Settings) -> Iterator[int]:
    """Run ``liantu serve`` on a free port until it answers, and for a block."""
    port = free_port(DEFAULT_HOST)
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", str(port)]
    with answering(command, settings, port):
        yield port


def _show(name: str, painted: float, complete: float, ratio: str) -> None:
    print(f"{name:<26} painted {painted:5.2f} s  complete {complete:5.2f} s  {ratio}", flush=True)


def _visits(browser: Browser, url: str, paint: Callable[[Page], None]) -> tuple[float, float]:
    times = [_visit(browser, url, paint) for _ in range(VISITS)]
    return median(painted for painted, _ in times), median(complete for _, complete in times)


def _visit(browser: Browser, url: str, paint: Callable[[Page], None]) -> tuple[float, float]:
    """Return the seconds until the content is painted, and until the page is complete."""
    with _new_page(browser) as page:
        began = time.perf_counter()
        page.goto(url, wait_until="commit")
        paint(page)
        painted = time.perf_counter() - began
        if paint is wait_for_content:
            settle(page)
        return painted, time.perf_counter() - began


@contextmanager
def _new_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_default_timeout(PATIENCE_MS)
    try:
        yield page
    finally:
        page.close()


def _bare_is_there(page: Page) -> None:
    page.wait_for_function("document.querySelector('.block-container p')")


if __name__ == "__main__":
    main()
