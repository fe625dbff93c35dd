"""The enterprises of a list that are at no segment: told by the load, listed by a query, placed on the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.analysis.cell import CoverageState
from loaders.service.facts import own_dataset
from queries.region import analyse_region
from tests.support.command_line import Run
from tests.support.pages import all_text, open_page, use
from tests.support.stores import Server
from tests.support.workbooks import book

ROWS: list[list[str | None]] = [
    ["企业名称", "主营产品", "所属产业链"],
    ["常州甲硅片有限公司", "硅片", "太阳能光伏"],
    ["常州乙灯饰有限公司", "太阳能草坪灯", None],
    ["常州丙食品有限公司", "罐头", "食品"],
]


@pytest.fixture
def own(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The bundled datasets, to be changed by commands."""
    server.loaded()
    return use(server, monkeypatch)


@pytest.fixture
def loaded(on: Run, own: Server, tmp_path: Path) -> str:
    """The list, loaded; what the command said."""
    file, mapping = tmp_path / "企业.xlsx", tmp_path / "map.yaml"
    file.write_bytes(book(ROWS))
    assert on("map", str(file), "--publisher", "某局", "-o", str(mapping))[0] == 0
    status, _, err = on("load", str(file), "--map", str(mapping))
    assert status == 0, err
    return err


def test_a_load_tells_who_is_at_no_segment_and_how_to_place_them(loaded: str) -> None:
    line = next(line for line in loaded.splitlines() if "没有放到任何环节" in line)
    assert "2 家" in line
    assert "常州丙食品有限公司" in line
    assert "核对环节" in line
    assert "liantu query unplaced --param dataset=qi-ye" in line


def test_the_query_lists_them_firm_by_firm(on: Run, loaded: str) -> None:
    rows = json.loads(on("query", "unplaced", "--param", "dataset=qi-ye", "--format", "json")[1])
    assert [(row["organisation"], row["products"], row["fields"]) for row in rows] == [
        ("常州丙食品有限公司", "罐头", ["食品"]),
        ("常州乙灯饰有限公司", "太阳能草坪灯", None),
    ]


def test_the_lists_chain_resolves_a_word_of_several_chains(own: Server, loaded: str) -> None:
    rows = own.store.read(
        "MATCH (o:Enterprise {name: '常州甲硅片有限公司'})-[r:ACTIVE_IN]->(s:Segment) "
        "RETURN s.id AS segment, r.support AS support"
    )
    assert rows == [{"segment": "pv/wafer", "support": "established"}]


def test_a_sourced_absence_is_not_outweighed_by_what_is_not_made_here(on: Run, own: Server, tmp_path: Path) -> None:
    file, mapping = tmp_path / "未投产.xlsx", tmp_path / "map.yaml"
    rows = ["未投产：铝塑膜", "进口铝塑膜", "铝塑膜（委外加工）", "原生产铝塑膜现已转产", "代理销售铝塑膜"]
    file.write_bytes(
        book([["企业名称", "主营产品"], *([f"常州某{n}新材有限公司", text] for n, text in enumerate(rows))])
    )
    assert on("add", "ev/pouch-film", "--source", "走访记录")[0] == 0
    absent = analyse_region(own.store).coverages["ev"].cell("ev/pouch-film").state
    assert on("map", str(file), "--publisher", "某局", "-o", str(mapping))[0] == 0
    assert on("load", str(file), "--map", str(mapping))[0] == 0
    leads = own.store.read(
        "MATCH (:Enterprise)-[r:ACTIVE_IN {dataset: 'wei-tou-chan'}]->() RETURN r.support AS support"
    )
    assert [lead["support"] for lead in leads] == ["lead"] * len(rows)
    coverage = analyse_region(own.store).coverages["ev"]
    assert coverage.cell("ev/pouch-film").state == absent == CoverageState.ABSENT


def test_one_is_placed_on_the_page(own: Server, loaded: str) -> None:
    page = open_page("lists", tab="placed")
    text = all_text(page)
    assert "没有放到任何环节的（2 家）" in text
    assert text.index("常州乙灯饰有限公司") < text.index("常州丙食品有限公司")  # it names a chain
    next(box for box in page.multiselect if box.label == "放到哪些环节").set_value(["pv/module", "pv/epc"])
    next(box for box in page.text_input if box.label == "从哪里知道的").set_value("走访记录")
    next(button for button in page.button if button.label == "放到环节").click().run()
    assert not page.exception
    assert "已把 常州乙灯饰有限公司 放到" in "".join(str(notice.value) for notice in page.success)
    rows = own.store.read(
        "MATCH (o {name: '常州乙灯饰有限公司'})-[r:ACTIVE_IN {dataset: $mine}]->(s) RETURN s.id AS segment ORDER BY segment",
        {"mine": own_dataset("张三").id},
    )
    assert [row["segment"] for row in rows] == ["pv/epc", "pv/module"]
    assert "没有放到任何环节的（1 家）" in all_text(open_page("lists", tab="placed"))


def test_nothing_is_placed_without_a_segment_or_a_source(own: Server, loaded: str) -> None:
    page = open_page("lists", tab="placed")
    next(button for button in page.button if button.label == "放到环节").click().run()
    assert "先选环节" in "".join(str(notice.value) for notice in page.info)
    next(box for box in page.multiselect if box.label == "放到哪些环节").set_value(["pv/module"])
    next(button for button in page.button if button.label == "放到环节").click().run()
    assert "来源" in "".join(str(error.value) for error in page.error)
