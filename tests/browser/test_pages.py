"""Every page: axe-core finds no serious fault, nothing overflows, nothing is asked of the world outside."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import settle

pytestmark = pytest.mark.browser
PAGES = {
    "overview": "",
    "chain": "chain?chain=pv&segment=pv%2Fmodule",
    "gaps": "gaps",
    "questions": "gaps?tab=questions",
    "stress": "gaps?tab=stress",
    "targeting": "targeting?k=3",
    "whatif": "targeting?tab=whatif&done=1",
    "explore": "explore?at=inst-jngri&chosen=ent-tanyuan",
    "entities": "entities?q=jnsmx",
    "entity": "entity?id=inst-jngri",
    "support": "support?p-entity=inst-jngri",
    "console": "support?mode=console",
    "plan": "plan",
    "lists": "lists",
    "same": "lists?tab=same",
    "placed": "lists?tab=placed",
    "history": "lists?tab=history",
    "fact": "chain?chain=pv&segment=pv%2Fmodule&tab=add",
    "data": "data",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everyone(page: Page, outside: list[str], site: str, name: str) -> None:
    page.goto(f"{site}/{PAGES[name]}")
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
