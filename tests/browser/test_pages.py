"""Every page, light and dark: axe-core finds no serious fault, nothing overflows, nothing is asked of the world outside."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from benchmarks.browser import SCREENS, settle

# Pages before anything is chosen, and their other tabs, beside the screens that are measured.
FURTHER_SCREENS = {
    "district": "district",
    "district and chain": "district?district=武进区&of=rail",
    "before and after": "compare?before=2018&after=now",
    "side by side": "compare?tab=beside",
    "explore the region": "explore?layout=types",
    "entity opening": "entity",
    "support opening": "support?query=connection",
    "support network": "support?p-entity=inst-jngri&tab=graph",
    "leads in the drawer": "chain?chain=grid&segment=grid%2Ftransformer&tab=leads",
    "English drawer": "chain?chain=rail&segment=rail%2Fbogie&tab=candidates&lang=en",
}
DARK_PAPER = "rgb(18, 23, 31)"
THEMES = {"light": "rgb(255, 255, 255)", "dark": DARK_PAPER}


# A change of theme fades: a text may have half its colour while the page's background has all of it.
FINISH_FADING = """() => document.getAnimations()
    .filter(fading => fading.effect?.getComputedTiming().endTime !== Infinity).forEach(fading => fading.finish())"""


def serious_faults(page: Page) -> list[tuple[str, list[str]]]:
    page.evaluate(FINISH_FADING)
    found = Axe().run(page).response["violations"]
    return [
        (fault["id"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.full_profile
@pytest.mark.parametrize("name", [*SCREENS, *FURTHER_SCREENS])
def test_a_page_is_for_everyone(page: Page, outside: list[str], site: str, name: str) -> None:
    page.goto(f"{site}/{(SCREENS | FURTHER_SCREENS)[name]}")
    settle(page)
    for scheme, paper in THEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", paper)
        assert (scheme, serious_faults(page)) == (scheme, [])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert outside == []


def test_a_dark_screen_is_followed_from_the_first_moment(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site)
    settle(page)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", DARK_PAPER)
    expect(page.locator("h1").first).to_have_css("color", "rgb(230, 235, 241)")
