"""Streamlit's own English on the page: there is none of it in either language, as far as a planner comes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from benchmarks.browser import settle
from ui.server.page_files import streamlit_texts

STREAMLIT_ENGLISH = re.compile(
    r"per file|Drag and drop|\bUpload\b|Select all|Choose options?|No results|\d+ more|Press Enter|Press Ctrl|Running\.\.\."
    r"|Page not found|Download as CSV|Fullscreen|Show/hide|Sort ascending|not allowed|Connection error|Streamlit"
)


def visible_words(page: Page) -> str:
    """Return the texts of the page with those that only a screen reader or a pointer finds."""
    return str(
        page.evaluate(
            """() => [document.body.innerText, document.title, ...[...document.querySelectorAll('*')].flatMap(
                element => ['aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name) ?? ''))
            ].join('\\n')"""
        )
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_inputs_speak_the_page_s_language(page: Page, site: str, language: str) -> None:
    texts = streamlit_texts(language)
    page.goto(f"{site}/lists?lang={language}")
    settle(page)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text(texts["upload"])
    assert STREAMLIT_ENGLISH.search(visible_words(page)) is None
    page.goto(f"{site}/start?lang={language}")
    page.locator("[data-testid=stMultiSelect] input").click()
    expect(page.locator("body")).to_contain_text(texts["select_all"])
    page.locator("[data-testid=stMultiSelect] input").fill("zzzz")
    expect(page.locator("body")).to_contain_text(texts["no_results"])
    assert STREAMLIT_ENGLISH.search(visible_words(page)) is None


def test_a_table_s_tools_speak_chinese(page: Page, site: str) -> None:
    page.goto(f"{site}/lists?tab=placed")
    settle(page)
    page.get_by_test_id("stDataFrame").first.hover()
    expect(page.get_by_label(streamlit_texts("zh")["fullscreen"]).first).to_be_visible()
    assert STREAMLIT_ENGLISH.search(visible_words(page)) is None


def test_an_unknown_address_is_answered_by_a_page_with_ways_on(page: Page, site: str) -> None:
    page.goto(f"{site}/chian")
    expect(page.get_by_role("heading", name="没有这个页面")).to_be_visible()
    expect(page.locator(".block-container")).to_contain_text("chian")
    assert STREAMLIT_ENGLISH.search(visible_words(page)) is None
    page.locator("a.go", has_text="产业链图谱").click()
    page.wait_for_url("**/chain*")


def test_a_lost_connection_is_told_in_chinese(page: Page, site: str) -> None:
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", connect)
    page.goto(f"{site}/data")
    settle(page)
    page.route("**/_stcore/**", lambda route: route.abort())
    sockets[-1].close()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(streamlit_texts("zh")["connection_lost"])
    assert STREAMLIT_ENGLISH.search(visible_words(page)) is None
