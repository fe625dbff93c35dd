"""Faults of the machine: each is told in one sentence, nothing that was acknowledged is lost, and work goes on."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from deploy.neo4j.server import USER, Neo4jServer, missing
from graph.model.errors import LiantuError, StoreError
from graph.model.schema_file import default_schema
from graph.store.check import check_graph
from graph.store.open import open_store
from graph.store.store import Store
from graph.store.transaction import Transaction
from loaders.access.principal import LOCAL_USER
from loaders.history import entry
from loaders.history.log import load_events
from loaders.pipeline import load, undo
from loaders.service.backups import Backups
from tests.support.chaos.operations import records
from tests.support.engine_processes import engine_processes, have_ended, jvm_of
from tests.support.requirements import need
from ui.text import words

DISK_BYTES = 150 << 20
"""A disk on which the store is set up and holds a small list, and then soon has no room."""
BACKUP_DISK_BYTES = 64 << 10
MANY_ROWS = [{"text": "字" * 1000} for _ in range(2000)]
RECOVERY_SECONDS = 60.0
"""How long a store may take to answer again; it takes 3 s on an idle machine."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "store"
    for process in engine_processes(tmp_path):
        process.kill()


def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of its own, which only root can make."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    need("mount", "the right to mount a small disk" if made.returncode else "")
    yield folder
    for process in engine_processes(folder):
        process.kill()
        have_ended([process])
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if sys.platform != "linux":
        pytest.skip("no tmpfs here")
    yield from small_disk(tmp_path / "disk", DISK_BYTES)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    if sys.platform != "linux":
        pytest.skip("no tmpfs here")
    yield from small_disk(tmp_path / "tiny", BACKUP_DISK_BYTES)


def fill(tx: Transaction, parts: int = 40) -> None:
    """Write more in one transaction than a small heap holds."""
    for _ in range(parts):
        tx.run("UNWIND $rows AS row CREATE (n:Filler {text: row.text})", {"rows": MANY_ROWS})


def fill_disk(store: Store) -> tuple[int, LiantuError]:
    """Write until that fails; return how many transactions were acknowledged, and the error."""
    for number in range(10_000):
        try:
            store.write(lambda tx: fill(tx, 1))
        except LiantuError as problem:
            return number, problem
    raise AssertionError


def is_intact(store: Store) -> bool:
    return not check_graph(store, default_schema()).broken


