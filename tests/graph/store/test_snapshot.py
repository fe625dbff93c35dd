from __future__ import annotations

import io
import json

import pytest

from graph.model.errors import LiantuError
from graph.model.schema import schema
from graph.store.snapshot import export_graph, import_graph
from graph.store.store import Store
from tests.conftest import Server, exported

HEADER = '{"format":"liantu-graph","version":1}'


def test_a_graph_survives_its_file(server: Server) -> None:
    before = exported(server.loaded())
    store = server.empty()
    count = import_graph(store, schema(), before.splitlines())
    assert count == len(before.splitlines()) - 1
    assert exported(store) == before


@pytest.mark.neo4j
def test_both_engines_write_the_same_file(embedded_server: Server, neo4j_server_: Server) -> None:
    assert exported(embedded_server.loaded()) == exported(neo4j_server_.loaded())


def test_the_order_is_fixed_and_the_store_s_own_node_is_left_out(embedded_bundled: Store) -> None:
    lines = [json.loads(line) for line in exported(embedded_bundled).splitlines()]
    nodes = [line["node"] for line in lines if "node" in line]
    edges = [(line["type"], line["edge"]) for line in lines if "edge" in line]
    assert nodes == sorted(nodes)
    assert edges == sorted(edges)
    assert "graph" not in nodes


def test_a_full_store_is_not_overwritten_by_mistake(embedded_server: Server) -> None:
    store = embedded_server.loaded()
    with pytest.raises(LiantuError, match="import_not_empty"):
        import_graph(store, schema(), [HEADER])


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "import_format"),
        (["not json"], "import_line"),
        (['{"format":"other"}'], "import_format"),
        ([HEADER, "{"], "import_line"),
        ([HEADER, "[]"], "import_line"),
        ([HEADER, *['{"node":"a","label":"Park","props":{"id":"a","name":"x"}}'] * 2], "import_line"),
        ([HEADER, '{"node":"a","label":"Castle","props":{}}'], "unknown_label"),
        ([HEADER, '{"node":"a","label":"Park","props":{"id":"a"}}'], "missing_property"),
        ([HEADER, '{"node":"a","props":{}}'], "import_line"),
        ([HEADER, '{"edge":"e","type":"FEEDS","source":"a","target":"b","props":{}}'], "import_line"),
    ],
)
def test_a_broken_file_writes_nothing(embedded: Store, lines: list[str], code: str) -> None:
    with pytest.raises(LiantuError) as caught:
        import_graph(embedded, schema(), lines)
    assert caught.value.code == code
    out = io.StringIO()
    assert export_graph(embedded, schema(), out) == 0
