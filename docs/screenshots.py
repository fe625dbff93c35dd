"""Pictures of every page at both sizes, over the bundled data: python docs/screenshots.py [FOLDER]

Written to docs/images (1366x768, those that the documentation shows) and, with a folder, all of them there.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS, SCREENS, settle
from benchmarks.users import served
from graph.store.open import open_store
from loaders.access.principal import Principal
from loaders.reading.read import read_text
from loaders.review.review_store import ReviewStore
from loaders.service.datasets import load_bundled
from loaders.service.reviews import begin_review
from ui.open_store import reviews_folder
from ui.server.process import PAGE
from ui.settings import Settings

HERE = Path(__file__).resolve().parent
SAMPLE_PLAN = HERE.parent / "examples" / "work-plan.txt"
SIZES = ((1366, 768), (1920, 1080))
SHOWN = ("overview", "chain", "gaps", "targeting", "explore", "entity", "support", "same", "fact", "history", "read")
BELOW = {"fact": '[data-testid="stForm"]'}  # what is seen only further down


def main(folder: Path) -> None:
    """Start the page over a fresh store, and photograph it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        settings = Settings(home=Path(home), store=f"embedded:{Path(home) / 'store'}", who="张三")
        with open_store(settings.store) as store:
            load_bundled(store, Principal(name=settings.who))
        screens = SCREENS | {"read": f"read?review={_begun_review(settings)}"}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        with served(PAGE, settings) as (port, _):
            for width, height in SIZES:
                page = browser.new_page(viewport={"width": width, "height": height})
                page.set_default_timeout(PATIENCE_MS)
                for name, path in screens.items():
                    page.goto(f"http://127.0.0.1:{port}/{path}")
                    settle(page)
                    if name in BELOW:
                        page.locator(BELOW[name]).first.evaluate("form => form.scrollIntoView({block: 'center'})")
                        page.wait_for_function("new Promise(done => requestAnimationFrame(() => done(true)))")
                    page.screenshot(path=folder / f"{name}-{width}.png")
        browser.close()
    for name in SHOWN:
        shutil.copy(folder / f"{name}-{SIZES[0][0]}.png", HERE / "images" / f"{name}.png")


def _begun_review(settings: Settings) -> str:
    """Begin a review of the sample plan, and return its key."""
    reviews = ReviewStore(reviews_folder(settings))
    return begin_review(reviews, SAMPLE_PLAN.read_bytes(), SAMPLE_PLAN.name, read_text, Principal(name=settings.who))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch))
