"""The first load of a new embedded store, past Bolt."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model.errors import StoreError
from graph.model.schema_file import default_schema
from graph.store.bulk_load import BESIDE
from graph.store.neo4j_files import read_tables
from graph.store.neo4j_import import ImportFiles
from graph.store.open import open_store
from graph.store.search import search
from graph.store.snapshot import export_graph
from graph.store.snapshot_format import json_line
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.history.log import load_events
from loaders.service.snapshots import import_folder
from tests.support.import_records import HARD_TEXTS, observation, park, records_of
from tests.support.stores import exported

LONG_TEXT = '长"句,\n' * 2_000
HARD_VALUES = [*HARD_TEXTS, LONG_TEXT, HARD_TEXTS, ["x"], 0, -5, 2**31, 2**63 - 1, 0.1, -0.0, 1e-300, 5.0, True, False]
HARD_IDS = ["n", "#1:0", '"', "甲,乙", "two\nlines"]


def hard_records() -> list[dict[str, Any]]:
    """Ids and values that are hard to write, and edges between all of the ids."""
    nodes = [park(id_, aliases=[id_, "乙"]) for id_ in HARD_IDS] + [observation("5", 5), observation("5.0", 5.0)]
    values = [
        {"node": f"v{place}", "label": "Observation", "props": {"id": f"v{place}", "value": value}}
        for place, value in enumerate(HARD_VALUES)
    ]
    pairs = [(source, target) for source in HARD_IDS for target in HARD_IDS]
    edges = [
        {"edge": f"e{place}", "type": "SUPPORTS", "source": source, "target": target}
        | {"props": {"id": f"e{place}", "year": place}}
        for place, (source, target) in enumerate(pairs)
    ]
    return [*nodes, *values, *edges]


def written(folder: Path, records: Iterable[dict[str, Any]]) -> Path:
    """A folder with the files of some records."""
    folder.mkdir()
    ImportFiles(default_schema(), folder).write(records)
    return folder


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    records = hard_records()
    tables = read_tables(default_schema(), written(tmp_path / "files", records))
    assert [rows.table.is_edge for rows in tables] == sorted(rows.table.is_edge for rows in tables)
    found = [json.dumps([rows.table.name, *row]) for rows in tables for row in rows]
    assert sorted(found) == sorted(json.dumps(as_row(record)) for record in records)


def as_row(record: dict[str, Any]) -> list[object]:
    props = record["props"]
    if "edge" in record:
        return [record["type"], [record["source"], record["target"]], props]
    return [record["label"], [record["node"]], {name: value for name, value in props.items() if name != "id"}]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("Park-header.csv", "name:string", "@class:string", "bulk_folder"),
        ("import.args", "Entity:Park=", "Entity:Prak=", "bulk_folder"),
        ("import.args", "=Park-", "=../Park-", "bulk_folder"),
        ("Observation-number-long.csv", ",5", ",five", "bulk_row"),
        ("Observation.csv", '"5.0"', '"5.0",1', "bulk_row"),
        ("Park.csv", '"甲,乙"', '"甲,乙', "bulk_row"),
    ],
)
def test_files_that_do_not_fit_are_refused(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    folder = written(tmp_path / "files", hard_records())
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(text.replace(old, new, 1), "utf-8", newline="")
    with pytest.raises(StoreError, match=code):
        [row for rows in read_tables(default_schema(), folder) for row in rows]


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        yield store


KILLED_LOAD = """
import sys
from pathlib import Path
from graph.model.schema_file import default_schema
from graph.store.bulk_load import load_in_bulk
from graph.store.open import open_store

def log_ops(*_):
    print("all rows are there", flush=True)
    sys.stdin.read()

with open_store(f"embedded:{sys.argv[1]}") as store:
    load_in_bulk(store, default_schema(), Path(sys.argv[2]), log_ops=log_ops)
"""


def test_a_bulk_load_makes_the_same_graph_or_leaves_the_store_empty(
    embedded_bundled: Store, new_store: Store, tmp_path: Path
) -> None:
    records = [*records_of(exported(embedded_bundled)), *hard_records()]
    files = written(tmp_path / "files", records)
    killed = [sys.executable, "-c", KILLED_LOAD, str(tmp_path / "store"), str(files)]
    with subprocess.Popen(killed, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "all rows are there\n"
        process.kill()
    assert (tmp_path / "store" / BESIDE).exists()
    assert lines_of(new_store) == set()

    assert import_folder(new_store, files, LOCAL_USER) == len(records)
    assert not (tmp_path / "store" / BESIDE).exists()
    assert lines_of(new_store) == set(map(json_line, records))
    assert [event.rows for event in load_events(new_store.read)] == [len(records)]
    assert (
        [hit.id for hit in search(new_store, "贝特瑞")] == [hit.id for hit in search(embedded_bundled, "贝特瑞")] != []
    )
    assert indexes(new_store) == indexes(embedded_bundled)
    with pytest.raises(StoreError, match="bulk_not_empty"):
        import_folder(new_store, files, LOCAL_USER)


def lines_of(store: Store) -> set[str]:
    """The lines of an export between the first and the last: rows without a hash, as these, are broken ones."""
    out = io.StringIO()
    export_graph(store, default_schema(), out, refuse_broken=False)
    return set(out.getvalue().splitlines(keepends=True)[1:-1])


def indexes(store: Store) -> list[str]:
    """What is indexed and how, and what must be unique, by the constraint's name."""
    kinds = "type", "labelsOrTypes", "properties", "state"
    found = [[row[kind] for kind in kinds] for row in store.read("SHOW INDEXES")]
    unique = [row for row in store.read("SHOW CONSTRAINTS") if "UNIQUENESS" in str(row["type"])]
    return sorted(map(json.dumps, [*found, *([row["name"], *(row[kind] for kind in kinds[:3])] for row in unique)]))
