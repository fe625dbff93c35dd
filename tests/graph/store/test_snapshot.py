from __future__ import annotations

import io
import json
from hashlib import sha256
from itertools import count as counting
from pathlib import Path

import pytest

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store import snapshot
from graph.store.snapshot import export_graph
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from loaders.service.snapshots import restore_graph
from tests.support.small_datasets import folder
from tests.support.stores import Server, exported

HEADER = '{"format":"liantu-graph","version":2}'


def sealed(*records: str) -> list[str]:
    """A file of these records, whose last line fits them."""
    lines = [line + "\n" for line in (HEADER, *records)]
    digest = sha256("".join(lines).encode()).hexdigest()
    return [*lines, json.dumps({"end": len(records), "sha256": digest})]


def test_a_graph_survives_its_file(server: Server) -> None:
    before = exported(server.loaded())
    store = server.empty()
    report = restore_graph(store, io.StringIO(before))
    assert report.count == len(before.splitlines()) - 2
    assert exported(store) == before


@pytest.mark.full_profile
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
        restore_graph(store, sealed())


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([], "import_format"),
        (["not json"], "import_line"),
        (['{"format":"other"}'], "import_format"),
        ([HEADER, "{"], "import_line"),
        ([HEADER, "[]"], "import_line"),
        ([HEADER], "import_cut"),
        ([HEADER, "[" * 100_000], "import_line"),
        (sealed(*['{"node":"a","label":"Park","props":{"id":"a","name":"x"}}'] * 2), "import_line"),
        (sealed('{"node":"a","label":"Castle","props":{"id":"a"}}'), "unknown_label"),
        (sealed('{"node":"a","label":"Park","props":{"id":"a"}}'), "missing_property"),
        (sealed('{"node":"a","props":{}}'), "import_line"),
        (sealed('{"node":5,"label":"Park","props":{"id":5,"name":"x"}}'), "import_line"),
        (sealed('{"node":"a","label":["Park"],"props":{"id":"a","name":"x"}}'), "import_line"),
        (sealed('{"node":"a","label":"Park","props":{"id":"b","name":"x"}}'), "import_line"),
        (sealed('{"node":"a","label":"Park","props":{"id":"a","name":"x","note":{"x":1}}}'), "import_line"),
        (sealed('{"node":"a","label":"Park","props":{"id":"a","name":"x","note":NaN}}'), "import_line"),
        (sealed('{"node":"a","label":"Park","props":[]}'), "import_line"),
        (sealed('{"node":"graph","label":"Graph","props":{"id":"graph","setup":"x"}}'), "import_line"),
        (sealed('{"edge":"e","type":"FEEDS","source":"a","target":"b","props":{}}'), "import_line"),
        ([*sealed()[:1], '{"end":0,"sha256":"0"}'], "import_edited"),
        ([*sealed(), '{"node":"a","label":"Park","props":{"id":"a","name":"x"}}'], "import_edited"),
    ],
)
def test_a_broken_file_writes_nothing(embedded: Store, lines: list[str], code: str) -> None:
    with pytest.raises(LiantuError) as caught:
        restore_graph(embedded, lines)
    assert caught.value.code == code
    out = io.StringIO()
    assert export_graph(embedded, default_schema(), out) == 0


@pytest.mark.parametrize("place", [1, 40, 2000, -2])
def test_a_file_that_was_cut_or_edited_is_refused(embedded_server: Server, place: int) -> None:
    lines = exported(embedded_server.loaded()).splitlines(keepends=True)
    for wrong in (lines[:place], [*lines[:place], *lines[place + 1 :]], _edited(lines, place)):
        with pytest.raises(LiantuError, match="import_"):
            restore_graph(embedded_server.loaded(), wrong, replace_all=True)


def _edited(lines: list[str], place: int) -> list[str]:
    record = json.loads(lines[place])
    record["props"]["note"] = "edited"
    return [*lines[:place], json.dumps(record, ensure_ascii=False) + "\n", *lines[place + 1 :]]


def test_a_node_that_a_row_relabels_survives_its_file(server: Server, tmp_path: Path) -> None:
    store = server.empty()
    tables = {"entities.csv": "id,label,name\nx/two,Park,园\n"}
    for path in (folder(tmp_path, more="precedence: 1\n"), folder(tmp_path, "own", tables)):
        load(store, read_dataset(path))
    before = exported(store)
    restore_graph(store, io.StringIO(before), replace_all=True)
    assert exported(store) == before


def test_a_dataset_and_a_thing_may_have_one_id(server: Server, tmp_path: Path) -> None:
    store = server.empty()
    load(store, read_dataset(folder(tmp_path, "same", {"entities.csv": "id,label,name\nsame,Park,园\n"})))
    before = exported(store)
    restore_graph(store, io.StringIO(before), replace_all=True)
    assert exported(store) == before


def test_an_export_that_a_load_interrupts_is_void(embedded: Store, tmp_path: Path) -> None:
    load(embedded, read_dataset(folder(tmp_path)))

    class Interrupted(io.StringIO):
        def write(self, text: str) -> int:
            if not self.tell():
                load(embedded, read_dataset(folder(tmp_path, more="note: x\n")))
            return super().write(text)

    with pytest.raises(LiantuError, match="export_changed"):
        export_graph(embedded, default_schema(), Interrupted())


@pytest.mark.full_profile
def test_a_large_import_that_was_killed_leaves_no_dataset_that_looks_ready(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = exported(server.loaded())
    store = server.empty()
    write, calls = store.write, counting()

    def killed(step):  # type: ignore[no-untyped-def]
        if next(calls) > 20:
            raise KeyboardInterrupt
        return write(step)

    monkeypatch.setattr(snapshot, "MAX_SINGLE_TRANSACTION", 0)
    monkeypatch.setattr(store, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        restore_graph(store, io.StringIO(before))
    monkeypatch.setattr(store, "write", write)
    assert store.read("MATCH (d:Dataset) RETURN DISTINCT d.state AS state") == [{"state": "loading"}]
    restore_graph(store, io.StringIO(before), replace_all=True)
    assert exported(store) == before
