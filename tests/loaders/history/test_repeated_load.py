"""The same file once more need not be read, unless anything that it became, or would become, is different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import RowError
from loaders.history import code_version as marks
from loaders.history.code_version import code_fingerprint
from loaders.history.event import LoadContext
from loaders.history.log import load_events
from loaders.pipeline import load, load_unchanged, undo, unload
from loaders.records import RecordSet
from loaders.report import LoadReport
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import exported

FILE = LoadContext(who="李四", file="f.csv", sha256="ab", mapping="m", code_version="p")
LESS = {name: text for name, text in TABLES.items() if name not in ("leads.csv", "absences.csv")}


@pytest.fixture
def small(tmp_path: Path) -> RecordSet:
    return read_dataset(folder(tmp_path, "small"))


@pytest.fixture
def load_rows(store: Store, small: RecordSet) -> Callable[..., LoadReport]:
    return lambda records=small, occasion=FILE: load(store, records, context=occasion)


def test_nothing_is_written_but_that_it_was_loaded(store: Store, load_rows: Callable[..., LoadReport]) -> None:
    assert load_unchanged(store, "small", FILE) is None
    load_rows()
    before, (first,) = exported(store), load_events(store.read)
    assert load_unchanged(store, "small", replace(FILE, who="王五")) == first
    assert load_unchanged(store, "small", FILE) == load_events(store.read)[1]
    once, again = load_events(store.read)[1:]
    assert exported(store) == before
    assert (once.id, once.context.who, once.rows) == ("L2", "王五", first.rows)
    assert (again.id, again.touched, again.version) == ("L3", False, first.version)
    undo(store, first.id)
    assert load_events(store.read)[-1].version == ""
    assert load_unchanged(store, "small", FILE) is None


@pytest.mark.parametrize(
    "other", [{"file": "g.csv"}, {"sha256": "cd"}, {"mapping": "n"}, {"code_version": "q"}, {"code_version": ""}]
)
def test_another_file_mapping_or_program(
    store: Store, load_rows: Callable[..., LoadReport], other: dict[str, str]
) -> None:
    load_rows()
    assert load_unchanged(store, "small", replace(FILE, **other)) is None
    assert len(load_events(store.read)) == 1
    assert load_unchanged(store, "small", FILE)


def test_anything_written_since(store: Store, load_rows: Callable[..., LoadReport], tmp_path: Path) -> None:
    load_rows()
    load(store, read_dataset(folder(tmp_path, "other", LESS)))
    assert load_unchanged(store, "small", FILE) is None
    load_rows()
    assert load_unchanged(store, "small", FILE)
    unload(store, "small")
    assert load_unchanged(store, "small", FILE) is None


def test_a_trial_since_is_nothing(store: Store, small: RecordSet, load_rows: Callable[..., LoadReport]) -> None:
    load_rows()
    load(store, replace(small, nodes=small.nodes[:1], edges=()), dry_run=True, context=FILE)
    assert load_unchanged(store, "small", FILE)


def test_refused_rows_are_reported_again(store: Store, small: RecordSet, load_rows: Callable[..., LoadReport]) -> None:
    load_rows(replace(small, refused=(RowError("empty_cell", file="f.csv", line=3, column="名称", value=""),)))
    assert load_unchanged(store, "small", FILE) is None


def test_the_program_is_all_that_makes_records(tmp_path: Path) -> None:
    assert code_fingerprint() == code_fingerprint()
    (tmp_path / "inner").mkdir()
    for name in ("b.py", "a.yaml", "inner/c.cypher", "d.pyc", "inner/e.md"):
        (tmp_path / name).write_text(name)
    texts = list(marks._texts(tmp_path))
    assert texts == [b"a.yaml\0a.yaml\0", b"b.py\0b.py\0", b"c.cypher\0inner/c.cypher\0"]
