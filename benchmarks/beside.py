"""What twenty users feel while one more loads a list of 20,000 rows through the page (Chromium).

    python -m benchmarks.beside [ROWS]

The same users are measured before, in the same run, on the same page; the list is given, tried and loaded meanwhile.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from benchmarks.browser import CHROMIUM, CHROMIUM_FLAGS
from benchmarks.lists import write_list
from benchmarks.users import SCREENS, Times, served, user
from graph.store.open import open_store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from ui.server.process import PAGE
from ui.settings import Settings

USERS, SECONDS, PATIENCE = 20, 15.0, 600_000


def loaded(port: int, file: Path) -> list[float]:
    """Give a list to the page, try it, load it; the seconds of each."""
    marks = [time.perf_counter()]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"http://127.0.0.1:{port}/lists")
        page.locator("input[type=file]").first.set_input_files(file)
        page.get_by_label("谁发布的").fill("某局")
        page.get_by_label("谁发布的").press("Enter")
        marks.append(time.perf_counter())
        page.get_by_role("button", name="试运行").click()
        expect(page.get_by_text("试运行，没有写入").first).to_be_visible(timeout=PATIENCE)
        marks.append(time.perf_counter())
        page.get_by_role("button", name="装载", exact=True).click()
        expect(page.get_by_role("button", name="卸载")).to_be_visible(timeout=PATIENCE)
        marks.append(time.perf_counter())
        browser.close()
    return [after - before for before, after in pairwise(marks)]


async def crowd(port: int, busy: Future[list[float]] | None) -> tuple[Times, int]:
    """Return the users' times while somebody loads, or for some seconds, and how many acts failed."""
    times: Times = []
    faults, began = 0, time.perf_counter()
    while not busy.done() if busy else time.perf_counter() < began + SECONDS:
        until = time.perf_counter() + SECONDS / 3
        faults += sum(await asyncio.gather(*(user(port, n, SCREENS, until, times) for n in range(USERS))))
    return sorted(times), faults


def figures(name: str, times: Times, faults: int) -> float:
    """Print them; returns the median."""
    median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name:<24} {len(times):>5} acts  median {median * 1e3:6.0f} ms  95% {late * 1e3:6.0f} ms  {faults} errors")
    return median


def main() -> None:
    """Print both and the ratio of the medians."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(1) as pool:
        settings = Settings(home=Path(home), store=f"embedded:{Path(home) / 'store'}", who="张三")
        with open_store(settings.store) as store:
            load_bundled(store, LOCAL_USER)
        file = Path(home) / "名单.xlsx"
        write_list(file, rows)
        with served(PAGE, settings) as (port, process):
            asyncio.run(crowd(port, None))  # warm
            alone = figures("alone", *asyncio.run(crowd(port, None)))
            busy = pool.submit(loaded, port, file)
            beside = figures(f"beside {rows} rows", *asyncio.run(crowd(port, busy)))
            given, tried, wrote = busy.result()
            memory = process.memory_info().rss >> 20
    print(f"given {given:.0f} s, tried {tried:.0f} s, loaded {wrote:.0f} s; memory {memory} MB")
    print(f"ratio of medians {beside / alone:.2f}")


if __name__ == "__main__":
    main()
