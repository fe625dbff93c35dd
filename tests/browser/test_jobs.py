"""A planner's jobs by a pointer, counted in clicks."""

from __future__ import annotations

from pathlib import Path

import docx
from playwright.sync_api import Locator, Page

MAX_CLICKS_TO_A_PAPER = 5  # of the planner's first job: which three links of a chain first, why, whom to court


class Clicks:
    """Clicks, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.count += 1


def test_a_paper_on_a_chain_takes_five_clicks_at_most(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(site)
    clicks = Clicks()
    clicks.click(page.get_by_role("link", name="轨道交通", exact=True).first)
    page.locator(".chain-map svg").wait_for()
    clicks.click(page.get_by_role("link", name="汇报材料", exact=True).last)
    page.locator(".link-card").first.wait_for()
    assert page.locator(".link-card").count() == 3
    with page.expect_download() as download:
        clicks.click(page.get_by_role("button", name="生成汇报材料（Word）"))
    assert clicks.count <= MAX_CLICKS_TO_A_PAPER
    download.value.save_as(tmp_path / "rail.docx")
    paper = docx.Document(str(tmp_path / "rail.docx"))
    heads = [[cell.text for cell in table.rows[0].cells] for table in paper.tables if table.rows]
    assert any("事项" in head and "承接单位" in head for head in heads)
    assert "轨道交通" in "".join(paragraph.text for paragraph in paper.paragraphs)


def test_the_year_stays_through_the_menu_and_into_the_paper(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail&year=2018")
    page.locator(".chain-map svg").wait_for()
    for name in ("短板清单", "招院引所", "汇报材料", "区县", "产业链图谱"):
        page.locator(".st-key-menu").get_by_role("link", name=name).click()
        page.get_by_role("button", name="截至2018年 ✕").wait_for()
        assert "year=2018" in page.url
