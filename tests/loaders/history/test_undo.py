"""Every load is remembered, and taking it back leaves the same bytes as before."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.errors import LoadError
from loaders.history import entry
from loaders.history.event import LoadContext, LoadEvent
from loaders.history.log import load_events, load_version
from loaders.pipeline import load, undo, unload
from loaders.service.snapshots import restore_graph
from loaders.sync.policy import DEFAULT_POLICY, WritePolicy
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import exported

LESS = {name: text for name, text in TABLES.items() if name not in ("leads.csv", "absences.csv")}


@pytest.fixture
def load_rows(store: Store, tmp_path: Path) -> Callable[..., LoadEvent]:
    def one(
        tables: dict[str, str] | None = None, id_: str = "small", policy: WritePolicy = DEFAULT_POLICY
    ) -> LoadEvent:
        context = LoadContext(who="李四", file="f.csv", sha256="ab")
        load(store, read_dataset(folder(tmp_path, id_, tables)), context=context, policy=policy)
        return load_events(store.read)[-1]

    return one


def test_a_load_says_who_what_and_how_much(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    first = load_rows()
    assert (first.id, first.dataset, first.title) == ("L1", "small", "小计划")
    assert first.context == LoadContext(who="李四", action="load", file="f.csv", sha256="ab")
    assert (first.nodes.added, first.statements.added, first.refused, first.previous_version) == (14, 16, 0, "")
    again = load_rows()
    assert (again.id, again.touched, again.version) == ("L2", False, first.version)
    unload(store, "small", LoadContext(who="王五", action="unload"))
    gone = load_events(store.read)[-1]
    assert gone.title == "小计划"
    assert (gone.context.who, gone.context.action, gone.previous_version, gone.version) == (
        "王五",
        "unload",
        first.version,
        "",
    )


def test_undoing_restores_the_bytes(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    nothing = exported(store)
    first = load_rows()
    whole = exported(store)
    second = load_rows(LESS)
    less = exported(store)
    assert less != whole
    undo(store, second.id.lower(), "赵六")
    assert exported(store) == whole
    assert load_events(store.read)[-1].context == LoadContext(who="赵六", action="undo", undoes=second.id)
    undo(store, load_events(store.read)[-1].id)  # and the undoing too
    assert exported(store) == less
    undo(store, load_events(store.read)[-1].id)
    undo(store, first.id)
    assert exported(store) == nothing
    undo(store, load_events(store.read)[-1].id)
    assert exported(store) == whole


def test_undoing_an_unload_restores_the_dataset(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    load_rows()
    whole = exported(store)
    unload(store, "small")
    undo(store, load_events(store.read)[-1].id)
    assert exported(store) == whole


def test_other_datasets_stay(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    first = load_rows()
    own = {"edges.csv": "id,source_id,type,target_id\ne1,park-a,SUPPORTS,ent-c\n"}
    load_rows(own, "own")
    undo(store, first.id)
    both = exported(store)
    unload(store, "own")
    load_rows(own, "own")
    assert exported(store) == both


def test_an_event_that_cannot_be_undone_is_reported(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    first = load_rows()
    same = load_rows()
    load_rows(LESS)
    before = exported(store)
    for id_, code in (("L99", "event_unknown"), (same.id, "event_unchanged"), (first.id, "event_older")):
        with pytest.raises(LoadError) as problem:
            undo(store, id_)
        assert problem.value.code == code
    assert exported(store) == before


def test_a_dataset_from_before_there_was_a_history(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    load_rows()
    whole = exported(store)
    store.write(lambda tx: tx.run("MATCH (n) WHERE n:LoadEvent OR n:Version DELETE n"))
    second = load_rows(LESS)
    assert second.previous_version
    undo(store, second.id)
    assert exported(store) == whole


def test_an_import_is_an_event_and_keeps_those_before_it(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    load_rows()
    whole = exported(store)
    less = load_rows(LESS)
    restore_graph(store, io.StringIO(whole), LoadContext(who="王五", action="import", file="f.jsonl"), replace_all=True)
    event = load_events(store.read)[-1]
    assert [event.id for event in load_events(store.read)] == ["L1", "L2", "L3"]
    assert (event.context.who, event.context.file, event.dataset, event.refused) == ("王五", "f.jsonl", "*", 0)
    assert event.rows == len(whole.splitlines()) - 2
    for id_ in (less.id, event.id):
        with pytest.raises(LoadError, match="event_restored"):
            undo(store, id_)
    assert exported(store) == whole


def test_after_an_import_a_dataset_is_what_the_file_says(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    load_rows()
    whole = exported(store)
    load_rows(LESS)
    restore_graph(store, io.StringIO(whole), replace_all=True)
    later = load_rows(LESS)
    restored, less = (load_version(store.read, version) for version in (later.previous_version, later.version))
    assert len(restored.edges) > len(less.edges)
    undo(store, later.id)
    assert exported(store) == whole


def test_old_versions_are_forgotten(
    store: Store, load_rows: Callable[..., LoadEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "VERSIONS_KEPT", 2)
    oldest = load_rows()
    middle = load_rows(LESS)
    load_rows({**LESS, "feeds.csv": TABLES["feeds.csv"].replace("x/one>two", "other")})
    load_rows(LESS)
    last = load_rows({**LESS, "edges.csv": TABLES["edges.csv"].replace("R4", "R5")})
    kept = {row["version"] for row in store.read("MATCH (v:Version) RETURN DISTINCT v.version AS version")}
    assert oldest.version not in kept
    assert {middle.version, last.version} <= kept
    with pytest.raises(LoadError) as problem:
        load_version(store.read, oldest.version)
    assert problem.value.code == "version_gone"


def test_a_load_in_batches_is_remembered_too(store: Store, load_rows: Callable[..., LoadEvent]) -> None:
    policy = WritePolicy(single_transaction=3)
    nothing = exported(store)
    first = load_rows(policy=policy)
    assert (first.id, first.nodes.added) == ("L1", 14)
    undo(store, first.id, policy=policy)
    assert exported(store) == nothing


def test_a_trial_is_not_remembered(store: Store, tmp_path: Path) -> None:
    load(store, read_dataset(folder(tmp_path)), dry_run=True)
    assert load_events(store.read) == []


def test_progress_never_goes_beyond_the_whole(store: Store, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    records = read_dataset(folder(tmp_path))
    policy = WritePolicy(single_transaction=3)
    load(store, records, lambda done, whole: seen.append((done, whole)), policy=policy)
    assert seen[-1][0] == seen[-1][1]
    assert all(done <= whole for done, whole in seen)
    assert seen == sorted(seen)
