"""A newcomer's first day on the page: from an empty store, by a plan and one list, to the gaps of a city."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.browser import PATIENCE_MS, settle
from tests.support.first_day import CODE, REGION, REGION_ID, write_list, write_plan
from tests.support.stores import Server


def test_a_newcomer_comes_from_an_empty_store_to_the_gaps_of_the_city(
    page: Page, site: str, embedded_server: Server, outside: list[str], tmp_path: Path
) -> None:
    embedded_server.empty()
    page.goto(site)
    page.get_by_text("在网页上从头开始").click()
    field = page.get_by_label("省、市或区县")
    field.click()
    field.fill(REGION)
    page.get_by_text(f"{REGION} {CODE}").click()
    page.get_by_role("button", name="建立区域").click()
    expect(page.get_by_role("heading", name=f"开始：{REGION}")).to_be_visible(timeout=PATIENCE_MS)
    assert f"region={REGION_ID}" in page.url
    page.get_by_text("读一份计划").click()
    page.locator("input[type=file]").first.set_input_files(write_plan(tmp_path))
    expect(page.locator(".review-board[data-ready]")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_text("按规则一次接受").click()
    accept = page.get_by_role("button", name="全部接受")
    for _ in range(accept.count()):
        accept.first.click()
    expect(page.locator(".review-board[data-unsaved='0']")).to_be_attached(timeout=PATIENCE_MS)
    page.get_by_role("link", name="装入图库").click()
    page.get_by_role("button", name="装入图库").click()
    expect(page.get_by_text("行资料、").first).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("link", name="开始", exact=True).click()
    page.get_by_role("link", name="装载名单", exact=True).last.click()
    page.locator("input[type=file]").first.set_input_files(write_list(tmp_path))
    page.get_by_label("谁发布的").fill("芜湖市科技局")
    page.get_by_label("谁发布的").press("Enter")
    page.get_by_role("button", name="试运行").click()
    expect(page.get_by_text("试运行，没有写入：合格 3 行")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    page.get_by_role("button", name="装载", exact=True).click()
    expect(page.locator("table").last).to_contain_text("芜湖市科技局", timeout=PATIENCE_MS)
    expect(page.get_by_text("试运行，没有写入")).to_have_count(0, timeout=PATIENCE_MS)
    page.get_by_role("link", name="开始", exact=True).click()
    expect(page.get_by_text("5 步里做了 5 步")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_text("看短板清单").click()
    expect(page.get_by_text("先去问清（")).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download() as given:
        page.get_by_role("button", name="下载短板清单（Excel）").click()
    assert given.value.suggested_filename.startswith(f"{REGION} ")
    assert outside == []
