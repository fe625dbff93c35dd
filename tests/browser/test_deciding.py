"""What a person knows better goes in through the pages, and comes out again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import settle
from loaders.pipeline import load
from loaders.records import RecordSet
from tests.support.record_sets import listed
from tests.support.stores import Server, exported

HOSTILE = "<img src=x onerror=alert(1)>**常州**[甲](javascript:alert(1))光伏科技有限公司"


@pytest.fixture
def bundled(embedded_server: Server) -> Server:
    """The bundled datasets, to be changed by the test."""
    embedded_server.loaded()
    embedded_server.bundled = False
    return embedded_server


def hostile(dataset: str, *names: str) -> RecordSet:
    return listed(dataset, *names, region="reg-changzhou", segment="pv/cell")


@pytest.mark.full_profile
def test_a_pair_is_decided_and_the_decision_undone(page: Page, site: str, bundled: Server, outside: list[str]) -> None:
    load(bundled.store, hostile("one", HOSTILE))
    load(bundled.store, hostile("two", HOSTILE.replace("科技有限", "股份有限")))
    before = exported(bundled.store)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{site}/lists?tab=same")
    settle(page)
    pair = page.locator('[data-testid="stForm"] [data-testid="stLayoutWrapper"]', has_text="<img src=x").first
    expect(pair).to_contain_text(re.compile(r"\[甲\]\(javascript:\u2060?alert\(1\)\)"))  # kept from becoming a link
    pair.get_by_text("同一家", exact=True).first.click()
    page.get_by_label("依据").first.fill("2026年走访 <script>")
    page.get_by_label("您是谁").first.fill("李四")
    page.get_by_role("button", name="记下判断").click()
    expect(page.get_by_text("已记下 1 个判断")).to_be_visible()
    assert exported(bundled.store) != before
    page.get_by_text("已有的判断（1）").click()
    expect(page.get_by_role("button", name="收回")).to_be_visible()
    page.goto(f"{site}/lists?tab=history")
    settle(page)
    expect(page.locator("table").first).to_contain_text("李四")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text(re.compile("恢复到之前的样子"))).to_be_visible()
    assert exported(bundled.store) == before
    assert outside == []


@pytest.mark.full_profile
def test_a_fact_is_added_in_the_panel_and_undone(page: Page, site: str, bundled: Server, outside: list[str]) -> None:
    before = exported(bundled.store)
    page.goto(f"{site}/chain?chain=pv&segment=pv%2Fpolysilicon&tab=add")
    settle(page)
    page.get_by_label("谁在这个环节").fill("常州某某硅材料有限公司")
    page.get_by_label("您是谁").first.fill("李四")
    page.get_by_role("button", name="补充这个事实").click()
    expect(page.get_by_test_id("stAlert").get_by_text("来源")).to_be_visible()
    assert exported(bundled.store) == before
    page.get_by_label("从哪里知道的").fill("=走访记录2026-11")
    page.get_by_role("button", name="补充这个事实").click()
    expect(page.get_by_text("新增").first).to_be_visible()
    page.goto(f"{site}/chain?chain=pv&segment=pv%2Fpolysilicon")
    expect(page.get_by_text("常州某某硅材料有限公司").first).to_be_visible()
    page.goto(f"{site}/lists?tab=history")
    settle(page)
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("恢复到之前的样子")).to_be_visible()
    assert exported(bundled.store) == before
    assert outside == []
