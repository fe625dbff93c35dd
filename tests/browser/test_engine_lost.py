"""The embedded engine is killed under an open page: the page goes on by itself, without a reload."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from benchmarks.browser import settle
from graph.store.open import embedded_folder
from tests.support.engine_processes import jvm_of
from tests.support.stores import Server


def test_a_page_goes_on_after_the_engine_was_killed(page: Page, site: str, embedded_server: Server) -> None:
    page.goto(f"{site}/support?query=supporters&p-entity=inst-jngri")
    page.get_by_text("光明日报").first.wait_for()
    jvm = jvm_of(embedded_folder(embedded_server.url))
    jvm.kill()
    page.get_by_text("这个园区里有谁？").click()
    page.wait_for_url(re.compile("query=inside"))
    page.get_by_role("link", name="常州科教城").click()
    expect(page.locator(".block-container table.facts")).to_contain_text("平台")
    settle(page)
    expect(page.locator("[data-testid=stAlertContentError], [data-testid=stException]")).to_have_count(0)
    assert jvm_of(embedded_folder(embedded_server.url)).pid != jvm.pid
