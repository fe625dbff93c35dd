"""The chain map by a pointer: the drawer beside it, the ways through a box, the filter, zoom, what is saved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import VIEWPORT


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def test_a_click_opens_the_drawer_beside_the_map_and_back_closes_it(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail")
    box(page, "牵引系统").click()
    heading = page.get_by_role("heading", name=re.compile("牵引系统.*供给：.*强"))
    heading.wait_for()
    expect(page.locator(".segment.chosen")).to_have_count(1)
    drawer, chain_map = page.locator(".st-key-drawer").bounding_box(), page.locator(".chain-map").bounding_box()
    assert drawer
    assert chain_map
    assert drawer["x"] >= chain_map["x"] + chain_map["width"]
    assert drawer["y"] + drawer["height"] <= VIEWPORT["height"]
    expect(page.locator(".who-card").first).to_be_in_viewport()
    page.get_by_role("button", name="✕").click()
    expect(page.locator(".st-key-drawer")).to_have_count(0)
    page.go_back()
    heading.wait_for()


def test_a_pointer_lights_the_ways_up_and_down(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail")
    box(page, "铸锻件").hover()
    expect(page.locator(".chain-map svg")).to_have_class(re.compile("lighted"))
    lit = page.locator(".segment.lit")
    expect(lit.filter(has_text="特种钢与铝型材")).to_have_count(1)
    expect(lit.filter(has_text="线路运营")).to_have_count(1)
    expect(lit.filter(has_text="功率半导体")).to_have_count(0)
    page.get_by_role("button", name="PNG").hover()
    expect(page.locator(".chain-map svg")).not_to_have_class(re.compile("lighted"))


def test_the_filter_stays_in_the_address_and_fades_the_rest(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail&state=强&critical=1")
    expect(page.locator(".segment:not(.faded)")).to_have_count(2)
    page.reload()
    expect(page.locator(".segment:not(.faded)")).to_have_count(2)


def test_a_saved_picture_says_when_and_selects_nothing(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/chain?chain=rail&segment=rail%2Ftraction")
    page.locator(".segment.chosen").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").or_(page.get_by_role("button", name="下载图（SVG）")).click()
    download.value.save_as(tmp_path / "map.svg")
    picture = (tmp_path / "map.svg").read_text("utf-8")
    assert 'class="segment chosen"' not in picture
    assert 'class="feeds on"' not in picture
    assert re.search(r"轨道交通.*20\d\d-\d\d-\d\d", picture)
    assert re.search(r"资料来源：.*共 \d+ 份", picture)


@pytest.mark.parametrize("path", ["chain?chain=grid", "chain?chain=carbon", "chain?chain=rail&segment=rail%2Fbogie"])
def test_the_whole_map_is_on_an_office_screen(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}/{path}")
    for box_ in (page.locator(".segment").first, page.locator(".segment").last):
        expect(box_).to_be_in_viewport(ratio=1)
    stage = page.locator(".band").first.bounding_box()
    assert stage
    assert stage["y"] + stage["height"] <= VIEWPORT["height"]


def test_zoom_enlarges_the_map_and_fit_restores_it(page: Page, site: str) -> None:
    page.goto(f"{site}/chain?chain=rail")
    picture = page.locator(".chain-map svg")
    picture.wait_for()
    before = picture.bounding_box()
    page.get_by_role("button", name="放大").click()
    larger = picture.bounding_box()
    page.get_by_role("button", name="看全图").click()
    after = picture.bounding_box()
    assert before
    assert larger
    assert larger["width"] > 1.2 * before["width"]
    assert after == before
