"""A network as files: HTML that asks nothing of the network, GraphML, XLSX."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import networkx as nx
import openpyxl

from queries.subgraph import EntityRef, MergedEdge, Statement, Subgraph
from ui.exports.graphml import graphml
from ui.exports.network_html import network_html
from ui.exports.network_layout import RINGS, arrange
from ui.exports.network_style import draw_network, edge_text
from ui.exports.subgraph_table import network_workbook
from ui.text import words

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)> href="http://example.com" =1+1'
GRAPH = Subgraph(
    {
        "a": EntityRef(id="a", name=HOSTILE, label="Institute", kind="院所", existence="planned"),
        "b": EntityRef(id="b", name="乙" * 300, label="Park", kind="", existence="existing"),
        "c": EntityRef(id="c", name='=HYPERLINK("http://example.com")', label="Stub"),
    },
    (
        Statement(
            id="s1",
            relation="SUPPORTS",
            source="a",
            target="b",
            status="planned",
            confidence="explicit",
            support="established",
            dataset="d",
            evidence="http://example.com/x",
        ),
        Statement(
            id="s2",
            relation="FUNDS",
            source="b",
            target="a",
            status="existing",
            confidence="explicit",
            support="lead",
            dataset="d",
            section="一",
            char_start=0,
            char_end=9,
        ),
        Statement(
            id="s3",
            relation="SUPPORTS",
            source="a",
            target="c",
            status="existing",
            confidence="explicit",
            support="established",
            dataset="d",
        ),
    ),
    ("a",),
    3,
)


def test_the_page_asks_for_nothing_outside() -> None:
    page = network_html(GRAPH, arrange(GRAPH, RINGS), HOSTILE, words("zh"))
    head = page[: page.index("mynetwork")]
    assert not re.search(r"<(link|script|img|iframe)[^>]*(src|href)\s*=", page)
    assert not re.search(r"@import|url\(\s*['\"]?https?:", page)
    assert "default-src 'none'" in head
    assert "cdn." not in page
    assert "bootstrap" not in page


def test_names_in_the_page_are_text() -> None:
    page = network_html(GRAPH, arrange(GRAPH, RINGS), HOSTILE, words("zh"))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "showPopup(params)" not in page  # pyvis would show a title with a link as HTML


def test_the_page_draws_dots_and_their_names() -> None:
    page = network_html(GRAPH, arrange(GRAPH, RINGS), "图", words("zh"))
    assert page.count('"shape": "dot"') >= len(GRAPH.entities)
    assert "drawNetworkNames(pen, network" in page


def test_graphml_is_read_back() -> None:
    net = nx.read_graphml(io.BytesIO(graphml(GRAPH, dict(arrange(GRAPH, RINGS).places))))
    assert set(net) == {"a", "b", "c"}
    assert net.nodes["a"]["label"] == HOSTILE
    assert sorted(data["relation"] for _, _, data in net.edges(data=True)) == ["FUNDS", "SUPPORTS", "SUPPORTS"]


def test_the_workbook_holds_texts_only() -> None:
    book = openpyxl.load_workbook(io.BytesIO(network_workbook(GRAPH, "图", words("zh"))))
    assert book.sheetnames == ["主体", "陈述"]
    assert [cell.data_type for row in book["主体"].iter_rows(min_row=2) for cell in row if cell.value] == ["s"] * 13
    assert book["陈述"].cell(6, 1).value == "图"
    assert book["陈述"].freeze_panes == "A2"


def test_no_two_columns_of_the_workbook_have_one_heading() -> None:
    for language in ("zh", "en"):
        for sheet in openpyxl.load_workbook(io.BytesIO(network_workbook(GRAPH, "图", words(language)))):
            headings = [cell.value for cell in sheet[1]]
            assert len(headings) == len(set(headings))


def test_lines_merge_and_tell_their_state() -> None:
    picture = draw_network(GRAPH, arrange(GRAPH, RINGS), words("zh"))
    shown = {edge["id"]: edge for edge in picture.edges}
    assert set(shown) == {"a|b", "a|c"}
    assert (shown["a|b"]["arrows"], shown["a|c"]["arrows"]) == ("", "to")
    assert shown["a|b"]["dashes"] and not shown["a|c"]["dashes"]
    assert "待核实" in shown["a|b"]["title"]
    assert shown["a|b"]["text"] == "支持、资助"
    dots = {node["id"]: node for node in picture.nodes}
    assert "规划" in dots["a"]["title"]
    assert dots["a"]["shapeProperties"]["borderDashes"]
    assert dots["a"]["rank"] == 0
    assert dots["a"]["size"] > dots["b"]["size"]


def test_a_relation_said_twice_is_counted_on_its_line() -> None:
    first = GRAPH.statements[0]
    edge = MergedEdge("a", "b", (first, replace(first, id="s4"), GRAPH.statements[1]))
    assert edge_text(edge, words("zh")) == "支持×2、资助"
