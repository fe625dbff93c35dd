"""A browser on the page: how it is started, when a screen is complete, and the address of every screen.

The benchmarks, the screenshots and the browser tests share it.
"""

from __future__ import annotations

import shutil

from playwright.sync_api import Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
]
# Milliseconds until a screen is complete: a first analysis on two busy cores, never reached otherwise.
PATIENCE_MS = 60_000
PLANNERS_SCREEN = (1366, 768)  # pixels: the usual laptop
SCREENS = {
    "overview": "",
    "chain": "chain?chain=pv&segment=pv%2Fmodule",
    "gaps": "gaps",
    "questions": "gaps?tab=questions",
    "stress": "gaps?tab=stress",
    "targeting": "targeting?k=3",
    "dossier": "dossier?chain=rail",
    "whatif": "targeting?tab=whatif&done=1",
    "explore": "explore?at=inst-jngri&chosen=ent-tanyuan",
    "entities": "entities?q=jnsmx",
    "entity": "entity?id=inst-jngri",
    "support": "support?p-entity=inst-jngri",
    "console": "support?mode=console",
    "plan": "plan",
    "read": "read",
    "compare": "plan?tab=compare",
    "lists": "lists",
    "same": "lists?tab=same",
    "placed": "lists?tab=placed",
    "history": "lists?tab=history",
    "fact": "chain?chain=pv&segment=pv%2Fmodule&tab=add",
    "data": "data",
}
# Where a node of the network stands on the page: [x, y] in pixels.
NODE_POSITION = """(host, id) => {
  const { network } = host.liantu, box = host.querySelector(".canvas").getBoundingClientRect();
  const { x, y } = network.canvasToDOM(network.getPositions([id])[id]);
  return [box.x + x, box.y + y];
}"""
_UNDRAWN = ".block-container .network:not([data-ready]):visible"
_BUSY = "[data-testid=stSpinner], [data-testid=stStatusWidget], [data-stale=true]"
_CONTENT = ", ".join(
    (
        ".block-container table",
        ".network[data-ready]",
        "[data-testid=stForm]",
        "[data-testid=stFileUploader]",
        ".review-board[data-ready]",
        ".block-container .hub-cards",
        ".block-container [data-testid=stAlert]",
    )
)
# Also within components, which a selector of the document does not reach into.
_IS_THERE = """selector => {
  const within = root => root.querySelector(selector)
    || [...root.querySelectorAll('*')].some(element => element.shadowRoot && within(element.shadowRoot));
  return within(document);
}"""
_AT_REST = """busy => !document.querySelector(busy)
  && document.getAnimations().every(animation => animation.playState !== 'running')"""


def wait_for_content(page: Page) -> None:
    """Wait until the screen's own content is there: to the frame, where a locator looks only every half second."""
    page.wait_for_function(_IS_THERE, arg=_CONTENT)


def settle(page: Page) -> None:
    """Wait until the page has drawn all of its screen and nothing moves."""
    page.locator(_CONTENT).first.wait_for(state="attached")
    page.wait_for_function(_AT_REST, arg=_BUSY)
    expect(page.locator(_UNDRAWN)).to_have_count(0, timeout=PATIENCE_MS)
