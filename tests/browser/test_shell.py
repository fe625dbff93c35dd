"""The shell around every page, in a real browser: the menu, its height, and the way by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import settle
from ui.pages.registry import MENU

MAX_HEAD_PIXELS = 120  # of bar and menu on an office screen
MENU_LINKS = ".st-key-menu a"


@pytest.mark.parametrize("state", ["", "?year=2018&grade=B&nolists=1", "?lang=en&year=2018&grade=B&nolists=1"])
def test_bar_and_menu_leave_the_screen_to_the_page(page: Page, site: str, state: str) -> None:
    page.goto(f"{site}/data{state}")
    settle(page)
    box = page.locator(".st-key-menu").bounding_box()
    assert box
    assert box["y"] + box["height"] <= MAX_HEAD_PIXELS
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_menu_has_every_page_in_its_group_and_marks_the_open_one(page: Page, site: str) -> None:
    page.goto(f"{site}/entity?id=inst-jngri")
    settle(page)
    for group, pages in MENU.items():
        links = page.locator(f".st-key-menu-{group} a")
        addresses = [str(link.get_attribute("href")) for link in links.all()]
        assert [address.partition("?")[0].rpartition("/")[2] or "overview" for address in addresses] == list(pages)
    expect(page.locator(".st-key-menu-parent a")).to_have_text("主体查询")


def test_the_menu_is_reached_and_used_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/data")
    settle(page)
    page.locator(".search input").focus()
    last = page.locator(MENU_LINKS).last
    reached = 0
    while reached < page.locator(MENU_LINKS).count() + 10 and not last.evaluate("a => a === document.activeElement"):
        page.keyboard.press("Tab")
        reached += 1
    assert last.evaluate("a => a === document.activeElement")
    page.locator(MENU_LINKS).nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/chain*")


def test_the_product_s_name_leads_home_and_keeps_the_year(page: Page, site: str) -> None:
    page.goto(f"{site}/gaps?year=2018")
    settle(page)
    page.locator(".st-key-home a").click()
    page.wait_for_url(lambda url: "gaps" not in url and "year=2018" in url)
    expect(page.locator(".st-key-region")).to_contain_text("常州市")
