"""The page of districts by a pointer and by the keyboard."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect


def choice(page: Page) -> tuple[str, str]:
    """Return the district and the chain of the address."""
    params = parse_qs(urlsplit(page.url).query)
    return params.get("district", [""])[0], params.get("of", [""])[0]


def test_a_cell_and_a_part_of_the_map_are_chosen_and_back_goes_one_step(page: Page, site: str) -> None:
    page.goto(f"{site}/district")
    page.locator('.heat [data-id="新北区|pharma"]').click()
    page.get_by_role("heading", name="新北区 · 新医药/医疗器械").wait_for()
    assert choice(page) == ("新北区", "pharma")
    page.locator('.click-board svg [data-id="金坛区"]').click()
    page.get_by_role("heading", name="金坛区", exact=True).wait_for()
    assert choice(page) == ("金坛区", "")
    expect(page.locator('.click-board svg [data-id="金坛区"]')).to_have_attribute("aria-pressed", "true")
    page.go_back()
    page.get_by_role("heading", name="新北区 · 新医药/医疗器械").wait_for()
    page.locator('.click-board svg [data-id="unstated"]').focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="未注明区县").wait_for()
    assert choice(page) == ("unstated", "")
