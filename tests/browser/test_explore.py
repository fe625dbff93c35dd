"""图谱探索 in a real browser: the legend, dots that are dragged, and views that are kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from benchmarks.browser import settle
from tests.support.network_canvas import Network
from ui.exports.network_style import label_script

POSITION = "host => host.liantu.network.getPosition('ent-tanyuan')"


@pytest.mark.parametrize("path", ["explore?at=inst-jngri", "entity?id=inst-jngri"])
def test_the_legend_hides_a_type_and_shows_it_again(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}/{path}")
    net = Network(page)
    shown = len(net.ids())
    places = page.locator(".kinds button[data-type=Region]")

    places.click()
    page.wait_for_url(re.compile("hide=Region"))
    net.wait(f"host.liantu.nodes.length === {shown - 2}")
    assert places.get_attribute("aria-pressed") == "false"

    places.click()
    page.wait_for_url(lambda url: "hide=" not in url)
    net.wait(f"host.liantu.nodes.length === {shown}")
    assert places.get_attribute("aria-pressed") == "true"


def test_no_dot_covers_another_after_a_switch_of_the_legend_brings_others(page: Page, site: str) -> None:
    page.goto(f"{site}/entity?id=auth-chang-zhou-shi-ke-xue-ji")
    net = Network(page)
    shown = len(net.ids())
    page.locator(".kinds button[data-type=Platform]").click()
    page.wait_for_url(re.compile("hide=Platform"))
    net.wait("host.liantu.nodes.get().every(node => node.group !== 'Platform')")
    places = net.host.evaluate("host => Object.values(host.liantu.network.getPositions())")
    assert len({(round(place["x"]), round(place["y"])) for place in places}) == len(places) == shown


def test_a_dragged_dot_stays_in_a_kept_view_that_its_link_opens(page: Page, site: str) -> None:
    page.goto(f"{site}/explore?at=inst-jngri&hide=Region")
    net = Network(page)
    before = net.host.evaluate(POSITION)
    x, y = net.place("ent-tanyuan")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("pin="))
    settle(page)
    dragged = net.host.evaluate(POSITION)
    assert (dragged["x"] > before["x"], dragged["y"] > before["y"]) == (True, True)

    page.get_by_role("button", name="视图").click()
    views = page.get_by_test_id("stPopoverBody")
    views.get_by_label("给现在的画面起个名字").fill("石墨烯")
    views.get_by_role("button", name="保存视图").click()
    # the page has links of this name too
    address = views.get_by_role("link", name="石墨烯", exact=True).get_attribute("href")

    page.goto(f"{site}/{address}")
    page.wait_for_url(re.compile("saved="))
    net = Network(page)
    assert len(net.ids()) == 17
    opened = net.host.evaluate(POSITION)
    assert [round(opened[axis]) for axis in "xy"] == [round(dragged[axis]) for axis in "xy"]

    page.get_by_role("button", name="视图").click()
    views.get_by_role("button", name="删除").click()
    views.get_by_text("还没有保存的视图").wait_for()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("石墨烯", ["石墨烯"]),
        ("常州二维碳素科技有限公司", ["常州二维碳素", "科技有限公司"]),
        ("常州市政府工作报告(2018)", ["常州市政府工", "作报告(2018)"]),
        ("弗劳恩霍夫协会(德国,含ISE/IPT/IWS等)", ["弗劳恩霍夫协会(德", "国,含ISE/IPT/IWS等)"]),
        ("Changzhou Science and Technology Bureau", ["Changzhou Science ", "and Technology Bureau"]),
        ("Chassis, body and interior parts of electric cars", ["Chassis, body and ", "interior parts of…"]),
    ],
)
def test_a_name_in_the_picture_breaks_in_no_number_and_no_latin_word(page: Page, name: str, lines: list[str]) -> None:
    page.add_script_tag(content=label_script())
    assert page.evaluate("name => nameLines(name, false)[0]", name) == lines


def test_a_name_without_room_is_cut_after_a_word(page: Page) -> None:
    page.add_script_tag(content=label_script())
    assert page.evaluate("() => nameLines('Chassis, body and interior parts', false)[1]") == ["Chassis, body…"]
    assert page.evaluate("() => nameLines('江南石墨烯研究院有限公司', false)[1]") == ["江南石墨烯研究…"]
