"""A list is loaded: the page says what it changed, and the link leads to the map with the changed boxes marked."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.browser import PATIENCE_MS, settle
from tests.support.stores import Server
from tests.support.workbooks import book

FIRMS = [
    ["企业名称", "所属地区", "产业链环节"],
    ["常州甲轴承有限公司", "武进区", "rail/bearing"],
    ["常州乙轴承有限公司", "新北区", "rail/bearing"],
]


def test_what_a_list_changed_is_told_and_shown_on_the_map(
    page: Page, site: str, embedded_server: Server, outside: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "轴承企业.xlsx"
    file.write_bytes(book(FIRMS))
    embedded_server.bundled = False
    page.goto(f"{site}/lists")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_label("谁发布的").fill("常州市科学技术局")
    page.get_by_label("谁发布的").press("Enter")
    page.get_by_role("button", name="试运行").click()
    expect(page.get_by_text("试运行，没有写入：合格 2 行")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    page.get_by_role("button", name="装载", exact=True).click()
    effect = page.locator(".load-effect")
    expect(effect).to_contain_text("轨道交通 看清", timeout=PATIENCE_MS)
    expect(effect).to_contain_text("强 ")
    effect.get_by_role("link", name="在图上看前后").click()
    picture = page.locator(".compare-map img")
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    drawn = base64.b64decode((picture.get_attribute("src") or "").partition("base64,")[2]).decode()
    assert "↑ 未知→强" in drawn
    joined = page.locator("td", has_text="新来：").filter(has_text="常州甲轴承有限公司")
    expect(joined.first).to_be_visible(timeout=PATIENCE_MS)
    page.reload()
    expect(joined.first).to_be_visible(timeout=PATIENCE_MS)
    assert outside == []
