from __future__ import annotations

import json
from pathlib import Path

import pytest

from examples import py2neo_notebook as notebook
from tests.support.stores import Server, exported

ENDS = ("park-cz-science-town", "inst-jngri")


@pytest.fixture
def graph(server: Server):  # type: ignore[no-untyped-def]
    """The store as a py2neo user opens it."""
    server.loaded()
    if server.engine == "neo4j":
        return notebook.connect(server.url, server.user, server.password)
    home = Path(server.url.removeprefix("embedded:"))
    port = json.loads((home / "engine.json").read_text())["bolt"]
    root, _ = json.loads((home / "secrets.json").read_text())
    return notebook.connect(f"bolt://127.0.0.1:{port}", "root", root, "kg")


def test_matching_nodes(graph) -> None:  # type: ignore[no-untyped-def]
    names = notebook.parks(graph)
    assert "常州科教城" in names
    assert names == sorted(names)


def test_a_chain_as_a_table(graph) -> None:  # type: ignore[no-untyped-def]
    rows = {row["id"]: row for row in notebook.chain_table(graph, "pv")}
    assert len(rows) == 21
    assert rows["pv/polysilicon"]["producers"] == []
    assert len(rows["pv/cell"]["producers"]) == 3


def test_a_relationship_added_and_removed(graph, server: Server) -> None:  # type: ignore[no-untyped-def]
    before = exported(server.store)
    statement = notebook.add_support(graph, *ENDS, evidence="test")
    assert statement["dataset"] == "notebook"
    rows = server.store.read("MATCH (a)-[r:SUPPORTS {dataset: 'notebook'}]->(b) RETURN a.id AS a, b.id AS b")
    assert rows == [{"a": ENDS[0], "b": ENDS[1]}]
    assert notebook.remove_mine(graph) == 1
    assert exported(server.store) == before
