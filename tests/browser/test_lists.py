"""A list goes through the page: given, checked, tried, loaded, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browser import PATIENCE_MS, settle
from tests.support.sample_list import ROWS
from tests.support.stores import Server
from tests.support.workbooks import book


def test_a_list_goes_through_the_page(
    page: Page, site: str, embedded_server: Server, outside: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "2018高企.xlsx"
    file.write_bytes(book(ROWS))
    embedded_server.bundled = False  # for the next test, should this one fail
    page.goto(f"{site}/lists")
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text("名单]：3 行")).to_be_visible()
    page.get_by_label("谁发布的").fill("常州市科学技术局")
    page.get_by_label("谁发布的").press("Enter")
    expect(page.get_by_role("button", name="装载", exact=True)).to_be_disabled()
    page.get_by_role("button", name="试运行").click()
    expect(page.get_by_text("试运行，没有写入：合格 2 行，拒收 1 行")).to_be_visible()
    settle(page)
    expect(page.get_by_text("装载后会怎样").first).to_be_visible()
    assert any("91350100M000100Y44" in table.inner_text() for table in page.locator("table").all())
    with page.expect_download() as given:
        page.get_by_role("button", name="下载拒收的行").click()
    assert given.value.suggested_filename == "2018-gao-qi-拒收的行.xlsx"
    page.get_by_role("button", name="装载", exact=True).click()
    expect(page.get_by_text("合格 2 行，拒收 1 行").first).to_be_visible()
    expect(page.locator("table").last).to_contain_text("2018年常州市高新技术企业名单")
    page.get_by_role("button", name="卸载").click()
    page.get_by_role("button", name="确定卸载").click()
    expect(page.get_by_text("还没有装载自己的名单。")).to_be_visible()
    assert outside == []


@pytest.mark.full_profile
def test_a_click_elsewhere_does_not_end_a_load(page: Page, site: str, embedded_server: Server, tmp_path: Path) -> None:
    file = tmp_path / "长名单.xlsx"
    file.write_bytes(
        book([["企业名称", "所属区"], *([f"常州第{n}号{n * 7919}有限公司", "武进区"] for n in range(9_000))])
    )
    embedded_server.bundled = False
    page.goto(f"{site}/lists")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_label("谁发布的").fill("常州市科学技术局")
    page.get_by_label("谁发布的").press("Enter")
    page.get_by_role("button", name="试运行").click()
    expect(page.get_by_text("试运行，没有写入：合格 9000 行")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    page.get_by_role("button", name="装载", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_label("您是谁").fill("甲")
    page.get_by_label("您是谁").press("Enter")
    expect(page.get_by_text("合格 9000 行").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("试运行，没有写入")).to_have_count(0, timeout=PATIENCE_MS)
    settle(page)
    expect(page.locator("table").last).to_contain_text("9000")
    assert page.locator("[data-testid=stAlertContentError]").count() == 0


def test_a_file_whose_names_nobody_recognises_opens_the_form(
    page: Page, site: str, embedded_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "chips.csv"
    file.write_text("id,maker,city\n1,Jiayi Chip,Changzhou\n2,Yier Wafer,Changzhou\n", "utf-8")
    embedded_server.loaded()
    page.goto(f"{site}/lists")
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text("请选哪一列是名称。")).to_be_visible()
    page.get_by_label("谁发布的").fill("某局")
    page.get_by_label("谁发布的").press("Enter")
    expect(page.get_by_role("button", name="试运行")).to_be_disabled()
    page.get_by_label("名称", exact=True).click()
    page.get_by_role("option", name="maker　Jiayi Chip").click()
    page.get_by_role("button", name="试运行").click()
    expect(page.get_by_text("试运行，没有写入：合格 2 行，拒收 0 行")).to_be_visible()


def test_a_person_says_where_the_header_is_and_leaves_hidden_rows(
    page: Page, site: str, embedded_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "名单.xlsx"
    rows = [["甲", "乙"], ["企业", "所在"], *([f"常州{n}号机械有限公司", "武进区"] for n in range(4))]
    file.write_bytes(book(rows, more=lambda sheet: sheet.set_row(3, None, None, {"hidden": True})))
    embedded_server.loaded()
    page.goto(f"{site}/lists")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_label("表头在第几行").fill("2")
    page.get_by_label("表头在第几行").press("Enter")
    expect(page.get_by_text("名单]：4 行")).to_be_visible()
    page.get_by_text("隐藏或筛掉的 1 行也读").click()
    expect(page.get_by_text("名单]：3 行")).to_be_visible()


def test_a_list_without_a_good_row_shows_its_reasons(
    page: Page, site: str, embedded_server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "节点.xlsx"
    file.write_bytes(book([["企业名称", "节点"], *(["公司", f"n{n}"] for n in range(30))]))
    embedded_server.loaded()
    page.goto(f"{site}/lists")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_label("谁发布的").fill("某局")
    page.get_by_label("谁发布的").press("Enter")
    page.get_by_role("button", name="试运行").click()
    expect(page.get_by_text("没有装载").first).to_be_visible()
    expect(page.get_by_text("同样原因共 30 行")).to_be_visible()
    expect(page.get_by_role("button", name="下载拒收的行")).to_be_visible()