def test_a_full_disk_is_told_and_what_was_written_stays(disk: Path) -> None:
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(DISK_BYTES // 3))
    with open_store(f"embedded:{disk / 'store'}", heap="256m") as store:
        load(store, records("a", 1))
        acknowledged, problem = fill_disk(store)
        assert words("zh").error(problem).startswith("磁盘满了")
    ballast.unlink()
    with open_store(f"embedded:{disk / 'store'}", heap="256m") as store:
        assert [event.dataset for event in load_events(store.read)] == ["a"]
        assert store.read("MATCH (n:Filler) RETURN count(n) AS n") == [{"n": acknowledged * len(MANY_ROWS)}]
        assert is_intact(store)


def test_a_backup_that_finds_no_room_leaves_the_older_ones(home: Path, tiny_disk: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        load(store, records("a", 1))
        backups = Backups(store=store, folder=tiny_disk, principal=LOCAL_USER)
        older = backups.make(verify=False).file
        with suppress(OSError), (tiny_disk / "filler").open("wb") as filler:
            filler.write(bytes(BACKUP_DISK_BYTES))
        with pytest.raises(StoreError, match="disk_full"):
            backups.make(verify=False)
        assert [file.name for file in tiny_disk.glob("*.zip")] == [older.name]
        (tiny_disk / "filler").unlink()
        backups.restore(older, replace=True, save=False)


def test_too_little_memory_is_told_and_what_was_written_stays(home: Path) -> None:
    with open_store(f"embedded:{home}", heap="64m") as store:
        load(store, records("a", 1))
        with pytest.raises(StoreError, match="engine_memory") as caught:
            store.write(fill)
        assert "内存" in words("zh").error(caught.value)
        assert [event.dataset for event in load_events(store.read)] == ["a"]
        assert is_intact(store)
        load(store, records("b", 1))


def test_anothers_lack_of_memory_is_not_told_of_ones_own_mistake(home: Path) -> None:
    with open_store(f"embedded:{home}", heap="64m") as store, open_store(f"embedded:{home}") as other:
        with pytest.raises(StoreError, match="engine_memory"):
            store.write(fill)
        assert other.read("RETURN 1 AS n") == [{"n": 1}]  # on an engine that was started again
        with pytest.raises(LiantuError, match="query_failed"):
            other.read("NOT CYPHER")


def test_a_clock_set_back_changes_no_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(f"embedded:{home}") as store:
        backups = Backups(store=store, folder=home.parent / "backups", principal=LOCAL_USER)
        load(store, records("a", 1))
        first = backups.make(verify=False).file
        back = (datetime.now().astimezone() - timedelta(days=400)).isoformat(timespec="seconds")
        monkeypatch.setattr(entry, "timestamp", lambda: back)
        load(store, records("a", 2))
        report = backups.make(keep=1, verify=False)
        assert report.kept.removed == (first,)
        assert [event.id for event in load_events(store.read)] == ["L1", "L2"]
        undo(store, "L2")
        assert load_events(store.read)[-1].version == load_events(store.read)[0].version
        backups.restore(report.file, replace=True, save=False)
        assert [event.id for event in load_events(store.read)] == ["L1", "L2", "L3"]


class Crowd:
    """A writer and four readers of one store, until they are told to end; what they were told, and what was done."""

    def __init__(self, store: Store) -> None:
        self.store, self.ended = store, threading.Event()
        self.acknowledged: list[int] = []
        self.told: list[LiantuError] = []

    def write(self) -> None:
        for seed in itertools.takewhile(lambda _: not self.ended.is_set(), itertools.count(1)):
            try:
                load(self.store, records("a", seed))
                self.acknowledged.append(seed)
            except LiantuError as problem:
                self.told.append(problem)

    def read(self) -> None:
        while not self.ended.is_set():
            try:
                assert self.store.read("MATCH (d:Dataset) RETURN count(d) AS n") == [{"n": 1}]
            except LiantuError as problem:
                self.told.append(problem)

    def goes_on(self) -> bool:
        """Whether two more writes are acknowledged in time."""
        before, deadline = len(self.acknowledged), time.monotonic() + RECOVERY_SECONDS
        while len(self.acknowledged) < before + 2 and time.monotonic() < deadline:
            self.ended.wait(0.1)
        return len(self.acknowledged) >= before + 2


@pytest.mark.full_profile
def test_readers_and_writers_outlive_an_engine_that_is_killed_again_and_again(home: Path) -> None:
    with open_store(f"embedded:{home}", idle_seconds=60) as store, ThreadPoolExecutor() as pool:
        load(store, records("a", 0))
        crowd = Crowd(store)
        work = [pool.submit(job) for job in (crowd.write, *[crowd.read] * 4)]
        try:
            for _ in range(3):
                jvm_of(home).kill()
                assert crowd.goes_on(), crowd.told[-1:]
        finally:
            crowd.ended.set()
        for job in work:
            job.result(RECOVERY_SECONDS)
        assert len(load_events(store.read)) >= 1 + len(crowd.acknowledged)
        assert is_intact(store)
        assert all(isinstance(problem, StoreError) for problem in crowd.told), crowd.told


@pytest.mark.full_profile
def test_a_neo4j_that_is_restarted_is_found_again(tmp_path: Path) -> None:
    need("neo4j", missing())
    server = Neo4jServer(tmp_path / "neo4j")
    server.start()
    try:
        with open_store(server.url, USER, server.password) as store:
            load(store, records("a", 1))
            server.stop()
            with pytest.raises(StoreError, match="store_unreachable"):
                store.read("RETURN 1 AS x")
            server.start()
            assert [event.dataset for event in load_events(store.read)] == ["a"]
            load(store, records("b", 1))
    finally:
        server.stop()
