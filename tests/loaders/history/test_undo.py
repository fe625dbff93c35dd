"""Every load is remembered, and taking it back leaves the same bytes as before."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model.schema import default_schema
from graph.store.snapshot import import_graph
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.history import log as keep
from loaders.history.event import Event, LoadContext, load_events
from loaders.pipeline import load, undo, unload
from loaders.sync import writer as bringing
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import exported

LESS = {name: text for name, text in TABLES.items() if name not in ("leads.csv", "absences.csv")}


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Callable[..., Event]:
    def one(tables: dict[str, str] | None = None, id_: str = "small") -> Event:
        load(store, read_dataset(folder(tmp_path, id_, tables)), context=LoadContext("李四", file="f.csv", sha256="ab"))
        return load_events(store.read)[-1]

    return one


def test_a_load_says_who_what_and_how_much(store: Store, bring: Callable[..., Event]) -> None:
    first = bring()
    assert (first.id, first.dataset, first.title) == ("L1", "small", "小计划")
    assert first.occasion == LoadContext("李四", "load", "f.csv", "ab")
    assert (first.nodes.added, first.statements.added, first.refused, first.before) == (14, 16, 0, "")
    again = bring()
    assert (again.id, again.touched, again.version) == ("L2", False, first.version)
    unload(store, "small", LoadContext("王五", "unload"))
    gone = load_events(store.read)[-1]
    assert (gone.occasion.who, gone.occasion.action, gone.before, gone.version) == ("王五", "unload", first.version, "")


def test_undoing_restores_the_bytes(store: Store, bring: Callable[..., Event]) -> None:
    nothing = exported(store)
    first = bring()
    whole = exported(store)
    second = bring(LESS)
    less = exported(store)
    assert less != whole
    undo(store, second.id.lower(), "赵六")
    assert exported(store) == whole
    assert load_events(store.read)[-1].occasion == LoadContext("赵六", "undo", undoes=second.id)
    undo(store, load_events(store.read)[-1].id)  # and the undoing too
    assert exported(store) == less
    undo(store, load_events(store.read)[-1].id)
    undo(store, first.id)
    assert exported(store) == nothing
    undo(store, load_events(store.read)[-1].id)
    assert exported(store) == whole


def test_undoing_an_unload_brings_it_back(store: Store, bring: Callable[..., Event]) -> None:
    bring()
    whole = exported(store)
    unload(store, "small")
    undo(store, load_events(store.read)[-1].id)
    assert exported(store) == whole


def test_other_datasets_stay(store: Store, bring: Callable[..., Event]) -> None:
    first = bring()
    own = {"edges.csv": "id,source_id,type,target_id\ne1,park-a,SUPPORTS,ent-c\n"}
    bring(own, "own")
    undo(store, first.id)
    both = exported(store)
    unload(store, "own")
    bring(own, "own")
    assert exported(store) == both


def test_what_cannot_be_undone_is_told(store: Store, bring: Callable[..., Event]) -> None:
    first = bring()
    same = bring()
    bring(LESS)
    before = exported(store)
    for id_, code in (("L99", "event_unknown"), (same.id, "event_unchanged"), (first.id, "event_older")):
        with pytest.raises(LoadError) as problem:
            undo(store, id_)
        assert problem.value.code == code
    assert exported(store) == before


def test_a_dataset_from_before_there_was_a_history(store: Store, bring: Callable[..., Event]) -> None:
    bring()
    whole = exported(store)
    store.write(lambda tx: tx.run("MATCH (n) WHERE n:Load OR n:Version DELETE n"))
    second = bring(LESS)
    assert second.before
    undo(store, second.id)
    assert exported(store) == whole


def test_an_import_begins_a_new_history(store: Store, bring: Callable[..., Event]) -> None:
    bring()
    whole = exported(store)
    bring(LESS)
    import_graph(store, default_schema(), io.StringIO(whole), replace=True)
    assert load_events(store.read) == []
    assert store.read("MATCH (v:Version) RETURN v.id AS id") == []


def test_old_versions_are_forgotten(store: Store, bring: Callable[..., Event], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "REMEMBERED", 2)
    oldest = bring()
    middle = bring(LESS)
    bring({**LESS, "feeds.csv": TABLES["feeds.csv"].replace("x/one>two", "other")})
    bring(LESS)
    last = bring({**LESS, "edges.csv": TABLES["edges.csv"].replace("R4", "R5")})
    kept = {row["version"] for row in store.read("MATCH (v:Version) RETURN DISTINCT v.version AS version")}
    assert oldest.version not in kept
    assert {middle.version, last.version} <= kept
    with pytest.raises(LoadError) as problem:
        keep.load_version(store.read, oldest.version)
    assert problem.value.code == "version_gone"


def test_a_load_in_batches_is_remembered_too(
    store: Store, bring: Callable[..., Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "ONE_TRANSACTION", 3)
    nothing = exported(store)
    first = bring()
    assert (first.id, first.nodes.added) == ("L1", 14)
    undo(store, first.id)
    assert exported(store) == nothing


def test_a_trial_is_not_remembered(store: Store, tmp_path: Path) -> None:
    load(store, read_dataset(folder(tmp_path)), dry=True)
    assert load_events(store.read) == []


def test_progress_never_goes_beyond_the_whole(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "ONE_TRANSACTION", 3)
    seen: list[tuple[int, int]] = []
    load(store, read_dataset(folder(tmp_path)), lambda done, whole: seen.append((done, whole)))
    assert seen[-1][0] == seen[-1][1]
    assert all(done <= whole for done, whole in seen)
    assert seen == sorted(seen)
