"""The files of ``neo4j-admin database import``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from deploy.neo4j import server as neo4j_server
from graph.model.errors import LiantuError, StoreError
from graph.model.schema_file import default_schema
from graph.store.neo4j_import import ImportFiles
from graph.store.open import open_store
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from loaders.service.snapshots import export_neo4j_to
from tests.support.import_records import HARD_TEXTS, observation, park, records_of
from tests.support.requirements import need
from tests.support.small_datasets import folder
from tests.support.stores import exported


def test_rows_are_written_by_label_set_and_by_the_types_of_their_values(tmp_path: Path) -> None:
    edge = {"edge": "e", "type": "SERVES", "source": "a", "target": "a", "props": {"id": "e", "char_start": 5}}
    records = [park("a", aliases=["甲", "乙"]), observation("n", 5), observation("f", 5.0), edge]
    assert ImportFiles(default_schema(), tmp_path).write(records) == 4
    arguments = (tmp_path / "import.args").read_text().splitlines()
    assert "--nodes=Entity:Park=Park-header.csv,Park.csv" in arguments
    assert "--nodes=Observation=Observation-number-long-header.csv,Observation-number-long.csv" in arguments
    assert "--relationships=SERVES=SERVES-header.csv,SERVES.csv" in arguments
    assert table(tmp_path, "Park") == [{"id:ID(Node)": "a", "name:string": "a", "aliases:string[]": "甲\x1f乙"}]
    assert table(tmp_path, "Observation") == [{"id:ID(Node)": "f", "number:double": "5.0"}]
    assert table(tmp_path, "Observation-number-long") == [{"id:ID(Node)": "n", "number:long": "5"}]
    ends = {":START_ID(Node)": "a", ":END_ID(Node)": "a"}
    assert table(tmp_path, "SERVES") == [{**ends, "id:string": "e", "char_start:long": "5"}]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file by their header, without empty fields."""
    text = (folder / f"{name}-header.csv").read_text("utf-8") + (folder / f"{name}.csv").read_text("utf-8")
    return [{key: value for key, value in row.items() if value} for row in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize("texts", [["甲\x1f乙"], [], [""]])
def test_a_list_that_the_importer_would_not_keep_is_refused(tmp_path: Path, texts: list[str]) -> None:
    with pytest.raises(StoreError, match="export_list"):
        ImportFiles(default_schema(), tmp_path).write([park("a", aliases=texts)])


def test_an_export_writes_the_records_of_the_snapshot(embedded: Store, tmp_path: Path) -> None:
    load(embedded, read_dataset(folder(tmp_path)))
    assert export_neo4j_to(embedded, tmp_path / "files", LOCAL_USER) == len(records_of(exported(embedded)))
    (tmp_path / "again").mkdir()
    ImportFiles(default_schema(), tmp_path / "again").write(records_of(exported(embedded)))
    assert texts(tmp_path / "files") == texts(tmp_path / "again")
    with pytest.raises(LiantuError, match="folder_not_empty"):
        export_neo4j_to(embedded, tmp_path / "files", LOCAL_USER)


def texts(files: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in files.iterdir()}


@pytest.mark.full_profile
def test_neo4j_s_importer_makes_the_same_graph(embedded: Store, tmp_path: Path) -> None:
    need("neo4j", neo4j_server.missing())
    load(embedded, read_dataset(folder(tmp_path, more="note: x\n")))
    before = exported(embedded)
    values: list[object] = [*HARD_TEXTS, HARD_TEXTS, ["x"], 0, -5, 2**63 - 1, 0.1, -0.0, 1e-300, 5.0, True, False]
    files, server = tmp_path / "files", neo4j_server.Neo4jServer(tmp_path / "neo4j")
    files.mkdir()
    # No snapshot holds a LoadEvent, so the values that are hard to write are not in the one that is compared.
    events = [
        {"node": f"e{place}", "label": "LoadEvent", "props": {"id": f"e{place}", "mapping": value}}
        for place, value in enumerate(values)
    ]
    ImportFiles(default_schema(), files).write([*records_of(before), *events])
    server.import_files(files)
    server.start()
    try:
        with open_store(server.url, neo4j_server.USER, server.password) as store:
            store.setup(default_schema())
            assert exported(store) == before
            rows = store.read("MATCH (e:LoadEvent) RETURN e.id AS id, e.mapping AS value")
    finally:
        server.stop()
    found = {row["id"]: json.dumps(row["value"]) for row in rows}
    assert found == {f"e{place}": json.dumps(value) for place, value in enumerate(values)}
