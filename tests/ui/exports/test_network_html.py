"""A network as files: HTML that asks nothing of the network, GraphML, XLSX."""

from __future__ import annotations

import io
import re

import networkx as nx
import openpyxl
import pytest

from queries.subgraph import EntityRef, Statement, Subgraph
from ui.exports.graphml import graphml
from ui.exports.network_html import network_html
from ui.exports.network_layout import layout_network
from ui.exports.network_style import LONGEST_NAME, edges, nodes, wrapped
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
    page = network_html(GRAPH, layout_network(GRAPH), HOSTILE, words("zh"))
    head = page[: page.index("mynetwork")]
    assert not re.search(r"<(link|script|img|iframe)[^>]*(src|href)\s*=", page)
    assert not re.search(r"@import|url\(\s*['\"]?https?:", page)
    assert "default-src 'none'" in head
    assert "cdn." not in page
    assert "bootstrap" not in page


def test_names_in_the_page_are_text() -> None:
    page = network_html(GRAPH, layout_network(GRAPH), HOSTILE, words("zh"))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "showPopup(params)" not in page  # pyvis would show a title with a link as HTML


def test_the_page_draws_boxes() -> None:
    page = network_html(GRAPH, layout_network(GRAPH), "图", words("zh"))
    assert page.count('"shape": "box"') >= len(GRAPH.entities)
    assert '"shape": "dot"' not in page  # what pyvis would draw


def test_graphml_is_read_back() -> None:
    net = nx.read_graphml(io.BytesIO(graphml(GRAPH, layout_network(GRAPH))))
    assert set(net) == {"a", "b", "c"}
    assert net.nodes["a"]["label"] == HOSTILE
    assert sorted(data["relation"] for _, _, data in net.edges(data=True)) == ["FUNDS", "SUPPORTS", "SUPPORTS"]


def test_the_workbook_holds_texts_only() -> None:
    book = openpyxl.load_workbook(io.BytesIO(network_workbook(GRAPH, "图", words("zh"))))
    assert book.sheetnames == ["主体", "陈述"]
    assert [cell.data_type for row in book["主体"].iter_rows(min_row=2) for cell in row if cell.value] == ["s"] * 12
    assert book["陈述"].max_row == 4
    assert book["陈述"].freeze_panes == "A2"


def test_lines_merge_and_tell_their_state() -> None:
    shown = {edge["id"]: edge for edge in edges(GRAPH, words("zh"))}
    assert set(shown) == {"a|b", "a|c"}
    assert (shown["a|b"]["arrows"], shown["a|c"]["arrows"]) == ("", "to")
    assert shown["a|b"]["dashes"] and not shown["a|c"]["dashes"]
    assert "待核实" in shown["a|b"]["title"]
    boxes = {node["id"]: node for node in nodes(GRAPH, layout_network(GRAPH), words("zh"))}
    assert "规划" in boxes["a"]["label"]
    assert boxes["a"]["shapeProperties"]["borderDashes"]


@pytest.mark.parametrize("name", ["石墨烯", "江南石墨烯研究院有限公司", "ABB (China) Ltd.", "乙" * 300, ""])
def test_names_are_cut_into_even_lines(name: str) -> None:
    lines = wrapped(name).split("\n")
    assert "".join(lines) == (name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…")
    assert max(map(len, lines)) - min(map(len, lines)) < max(2, len(lines) * 2)
