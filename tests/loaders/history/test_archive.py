"""Versions: what was packed is what comes out, and equal records have equal hashes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.records import Dataset, Edge, Node, Value
from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.dataset.folder import bundled, read_dataset
from loaders.history.archive import _items, dump_archive, load_archive
from loaders.history.log import source_records
from loaders.history.rebuild import rebuild_records
from loaders.pipeline import load
from loaders.records import RecordSet
from tests.support.small_datasets import folder
from tests.support.stores import exported

texts = st.text(max_size=12)
values: st.SearchStrategy[Value] = st.one_of(
    texts, st.integers(-5, 5), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.tuples(texts, texts)
)
props = st.dictionaries(texts, values, max_size=3)
nodes = st.builds(Node, id=texts, label=texts, row=texts, props=props, location=texts)
edges = st.builds(Edge, id=texts, type=texts, source=texts, target=texts, props=props, location=texts)
datasets = st.builds(
    Dataset,
    id=texts,
    title=texts,
    publisher=texts,
    licence=texts,
    date=texts,
    precedence=st.dictionaries(texts, st.integers(0, 9), max_size=2),
    completeness_claims=st.tuples(texts),
    moved_ids=st.one_of(st.just(()), st.tuples(texts)),
)
records = st.builds(
    RecordSet,
    dataset=datasets,
    nodes=st.lists(nodes, max_size=3).map(tuple),
    edges=st.lists(edges, max_size=3).map(tuple),
    refers_to=st.tuples(texts),
    counts=st.dictionaries(texts, st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2),
    same=st.dictionaries(texts, texts, max_size=2),
)


@given(records)
def test_what_was_packed_comes_out(found: RecordSet) -> None:
    version = dump_archive(found)
    again = load_archive(version.parts)
    assert again == found
    assert [one.location for one in (*again.nodes, *again.edges)] == [
        one.location for one in (*found.nodes, *found.edges)
    ]
    assert dump_archive(again) == version


def test_another_row_is_another_version() -> None:
    one = RecordSet(
        dataset=Dataset(id="a", title="A", publisher="", licence=""),
        nodes=(Node(id="n", label="Park", row="a/n", props={"name": "园"}),),
    )
    assert dump_archive(one).hash != dump_archive(replace(one, nodes=())).hash


@pytest.mark.parametrize("name", list(bundled()))
def test_a_large_version_is_in_parts_that_fit_together(name: str) -> None:
    found = read_dataset(bundled()[name])
    assert load_archive(dump_archive(found).parts) == replace(found, refused=())


def test_what_the_store_holds_is_what_was_loaded(store: Store, tmp_path: Path) -> None:
    load(store, read_dataset(folder(tmp_path)))
    before = exported(store)
    found = rebuild_records(store.read, default_schema(), "small")
    assert found is not None
    report = load(store, found)
    assert not report.changed
    assert exported(store) == before


def test_an_unloaded_dataset_leaves_no_version(store: Store) -> None:
    assert rebuild_records(store.read, default_schema(), "never") is None
    assert source_records(store.read, default_schema(), "never") is None


def test_moved_ids_are_kept_and_their_want_leaves_the_hash(tmp_path: Path) -> None:
    plain = read_dataset(folder(tmp_path))
    moved = replace(plain, dataset=replace(plain.dataset, moved_ids=("a b",)))
    assert load_archive(dump_archive(moved).parts).dataset.moved_ids == ("a b",)
    assert load_archive(dump_archive(plain).parts).dataset.moved_ids == ()
    assert dump_archive(moved).hash != dump_archive(plain).hash
    assert "moved_ids" not in next(iter(_items(plain)))["dataset"]
