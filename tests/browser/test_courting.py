"""Courting: an institute is put on the list from its card, the list filled in and loaded back, needs read from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from benchmarks.browser import settle
from tests.support.stores import Server


@pytest.fixture
def bundled(embedded_server: Server) -> Server:
    """The bundled datasets, to be changed by the test."""
    embedded_server.loaded()
    embedded_server.bundled = False
    return embedded_server


@pytest.mark.full_profile
def test_an_institute_is_followed_up_and_the_list_filled_in(
    page: Page, site: str, bundled: Server, tmp_path: Path, outside: list[str]
) -> None:
    page.goto(f"{site}/targeting?chain=rail")
    settle(page)
    page.locator(".court-card").first.get_by_text("记跟进").click()
    settle(page)
    page.get_by_label("负责人").first.fill("李四")
    page.get_by_label("您是谁").first.fill("张三")
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.locator(".follow-board")).to_contain_text("李四")
    page.get_by_text("台账文件").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载台账").click()
    file = tmp_path / "台账.xlsx"
    download.value.save_as(file)
    book = load_workbook(file)
    book.worksheets[0]["D2"] = "签约"
    book.save(file)
    page.locator('[data-testid="stFileUploader"] input').set_input_files(file)
    expect(page.get_by_text("与现在不同的有 1 笔")).to_be_visible()
    page.get_by_role("button", name="记下这 1 笔").click()
    expect(page.get_by_text("已按台账记下 1 笔")).to_be_visible()
    expect(page.locator(".follow-board section", has_text="签约")).to_contain_text("李四")
    page.goto(f"{site}/targeting?chain=rail")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载建议稿（DOCX）").click()
    (table,) = Document(str(download.value.path())).tables
    assert table.rows[1].cells[-1].text == "签约（李四）"
    assert outside == []


@pytest.mark.full_profile
def test_a_file_of_needs_is_placed_and_kept(page: Page, site: str, bundled: Server, tmp_path: Path) -> None:
    file = tmp_path / "需求征集.csv"
    file.write_text("企业,需求,期限\n甲公司,高铁轴承寿命提升,2027-06\n乙公司,企业融资,\n", "utf-8")
    page.goto(f"{site}/targeting?tab=needs")
    settle(page)
    page.locator('[data-testid="stFileUploader"] input').set_input_files(file)
    expect(page.get_by_text("放不下的 1 条")).to_be_visible()
    page.get_by_label("您是谁").first.fill("张三")
    page.get_by_role("button", name="保存这份需求").click()
    expect(page.get_by_text("已保存“需求征集”，2 条")).to_be_visible()
    page.goto(f"{site}/targeting?needs=1")
    settle(page)
    expect(page.get_by_text("另计入 1 条企业需求")).to_be_visible()
