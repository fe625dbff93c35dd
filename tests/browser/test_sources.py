"""Year, grade, chain and role go along from page to page; a statement is doubted with one click."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from benchmarks.browser import settle


def test_the_menu_keeps_year_grade_chain_and_role(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail&role=research&year=2018&grade=B")
    settle(page)
    for name, path in (("招院引所", "targeting"), ("数据与口径", "data"), ("产业链图谱", "chain")):
        page.get_by_test_id("stPageLink").get_by_text(name, exact=True).click()
        page.wait_for_url(re.compile(rf"/{path}\?"))
        settle(page)
        for part in ("year=2018", "grade=B", "chain=rail", "role=research"):
            assert part in page.url
    expect(page.locator(".chain-map svg")).to_have_attribute("aria-label", re.compile("轨道交通"))
    page.get_by_role("button", name="截至2018年 ✕").click()
    page.wait_for_url(lambda url: "year=" not in url)
    expect(page.get_by_role("button", name="截至2018年 ✕")).to_have_count(0)
    assert "grade=B" in page.url


def test_a_statement_is_doubted_with_one_click(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail&segment=rail%2Foperation")
    page.get_by_role("heading", name=re.compile("线路运营.*供给：.*弱")).wait_for()
    page.get_by_role("button", name="此条存疑").first.click()
    page.get_by_text("已标为存疑，先不算数").wait_for()
    page.get_by_role("heading", name=re.compile("线路运营.*供给：.*未知")).wait_for()


def test_a_statement_of_an_answer_is_doubted_with_one_click(page: Page, site: str) -> None:
    page.goto(f"{site}/support?query=supporters&p-entity=inst-jngri")
    doubts = page.get_by_role("button", name="此条存疑")
    doubts.first.wait_for()
    count = doubts.count()
    doubts.first.click()
    page.get_by_text("已标为存疑，先不算数").wait_for()
    expect(doubts).to_have_count(count - 1)


def test_where_a_mirror_was_read_stands_among_technical_details_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=pv&segment=pv%2Fpolysilicon")
    page.get_by_text("人民日报").first.wait_for()
    settle(page)
    assert "nfhot.net" not in page.locator("section.stMain, [data-testid=stMain]").inner_text()
    page.get_by_text("技术信息").click()
    page.get_by_text(re.compile("nfhot.net")).first.wait_for()
