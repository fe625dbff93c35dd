"""What is stored is what was written: every row that is changed behind the product's back is named."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.check import check_graph
from graph.store.integrity import BrokenRow
from graph.store.search import search
from graph.store.snapshot import export_graph
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.history.event import LoadContext
from loaders.history.log import load_version
from loaders.pipeline import load, load_unchanged
from loaders.service.snapshots import restore_graph
from tests.support.small_datasets import folder
from tests.support.stores import exported

FILE = LoadContext(who="李四", file="f.csv", sha256="ab", mapping="m", code_version="p")
# A change, as a damaged page may make it, and the row that has to be named for it.
DAMAGES = {
    "an entity's name": ("MATCH (n {id: 'park-a'}) SET n.name = '申园'", "small", "Park", "small/park-a"),
    "an entity's search text": ("MATCH (n {id: 'park-a'}) SET n.search_text = 'x'", "small", "Park", "small/park-a"),
    "a row's own words": ("MATCH ()-[r:DESCRIBES {id: 'small/park-a'}]->() SET r.name = '申园'", "small", "DESCRIBES", "small/park-a"),
    "a statement's evidence": ("MATCH ()-[r:SUPPORTS]->() SET r.evidence = 'x'", "small", "SUPPORTS", "small/R1"),
    "a statement's dataset": ("MATCH ()-[r:SUPPORTS]->() SET r.dataset = 'smalk'", "small", "SUPPORTS", "small/R1"),
    "a statement's hash": ("MATCH ()-[r:SUPPORTS]->() SET r.hash = 'x'", "small", "SUPPORTS", "small/R1"),
    "a statement's id": ("MATCH ()-[r:SUPPORTS]->() SET r.id = 'small/R9'", "small", "SUPPORTS", "small/R9"),
    "a row's id": ("MATCH ()-[r:DESCRIBES {id: 'small/park-a'}]->() SET r.id = 'small/a'", "small", "DESCRIBES", "small/a"),
    "a node's id": ("MATCH (n:Entity {id: 'park-a'}) SET n.id = 'park-z'", "small", "DESCRIBES", "small/park-a"),
    "a row's dataset": ("MATCH ()-[r:DESCRIBES {id: 'small/park-a'}]->() SET r.dataset = 'x'", "small", "DESCRIBES", "small/park-a"),
    "a row's label": ("MATCH ()-[r:DESCRIBES {id: 'small/o1'}]->() SET r.label = 'Lead'", "small", "DESCRIBES", "small/o1"),
    "a dataset's state": ("MATCH (d:Dataset) SET d.state = 'reddy'", "small", "Dataset", "small"),
    "a new property": ("MATCH ()-[r:SUPPORTS]->() SET r.year = 2000", "small", "SUPPORTS", "small/R1"),
    "an observation": ("MATCH (n:Observation) SET n.unit = '亿元'", "small", "Observation", "small/o1"),
    "a clause": ("MATCH (n:Clause {id: 'small/0-8'}) SET n.char_end = 9", "small", "Clause", "small/small/0-8"),
    "a dataset's publisher": ("MATCH (d:Dataset) SET d.publisher = '某间'", "small", "Dataset", "small"),
    "a dataset's rank": ("MATCH (d:Dataset) SET d.precedence = '{'", "small", "Dataset", "small"),
    "a statement that is gone": ("MATCH ()-[r:SUPPORTS]->() DELETE r", "small", "Dataset", "small"),
    "a node that is gone": ("MATCH (n {id: 'ent-c'}) DETACH DELETE n", "small", "Dataset", "small"),
}  # fmt: skip


@pytest.fixture
def small(store: Store, tmp_path: Path) -> Store:
    load(store, read_dataset(folder(tmp_path)), context=FILE)
    return store


def broken(store: Store) -> list[BrokenRow]:
    return list(check_graph(store, default_schema()).broken)


def test_what_was_just_loaded_is_intact(small: Store) -> None:
    report = check_graph(small, default_schema())
    assert report.broken == ()
    assert report.checked > len(exported(small).splitlines()) - 2  # and the log with its versions


# The checks compare what was read: on Neo4j, one damage of each kind is enough.
ON_NEO4J = {"an entity's name", "a statement's id", "a new property", "a dataset's rank", "a node that is gone"}


@pytest.mark.parametrize(
    "name", [name if name in ON_NEO4J else pytest.param(name, marks=pytest.mark.embedded_only) for name in DAMAGES]
)
def test_a_damaged_row_is_named_refused_and_mended_by_loading_again(small: Store, tmp_path: Path, name: str) -> None:
    statement, dataset, type_, row = DAMAGES[name]
    before = exported(small)
    small.write(lambda tx: tx.run(statement))
    assert BrokenRow(dataset=dataset, type=type_, row=row) in broken(small)
    with pytest.raises(LiantuError, match="export_broken"):
        exported(small)
    assert load_unchanged(small, "small", FILE) is None
    load(small, read_dataset(folder(tmp_path)))
    assert broken(small) == []
    assert exported(small) == before


def test_a_damaged_placeholder_is_named_and_mended(store: Store, tmp_path: Path) -> None:
    tables = {
        "edges.csv": "id,source_id,type,target_id,status,evidence\nR1,a,SUPPORTS,b,existing,https://example.com\n"
    }
    path = folder(tmp_path, "open", tables)
    load(store, read_dataset(path))
    before = exported(store)
    store.write(lambda tx: tx.run("MATCH (n:Stub {id: 'a'}) SET n.name = 'c'"))
    assert broken(store) == [BrokenRow(dataset="", type="Stub", row="a")]
    load(store, read_dataset(path))
    assert (broken(store), exported(store)) == ([], before)


def test_a_damaged_version_is_named_and_mended(small: Store, tmp_path: Path) -> None:
    (row,) = small.read("MATCH (v:Version) RETURN v.version AS version")
    small.write(lambda tx: tx.run("MATCH (v:Version) SET v.data = 'x' + v.data"))
    assert broken(small) == [BrokenRow(dataset="small", type="Version", row=row["version"])]
    load(small, read_dataset(folder(tmp_path)), context=FILE)
    assert broken(small) == []
    assert load_version(small.read, row["version"]).dataset.id == "small"


def test_a_damaged_event_is_named(small: Store) -> None:
    small.write(lambda tx: tx.run("MATCH (e:LoadEvent) SET e.who = '张三'"))
    assert broken(small) == [BrokenRow(dataset="small", type="LoadEvent", row="L1")]


def test_a_refused_export_has_no_last_line(small: Store) -> None:
    small.write(lambda tx: tx.run("MATCH (n {id: 'park-a'}) SET n.name = '申园'"))
    out = io.StringIO()
    with pytest.raises(LiantuError):
        export_graph(small, default_schema(), out)
    small.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:Graph DETACH DELETE n"))
    with pytest.raises(LiantuError, match="import_cut"):
        restore_graph(small, io.StringIO(out.getvalue()))


def test_a_name_that_was_changed_in_a_file_under_a_sum_made_anew_is_told(small: Store) -> None:
    lines = exported(small).replace('"name":"甲园"', '"name":"申园"').splitlines(keepends=True)[:-1]
    last = {"end": len(lines) - 1, "sha256": sha256("".join(lines).encode()).hexdigest()}
    report = restore_graph(small, [*lines, json.dumps(last)], replace_all=True)
    assert {row.row for row in report.broken} == {"small/park-a"}
    assert list(report.broken) == broken(small)


@pytest.mark.parametrize("schema", ["schema-1", "schema-2"])
def test_old_snapshots_agree_with_their_hashes(store: Store, schema: str) -> None:
    text = (Path(__file__).parent / "data" / schema / "snapshot.jsonl").read_text("utf-8")
    assert restore_graph(store, io.StringIO(text)).broken == ()
    assert broken(store) == []


def test_a_repaired_store_still_refuses_a_key_twice(small: Store) -> None:
    small.repair(default_schema())
    with pytest.raises(LiantuError, match="query_failed"):
        small.write(lambda tx: tx.run("CREATE (:Entity:Park {id: 'park-a'})"))
    assert [hit.id for hit in search(small, "甲科技", 5)] == ["park-a"]
