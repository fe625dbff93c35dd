"""The pages and their places in the menu."""

from __future__ import annotations

import pytest

from ui.pages.registry import (
    ALL_REGION_PAGES,
    DEFAULT_PAGE,
    EMPTY_STORE_PAGES,
    MENU,
    PAGES,
    PARENT_PAGES,
    UNFILTERED_PAGES,
)
from ui.server.page_files import MISSING_PAGE
from ui.text import LANGUAGES, words


def test_every_page_has_one_place_in_the_menu_or_a_page_it_opens_from() -> None:
    places = [name for group in MENU.values() for name in group]
    assert sorted([*places, *PARENT_PAGES, MISSING_PAGE]) == sorted(PAGES)
    assert set(PARENT_PAGES.values()) <= set(places)
    assert {DEFAULT_PAGE, *UNFILTERED_PAGES, *ALL_REGION_PAGES, *EMPTY_STORE_PAGES} <= set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_group_has_a_name(language: str) -> None:
    texts = words(language)
    assert all(texts(f"page.{name}") for name in PAGES)
    assert all(texts(f"menu.{group}") for group in MENU)
