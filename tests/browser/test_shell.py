"""The shell around every page, in a real browser: the menu, its height, and the way by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import settle
from ui.pages.registry import MENU

MAX_HEAD_PIXELS = 120  # of bar and menu on an office screen
MAX_MENU_LINE_PIXELS = 40  # a second line would be 25 more
LEFT_MARGIN = 32  # pixels
MENU_LINKS = ".st-key-menu a"


@pytest.mark.parametrize("state", ["", "?year=2018&grade=B&nolists=1", "?lang=en&year=2018&grade=B&nolists=1"])
def test_bar_and_menu_leave_the_screen_to_the_page(page: Page, site: str, state: str) -> None:
    page.goto(f"{site}/data{state}")
    settle(page)
    box = page.locator(".st-key-menu").bounding_box()
    assert box
    assert box["y"] + box["height"] <= MAX_HEAD_PIXELS
    assert box["height"] <= MAX_MENU_LINE_PIXELS
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_menu_has_every_page_in_its_group_and_marks_the_open_one(page: Page, site: str) -> None:
    page.goto(f"{site}/entity?id=inst-jngri")
    settle(page)
    for group, pages in MENU.items():
        links = page.locator(f".st-key-menu-{group} a")
        addresses = [str(link.get_attribute("href")) for link in links.all()]
        assert [address.partition("?")[0].rpartition("/")[2] or "overview" for address in addresses] == list(pages)
    expect(page.locator(".st-key-menu-parent a")).to_have_text("主体查询")
    page.locator(".st-key-menu a", has_text="数据与口径").click()
    expect(page.locator(".st-key-menu a[aria-current=page]")).to_have_text("数据与口径")


def test_no_request_of_a_page_fails_and_its_console_stays_empty(page: Page, site: str) -> None:
    failed: list[str] = []
    errors: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in ("", "explore", "entity?id=inst-jngri"):
        page.goto(f"{site}/{path}")
        settle(page)
    assert (failed, errors) == ([], [])


def test_title_and_tabs_stand_on_one_line(page: Page, site: str) -> None:
    for name in ("gaps", "targeting", "support", "lists", "compare", "data"):
        page.goto(f"{site}/{name}")
        settle(page)
        title, tabs = page.locator("h1").bounding_box(), page.locator(".st-key-title-row button").first.bounding_box()
        assert title
        assert tabs
        middle = title["y"] + title["height"] / 2, tabs["y"] + tabs["height"] / 2
        assert abs(middle[0] - middle[1]) <= 2, name
        assert title["x"] == LEFT_MARGIN, name


def test_the_user_s_name_is_remembered_by_the_browser_and_not_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=pv&segment=pv%2Fmodule&tab=add")
    settle(page)
    field = page.get_by_label("您是谁").first
    field.fill("张三")
    field.press("Enter")
    page.wait_for_function("() => document.cookie.includes('liantu-user=')")
    assert "张三" not in page.url
    page.goto(f"{site}/chain?chain=pv&segment=pv%2Fcell&tab=add")
    expect(page.get_by_label("您是谁").first).to_have_value("张三")


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
