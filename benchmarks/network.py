"""A neighbourhood of 150 things painted, beside pyvis's default page of the same graph: python -m benchmarks.network

Ours: the page is open and shows something else; from the double click that opens the bureau (server, layout and
transport included) to the drawn picture. pyvis: from opening its file to the picture standing still (its default
computes the layout in the browser). For comparison, ours in a new browser. The best of three each.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.users import served
from graph.store.store import open_store
from tests.browser.network import PLACE
from ui.actions.datasets import load_bundled
from ui.actions.subgraph import MOST, Filter, neighbourhood
from ui.settings import Settings

HUB, OTHER, TRIES = "auth-chang-zhou-shi-ke-xue-ji", "inst-jngri", 3
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
STABLE = "() => new Promise(done => network.once('stabilized', () => done()))"


def default_page(settings: Settings, home: Path) -> Path:
    """What pyvis makes of the same graph with nothing set but its own scripts inside the file."""
    from pyvis.network import Network  # type: ignore[import-untyped]

    with open_store(settings.store) as store:
        graph = neighbourhood(store, [HUB], Filter(), MOST)
    net = Network(cdn_resources="in_line")
    for thing in graph.things.values():
        net.add_node(thing.id, label=thing.name)
    for link in graph.links:
        net.add_edge(link.a, link.b)
    file = home / "default.html"
    file.write_text(net.generate_html(), "utf-8")
    return file


def opened(page: Page, url: str, wait: str) -> float:
    """Seconds from opening a page to the picture, the best of some tries."""
    times = []
    for _ in range(TRIES):
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(url, wait_until="commit")
        if wait == STABLE:
            page.wait_for_function("() => typeof network !== 'undefined' && network !== null")
            page.evaluate(STABLE)
        else:
            page.locator(wait).wait_for()
        times.append(time.perf_counter() - began)
    return min(times)


def asked(page: Page, root: str) -> float:
    """Seconds from the double click that opens the hub to its drawn neighbourhood, the best of some tries."""
    times = []
    for _ in range(TRIES):
        page.goto(f"{root}?at={OTHER}")
        host = page.locator(".network[data-drawn]")
        host.wait_for()
        page.wait_for_timeout(1_000)
        drawn = host.get_attribute("data-drawn")
        x, y = host.evaluate(PLACE, HUB)
        began = time.perf_counter()
        page.mouse.dblclick(x, y)
        host.and_(page.locator(f".network:not([data-drawn='{drawn}'])")).wait_for()
        times.append(time.perf_counter() - began)
        assert host.evaluate("host => host.liantu.nodes.length") == MOST
    return min(times)


def main() -> None:
    """Print both and the ratio."""
    if not CHROMIUM:
        sys.exit("needs Chromium")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, store=f"embedded:{home / 'store'}")
        with open_store(settings.store) as store:
            load_bundled(store)
        default = default_page(settings, home)
        app = Path(__file__).parents[1] / "ui" / "app.py"
        with served(app, settings) as (port, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            page.set_default_timeout(60_000)
            page.route(lambda url: not url.startswith(("http://127.0.0.1", "file:")), lambda route: route.abort())
            root = f"http://127.0.0.1:{port}/explore"
            cold = opened(page, f"{root}?at={HUB}", ".network[data-ready]")
            ours = asked(page, root)
            theirs = opened(page, default.as_uri(), STABLE)
    print(f"{MOST} things  liantu {ours:.2f} s (a new browser {cold:.2f} s)  pyvis {theirs:.2f} s")
    print(f"{theirs / ours:.1f} times sooner")


if __name__ == "__main__":
    main()
