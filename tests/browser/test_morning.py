"""A planner's morning in a real browser: nothing is asked of the world outside."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.browser import PATIENCE_MS, settle
from tests.support.browser import VIEWPORT
from tests.support.network_canvas import Network


def test_a_planner_s_morning(
    page: Page, context: BrowserContext, browser: Browser, outside: list[str], site: str, tmp_path: Path
) -> None:
    page.goto(site)
    page.get_by_role("heading", name=re.compile("250 个环节中 137 个有据可判")).wait_for()

    # find the institute by its initials, see who supports it and where that is written
    page.get_by_role("combobox", name="查找").fill("jnsmx")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="江南石墨烯研究院").click()
    page.get_by_role("heading", name="江南石墨烯研究院").wait_for()
    page.get_by_text(re.compile(r"\(二\)3\.二是")).first.wait_for()
    page.goto(f"{site}/support?p-entity=inst-jngri")
    page.get_by_role("link", name="常州市科学技术局").first.wait_for()

    # the carbon chain: an unknown segment, by keyboard
    page.goto(site)
    page.get_by_role("link", name="石墨烯/碳材料", exact=True).first.click()
    unknown = page.get_by_role("button", name=re.compile("^石墨烯粉体.*未知"))
    unknown.focus()
    page.keyboard.press("Enter")
    page.get_by_text("这不等于没有").first.wait_for()

    # the photovoltaic chain: the one that is missing
    page.goto(f"{site}/chain?chain=pv")
    page.get_by_role("button", name=re.compile("工业硅.高纯多晶硅料.*缺")).click()
    page.get_by_text("有来源说明本地没有").first.wait_for()
    page.wait_for_url(re.compile(r"segment=pv%2Fpolysilicon"))
    link = page.url

    # the deep link in a second browser
    second = browser.new_context(viewport=VIEWPORT)
    other = second.new_page()
    other.set_default_timeout(PATIENCE_MS)
    other.goto(link)
    other.get_by_role("heading", name=re.compile("工业硅.高纯多晶硅料")).wait_for()
    second.close()

    # the gap list
    page.goto(f"{site}/gaps")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Excel")).click()
    download.value.save_as(tmp_path / "gaps.xlsx")
    book = openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    rows = [row for name in ("确认的短板", "先去问清") for row in book[name].iter_rows(values_only=True)]
    assert sum(any(cell in ("建链", "补链", "强链", "扩链") for cell in row) for row in rows) == 229
    page.locator("details.gap").first.click()
    expect(page.locator("details.gap").first).to_contain_text("人民日报")

    assert outside == []


def test_exploring_and_taking_the_picture_away(
    page: Page, context: BrowserContext, outside: list[str], site: str, tmp_path: Path
) -> None:
    page.goto(f"{site}/explore?at=inst-jngri")
    net = Network(page)
    assert len(net.ids()) == 19
    camera = net.camera()
    stood = net.host.evaluate("host => host.liantu.network.getPositions()")

    net.click("ent-tanyuan")
    page.get_by_text("碳元科技", exact=True).first.wait_for()
    page.wait_for_url(re.compile("chosen=ent-tanyuan"))
    net.click("ent-tanyuan", twice=True)
    page.wait_for_url(re.compile("open=ent-tanyuan"))
    net.wait("host.liantu.nodes.length === 20")
    assert net.camera() == camera
    now = net.host.evaluate("host => host.liantu.network.getPositions()")
    assert {id_: now[id_] for id_ in stood} == stood

    page.get_by_role("button", name="收起它的邻居").click()
    net.wait("host.liantu.nodes.length === 19")
    settle(page)

    with page.expect_download() as download:
        page.get_by_role("button", name="下载网页（HTML）").click()
    download.value.save_as(tmp_path / "network.html")
    with page.expect_download() as picture:
        page.get_by_role("button", name="存为 PNG").click()
    picture.value.save_as(tmp_path / "network.png")
    assert (tmp_path / "network.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"

    file = context.new_page()
    faults: list[str] = []
    file.on("pageerror", lambda fault: faults.append(str(fault)))
    file.goto((tmp_path / "network.html").as_uri())
    file.locator("#mynetwork canvas").wait_for()
    assert file.evaluate("nodes.length") == 19
    assert (faults, outside) == ([], [])


def test_the_camera_stays_when_a_notice_comes_and_goes(page: Page, site: str) -> None:
    page.goto(f"{site}/explore?at=inst-jngri")
    net = Network(page)
    camera = net.camera()
    net.click("auth-chang-zhou-shi-ke-xue-ji", twice=True)
    page.get_by_text("只画了联系最多的").wait_for()
    net.wait("host.liantu.nodes.length === 150")
    assert net.camera() == camera
    page.get_by_role("button", name="收起它的邻居").click()
    net.wait("host.liantu.nodes.length === 19")
    assert net.camera() == camera


def test_the_map_is_saved(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/chain?chain=carbon&candidates=1")
    page.locator(".chain-map[data-ready]").wait_for()
    for kind, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile(kind)).click()
        download.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(start)
    assert "可引进" in (tmp_path / "SVG").read_text("utf-8")


def test_a_link_opens_the_same_screen_in_english(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{site}/chain?chain=ev&segment=ev%2Fcell&role=research&lang=en")
    page.get_by_role("heading", name=re.compile("Battery cells .*research")).wait_for()
    assert page.get_by_role("button", name=re.compile("^Battery cells")).get_attribute("aria-pressed") == "true"
    box = page.locator(".chain-map svg").bounding_box()
    assert box
    assert box["width"] <= VIEWPORT["width"]
    page.get_by_role("link", name="Gap list").click()
    page.get_by_role("heading", name="Gap list").wait_for()
    assert "lang=en" in page.url
    context.close()


def test_another_language_keeps_what_is_chosen(page: Page, site: str) -> None:
    page.goto(f"{site}/explore?at=inst-jngri")
    Network(page)
    page.get_by_role("radio", name="English").or_(page.get_by_role("button", name="English")).first.click()
    page.wait_for_url(re.compile("lang=en"))
    page.get_by_text("Institute").first.wait_for()
    Network(page).click("ent-tanyuan")
    page.wait_for_url(re.compile("chosen=ent-tanyuan"))
    assert "at=inst-jngri" in page.url


def test_back_from_a_search_comes_home(page: Page, site: str) -> None:
    page.goto(f"{site}/entity?id=inst-jngri")
    page.get_by_role("heading", name="江南石墨烯研究院").wait_for()
    field = page.get_by_placeholder(re.compile("拼音首字母")).first
    field.fill("石墨烯")
    field.press("Enter")
    page.wait_for_url(re.compile("entities.*q="))
    page.get_by_text("找到").first.wait_for()
    page.go_back()
    page.wait_for_url(re.compile("entity[?]id=inst-jngri$"))
    page.get_by_role("heading", name="江南石墨烯研究院").wait_for()
