from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.model.errors import StoreError
from graph.model.schema_file import default_schema
from graph.store import write_lock, writes
from graph.store.backup import restore as restoring
from graph.store.backup import write as writing
from graph.store.backup.archive import open_archive
from graph.store.backup.beside import BesideFile
from graph.store.backup.pause import writers_paused
from graph.store.backup.restore import contents
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.dataset.folder import read_dataset
from loaders.history.log import load_events
from loaders.pipeline import load, undo, unload
from loaders.service.backups import Backups
from tests.support.people import LI_SI
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server

MORE = {**TABLES, "leads.csv": TABLES["leads.csv"].replace("可能在第二环", "可能在第一环")}


def load_small(store: Store, home: Path, id_: str = "small", *, changed: bool = False) -> None:
    load(store, read_dataset(folder(home, id_, MORE if changed else TABLES)))


@pytest.fixture
def loaded(server: Server, tmp_path: Path) -> Store:
    """A store with a dataset that was loaded twice, so that it has a history."""
    store = server.empty()
    load_small(store, tmp_path)
    load_small(store, tmp_path, changed=True)
    return store


def test_everything_comes_back_with_its_history(loaded: Store, tmp_path: Path) -> None:
    backups = Backups(store=loaded, folder=tmp_path / "backups", principal=LI_SI)
    before, file = contents(loaded, default_schema()), backups.make().file
    unload(loaded, "small")
    report = backups.restore(file, replace=True)
    assert (report.manifest.records, report.manifest.events) == (before[0].records, 2)
    *events, last = load_events(loaded.read)
    assert [event.id for event in events] == ["L1", "L2"]
    assert (last.context.action, last.context.who, last.context.file) == ("restore", "李四", file.name)
    undo(loaded, "L2")
    undo(loaded, "L4")
    backups.restore(file, replace=True)
    assert contents(loaded, default_schema())[1][0] == before[1][0]


def test_what_is_replaced_is_backed_up_first(loaded: Store, tmp_path: Path) -> None:
    backups = Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER)
    file = backups.make(verify=False).file
    unload(loaded, "small")
    before = contents(loaded, default_schema())
    saved = backups.restore(file, replace=True).saved
    assert saved
    with open_archive(saved) as archive:
        assert archive.manifest.members == before[1]


def test_a_full_store_does_not_give_way_by_mistake(loaded: Store, tmp_path: Path) -> None:
    backups = Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER)
    file = backups.make(verify=False).file
    with pytest.raises(StoreError, match="import_not_empty"):
        backups.restore(file)


def test_a_damaged_backup_changes_nothing(loaded: Store, tmp_path: Path) -> None:
    backups = Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER)
    file, before = backups.make(verify=False).file, contents(loaded, default_schema())
    file.write_bytes(file.read_bytes()[:-1000])
    with pytest.raises(StoreError, match="backup_damaged"):
        backups.restore(file, replace=True)
    assert contents(loaded, default_schema()) == before


def test_a_damaged_row_is_not_backed_up(loaded: Store, tmp_path: Path) -> None:
    loaded.write(lambda tx: tx.run("MATCH (n:Park {id: 'park-a'}) SET n.name = '乙园'"))
    with pytest.raises(StoreError, match="export_broken"):
        Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER).make()


def test_a_damaged_event_is_not_backed_up(loaded: Store, tmp_path: Path) -> None:
    loaded.write(lambda tx: tx.run("MATCH (n:LoadEvent {id: 'L1'}) SET n.who = '别人'"))
    with pytest.raises(StoreError, match="backup_broken_log"):
        Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER).make()


def test_a_restore_that_was_cut_off_is_told_and_completed(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER)
    before, file = contents(loaded, default_schema()), backups.make(verify=False).file

    def cut(*_: object) -> None:
        raise StoreError("store_lost", reason="test")

    with monkeypatch.context() as patch:
        patch.setattr(restoring._Restore, "_hand_over", cut)
        with pytest.raises(StoreError, match="store_lost"):
            backups.restore(file, replace=True)
    with pytest.raises(StoreError, match="store_restoring"):
        loaded.setup(default_schema())
    with pytest.raises(StoreError, match="store_restoring"):
        load_small(loaded, tmp_path)
    backups.restore(file)
    assert contents(loaded, default_schema())[1][0] == before[1][0]
    load_small(loaded, tmp_path)


def test_a_write_in_the_middle_makes_the_backup_start_again(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_log, times = writing.write_log, iter([True])

    def disturbed(*arguments):  # type: ignore[no-untyped-def]
        if next(times, False):
            load_small(loaded, tmp_path, "second")
        return write_log(*arguments)

    monkeypatch.setattr(writing, "write_log", disturbed)
    assert (
        Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER).make(verify=False).manifest.events == 3
    )
    assert loaded.read(writes.read_pause()) == [{"paused": None}]


def test_writers_wait_while_the_graph_is_paused(loaded: Store, tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        with writers_paused(loaded) as pause:
            writer = pool.submit(load_small, loaded, tmp_path, "second")
            assert pause.is_held()
            assert not writer.done()
            assert len(load_events(loaded.read)) == 2
        writer.result(30)
    assert len(load_events(loaded.read)) == 3


def test_a_pause_that_nobody_ends_is_ended_by_who_waits(
    loaded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_lock, "PAUSE_SECONDS", 0.1)
    with writers_paused(loaded) as pause:
        load_small(loaded, tmp_path, "second")
        assert not pause.is_held()


def test_a_backup_among_writers_is_of_one_moment(loaded: Store, tmp_path: Path) -> None:
    backups, ended = Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER), threading.Event()
    acknowledged: list[int] = []

    def write(number: int) -> None:
        changed = False
        while not ended.is_set():
            load_small(loaded, tmp_path / str(number), f"of-{number}", changed=changed)
            acknowledged.append(len(acknowledged))
            changed = not changed

    with ThreadPoolExecutor() as pool:
        writers = [pool.submit(write, number) for number in range(4)]
        try:
            reports = []
            for _ in range(3):
                before = len(acknowledged)
                reports.append((before, backups.make(verify=False)))
        finally:
            ended.set()
        for writer in writers:
            writer.result(60)
    assert len(load_events(loaded.read)) == 2 + len(acknowledged)
    for before, report in reports:
        assert report.manifest.events >= 2 + before
        assert not report.manifest.loading
    final = reports[-1][1].file
    backups.restore(final, replace=True)  # compares what it has restored with the backup


def test_the_files_beside_the_store_come_back(loaded: Store, tmp_path: Path) -> None:
    views, accounts, absent = tmp_path / "views", tmp_path / "accounts.yaml", tmp_path / "absent"
    (views / "deep").mkdir(parents=True)
    (views / "deep" / "a.json").write_text("甲")
    accounts.write_text("as it was")
    beside = (
        BesideFile(name="views", path=views),
        BesideFile(name="accounts", path=accounts, only_missing=True),
        BesideFile(name="absent", path=absent),
    )
    backups = Backups(store=loaded, folder=tmp_path / "backups", principal=LOCAL_USER, beside=beside)
    file = backups.make(verify=False).file
    (views / "deep" / "a.json").write_text("乙")
    (views / "later.json").write_text("丙")
    accounts.write_text("an account was closed since")
    report = backups.restore(file, replace=True)
    assert (report.restored, report.left) == (("views",), ("accounts",))
    assert (views / "deep" / "a.json").read_text() == "甲"
    assert not (views / "later.json").exists()
    assert accounts.read_text() == "an account was closed since"
    accounts.unlink()
    assert backups.restore(file, replace=True).restored == ("views", "accounts")
    assert accounts.read_text() == "as it was"
