"""Every page: axe-core finds no serious fault, nothing overflows, nothing is asked of the world outside."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from benchmarks.browser import SCREENS, settle


@pytest.mark.full_profile
@pytest.mark.parametrize("name", SCREENS)
def test_a_page_is_for_everyone(page: Page, outside: list[str], site: str, name: str) -> None:
    page.goto(f"{site}/{SCREENS[name]}")
    settle(page)
    found = Axe().run(page).response["violations"]
    serious = [
        (fault["id"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert outside == []
