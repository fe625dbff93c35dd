"""A neighbourhood of 150 things painted, beside pyvis's default page of the same graph: python -m benchmarks.network

Ours: the page is open and shows something else; from the double click that opens the bureau (server, layout and
transport included) to the drawn picture: the first time, when the graph has to be read, and the best of three more.
pyvis: from opening its file (nothing to read) to the picture standing still, since its default computes the layout in
the browser; the best of three. Both by the browser's own clock. For comparison, ours in a new browser.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import CHROMIUM, NODE_POSITION
from benchmarks.users import served
from graph.store.open import open_store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from queries.subgraph import DEFAULT_ENTITIES, SubgraphFilter, ego_network
from ui.server.process import PAGE
from ui.settings import Settings

HUB, OTHER, TRIES = "auth-chang-zhou-shi-ke-xue-ji", "inst-jngri", 3
STABLE = "() => new Promise(done => network.once('stabilized', () => done(performance.now())))"
WATCH = """host => {
  host.parentElement.addEventListener("dblclick", () => { host.began = performance.now(); }, true);
  new MutationObserver(() => { host.ended ??= performance.now(); })
    .observe(host, { attributes: true, attributeFilter: ["data-drawn"] });
}"""


def default_page(settings: Settings, home: Path) -> Path:
    """Write what pyvis makes of the same graph with nothing set but its own scripts inside the file."""
    from pyvis.network import Network  # type: ignore[import-untyped]

    with open_store(settings.store) as store:
        graph = ego_network(store, [HUB], SubgraphFilter(), DEFAULT_ENTITIES)
    net = Network(cdn_resources="in_line")
    for thing in graph.entities.values():
        net.add_node(thing.id, label=thing.name)
    for link in graph.merged_edges:
        net.add_edge(link.a, link.b)
    file = home / "default.html"
    file.write_text(net.generate_html(), "utf-8")
    return file


def opened(page: Page, url: str) -> float:
    """Return seconds from opening pyvis's page to a picture that stands still, the best of some tries."""
    times = []
    for _ in range(TRIES):
        page.goto("about:blank")
        page.goto(url, wait_until="commit")
        page.wait_for_function("() => typeof network !== 'undefined' && network !== null")
        times.append(page.evaluate(STABLE) / 1000)
    return float(min(times))


def asked(page: Page, root: str) -> tuple[float, float]:
    """Return seconds from the double click on the hub to its drawn neighbourhood: the first time, the best later."""
    times = []
    for _ in range(1 + TRIES):
        page.goto(f"{root}?at={OTHER}")
        host = page.locator(".network[data-drawn]")
        host.wait_for()
        page.wait_for_timeout(1_000)
        host.evaluate(WATCH)
        page.mouse.dblclick(*host.evaluate(NODE_POSITION, HUB))
        page.wait_for_timeout(1_500)
        times.append(host.evaluate("host => host.ended - host.began") / 1000)
        assert host.evaluate("host => host.liantu.nodes.length") == DEFAULT_ENTITIES
    return float(times[0]), float(min(times[1:]))


def cold(page: Page, url: str) -> float:
    """Return seconds from opening our page to the picture, the best of some tries."""
    times = []
    for _ in range(TRIES):
        page.goto("about:blank")
        page.goto(url, wait_until="commit")
        page.locator(".network[data-ready]").wait_for()
        times.append(page.evaluate("performance.now()") / 1000)
    return float(min(times))


def main() -> None:
    """Print both and the ratio."""
    if not CHROMIUM:
        sys.exit("needs Chromium")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, store=f"embedded:{home / 'store'}")
        with open_store(settings.store) as store:
            load_bundled(store, LOCAL_USER)
        default = default_page(settings, home)
        with served(PAGE, settings) as (port, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            page.set_default_timeout(60_000)
            page.route(lambda url: not url.startswith(("http://127.0.0.1", "file:")), lambda route: route.abort())
            root = f"http://127.0.0.1:{port}/explore"
            new = cold(page, f"{root}?at={HUB}")
            first, ours = asked(page, root)
            theirs = opened(page, default.as_uri())
    print(
        f"{DEFAULT_ENTITIES} entities  liantu {ours:.2f} s (first {first:.2f} s, new browser {new:.2f} s)  "
        f"pyvis {theirs:.2f} s"
    )
    print(f"{theirs / ours:.1f} times sooner, {theirs / first:.1f} the first time")


if __name__ == "__main__":
    main()
