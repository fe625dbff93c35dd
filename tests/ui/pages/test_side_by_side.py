"""并排: two chains, districts, years, regions; the files; a sentence where there is no second one."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from graph.analysis.regions.presence import LEAST_REGIONS
from loaders.service.districts import DistrictPicture, load_district_picture
from queries.region import analyse_region
from tests.support.many_regions import EARLY, load_many_regions
from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from tests.support.two_regions import load_two_regions
from ui.exports.beside_files import beside_docx, beside_xlsx
from ui.presenters.beside.comparison import compare_sides
from ui.presenters.beside.facts import PairKind, chain_side, district_side
from ui.text import words

ZH = words("zh")


@pytest.fixture
def picture(loaded: Server) -> DistrictPicture:
    return load_district_picture(loaded.store, analyse_region(loaded.store))


def open_pair(kind: str, left: str = "", right: str = "", **more: str) -> str:
    sides = {name: value for name, value in ((f"left_{kind}", left), (f"right_{kind}", right)) if value}
    test = open_page("compare", tab="beside", pair=kind, **sides, **more)
    assert not test.exception
    return all_text(test)


def test_two_chains_have_the_figures_of_their_own_pages(loaded: Server, picture: DistrictPicture) -> None:
    text = open_pair("chain", "rail", "grid")
    for chain in ("rail", "grid"):
        known = picture.analysis.coverages[chain].known_share()
        assert "<td" in text and f">{round((known or 0) * 100)}%</td>" in text
    rail = chain_side(picture, "rail", [])
    holders = {h.organisation for h in picture.analysis.coverages["rail"].chain.holdings if h.is_existing}
    assert set(rail.members["organisations"]) == holders


def test_two_districts_share_what_is_in_both(loaded: Server, picture: DistrictPicture) -> None:
    left, right = (district_side(picture, name, ZH) for name in ("武进区", "新北区"))
    line = compare_sides(PairKind.DISTRICT, left, right, ZH).members[0]
    assert set(line.both) == set(left.members["segments"]) & set(right.members["segments"])
    assert ZH("beside.only", side="武进区") in open_pair("district", "武进区", "新北区")


def test_an_earlier_year_has_less(loaded: Server) -> None:
    text = open_pair("year", "2016", "now")
    assert ZH("page.as_of_year", year=2016) in text
    assert "截至2016年" in open_pair("year", year="2016")


def test_the_grade_holds_on_both_sides(loaded: Server) -> None:
    assert open_pair("chain", "rail", "grid", grade="A") != open_pair("chain", "rail", "grid")


def test_one_region_alone_is_told(loaded: Server) -> None:
    test = open_page("compare", tab="beside", pair="region")
    assert [info.value for info in test.info] == [ZH("beside.one_region")]


def test_two_regions(embedded_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_two_regions(tmp_path, embedded_server.empty())
    use(embedded_server, monkeypatch)
    text = open_pair("region", "reg-x", "reg-y")
    assert "乙公司" in text
    assert not open_page("compare", tab="beside", pair="district").exception


def test_a_region_s_peers_and_what_they_have(
    embedded_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_many_regions(tmp_path, embedded_server.empty())
    use(embedded_server, monkeypatch)
    test = open_page("compare", tab="peers", region="reg-00")
    text = all_text(test)
    assert not test.exception
    assert "1市" in text and "right_region=reg-01" in text  # a name sets the two side by side
    assert ZH("peers.lacking_head") in text and "第11环" in text and ZH("state.缺") in text
    early = all_text(open_page("compare", tab="peers", region="reg-00", year=str(EARLY)))
    assert "第4环" in early  # which it has later


def test_few_regions_have_peers_and_no_density(
    embedded_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_two_regions(tmp_path, embedded_server.empty())
    use(embedded_server, monkeypatch)
    text = all_text(open_page("compare", tab="peers"))
    assert ZH("peers.too_thin", count=2, least=LEAST_REGIONS) in text
    assert ZH("peers.lacking_head") not in text


def test_one_region_has_no_peers(loaded: Server) -> None:
    assert [info.value for info in open_page("compare", tab="peers").info] == [ZH("peers.one_region")]


def test_the_same_twice_and_unknown_choices_are_told(loaded: Server) -> None:
    same = open_page("compare", tab="beside", pair="chain", left_chain="pv", right_chain="pv")
    assert ZH("beside.same") in [info.value for info in same.info]
    unknown = open_page("compare", tab="beside", pair="chain", left_chain="<b>")
    assert len(unknown.warning) == 1


def test_going_to_another_kind_keeps_what_was_chosen(loaded: Server) -> None:
    test = open_page("compare", tab="beside", pair="district", left_chain="pv", right_chain="rail")
    assert not test.warning


def test_the_files_say_the_same_as_the_page(loaded: Server, picture: DistrictPicture) -> None:
    left, right = (district_side(picture, name, ZH) for name in ("武进区", "新北区"))
    comparison = compare_sides(PairKind.DISTRICT, left, right, ZH)
    day = date(2026, 11, 28)
    book = load_workbook(io.BytesIO(beside_xlsx(comparison, "常州市", day, ZH)))
    rows = [
        [cell.value or "" for cell in row] for row in book["数字"].iter_rows(min_row=9, max_row=8 + len(left.figures))
    ]
    assert rows == [[line.label, line.left, line.right, line.difference] for line in comparison.lines]
    names = {cell.value for cell in book["所占的环节"]["A"][1:]}
    assert names == {*left.members["segments"].values(), *right.members["segments"].values()}
    document = Document(io.BytesIO(beside_docx(comparison, "常州市", day, ZH)))
    assert document.paragraphs[0].text == "武进区 与 新北区"
    assert len(document.tables) == 1 + len(comparison.members)


def test_english(loaded: Server) -> None:
    assert "Rail transit" in open_pair("chain", "rail", "grid", lang="en")
