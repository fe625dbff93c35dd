"""区县: the matrix, the map, the panel of a district, the parks, the files."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from graph.analysis.source_filter import SourceFilter
from loaders.service.districts import DistrictPicture, load_district_picture
from queries.region import analyse_region
from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from ui.exports.district_xlsx import district_xlsx
from ui.presenters.districts import DistrictMeasure, matrix_lines
from ui.text import words

ZH = words("zh")
BRUTE = """MATCH (o:Entity)-[r:ACTIVE_IN]->(s:Segment)<-[:HAS_SEGMENT]-(c:Chain)
WHERE r.support = 'established' AND r.status = 'existing' AND r.region = 'reg-changzhou' AND NOT o:Project
RETURN DISTINCT o.id AS id, c.id AS chain, o.district AS district"""


@pytest.fixture
def picture(loaded: Server) -> DistrictPicture:
    return load_district_picture(loaded.store, analyse_region(loaded.store))


def test_the_matrix_counts_the_graph_s_own_statements(loaded: Server, picture: DistrictPicture) -> None:
    rows = loaded.store.read(BRUTE, {})
    for chain in picture.matrix.chains:
        everybody = {row["id"] for row in rows if row["chain"] == chain}
        assert set(picture.matrix.of_chain(chain).organisations) == everybody
        stated = {row["id"] for row in rows if row["chain"] == chain and row["district"] == "武进区"}
        assert stated <= set(picture.matrix.cell("武进区", chain).organisations)


def test_one_district_has_one_row_whatever_sources_call_it(picture: DistrictPicture) -> None:
    assert picture.districts == ("天宁区", "钟楼区", "新北区", "武进区", "金坛区", "溧阳市", "常州经开区")
    assert picture.located["park-cz-hitech"] == ("新北区",)


def test_who_has_no_district_has_a_row_and_is_told(loaded: Server, picture: DistrictPicture) -> None:
    unknown, total = picture.without_district("Enterprise")
    assert 0 < unknown < total
    text = all_text(open_page("district"))
    assert ZH("district.unknown_share", unknown=unknown, total=total, share=f"{unknown / total:.0%}") in text
    assert ZH("district.unstated") in text
    assert ZH("district.schematic") in text


def test_a_cell_says_who_is_there_and_where_that_is_written(loaded: Server) -> None:
    text = all_text(open_page("district", district="武进区", of="rail"))
    assert "武进区 · 轨道交通" in _headers(open_page("district", district="武进区", of="rail"))
    assert 'href="entity?' in text
    assert "中车戚墅堰" in text or "今创" in text


def test_a_district_says_its_parks_and_what_it_plans(loaded: Server) -> None:
    text = all_text(open_page("district", district="钟楼区"))
    assert "园区 2 个" in text
    test = open_page("district", district="unstated")
    assert not test.exception
    assert ZH("district.unstated") in _headers(test)


def test_the_year_leaves_later_statements_out(loaded: Server) -> None:
    before = load_district_picture(loaded.store, analyse_region(loaded.store, source_filter=SourceFilter(as_of=2015)))
    now = load_district_picture(loaded.store, analyse_region(loaded.store))
    sums = [sum(total for _, _, total in matrix_lines(p, DistrictMeasure.ORGANISATIONS)) for p in (before, now)]
    assert sums[0] < sums[1]


def test_unknown_choices_are_told(loaded: Server) -> None:
    test = open_page("district", district="<b>", of="nosuch", show="x")
    assert not test.exception
    assert len(test.warning) == 3


def test_the_workbook_has_the_matrix_who_is_where_and_the_parks(loaded: Server, picture: DistrictPicture) -> None:
    book = load_workbook(io.BytesIO(district_xlsx(picture, date(2026, 11, 28), ZH)))
    assert book.sheetnames == ["主体数", "环节数", "谁在哪里", "园区"]
    lines = [[cell.value for cell in row] for row in book["主体数"].iter_rows(min_row=4, max_row=11)]
    assert [(line[0] if line[0] != "未注明区县" else "", line[1:-1], line[-1]) for line in lines] == matrix_lines(
        picture, DistrictMeasure.ORGANISATIONS
    )
    assert book["主体数"]["A1"].value == "常州市各区县：链上已知的主体"
    assert "2026-11-28" in str(book["主体数"]["A2"].value)


def test_a_bureau_s_own_map_and_why_one_is_refused(
    loaded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    square = [[119.0, 31.0], [120.0, 31.0], [120.0, 32.0], [119.0, 31.0]]
    shape = {"properties": {"name": "武进区"}, "geometry": {"type": "Polygon", "coordinates": [square]}}
    collection = {"type": "FeatureCollection", "审图号": "苏S(2024)12号", "source": "市规划局", "features": [shape]}
    file = tmp_path / "map.json"
    file.write_text(json.dumps(collection), "utf-8")
    monkeypatch.setenv("LIANTU_DISTRICT_MAP", str(file))
    assert "审图号：苏S(2024)12号" in all_text(open_page("district"))
    file.write_text(json.dumps({**collection, "审图号": ""}), "utf-8")
    monkeypatch.setenv("LIANTU_DISTRICT_MAP", str(tmp_path / "map.json"))
    test = open_page("district")
    assert "审图号" in str(test.warning[0].value)
    assert ZH("district.schematic") in all_text(test)


def test_english(loaded: Server) -> None:
    test = open_page("district", lang="en", district="武进区")
    assert not test.exception
    assert re.search(r"District not stated", all_text(test))


def test_an_empty_store_has_no_districts(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.empty()
    use(server, monkeypatch)
    assert not open_page("district").exception


def _headers(test: AppTest) -> list[str]:
    return [str(header.value) for header in test.header]
