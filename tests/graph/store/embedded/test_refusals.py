"""An engine that hangs, or that others' wrong passwords have locked: told in time, in one sentence, and over when it is."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError

from graph.model.errors import StoreError
from graph.store import connection, open, watchdog
from graph.store.embedded import folder
from graph.store.embedded.engine import stop_engine
from graph.store.open import open_store
from graph.store.readonly import run_console_query
from graph.store.store import Store
from graph.store.transaction import Transaction
from ui.text import words

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be stopped here")

STOP_SECONDS = 10  # far more than a machine with 20 busy processes needs
GUESSES = 30  # wrong passwords; about half of them lock an account


def jvm(home: Path) -> int:
    return int(folder.read_state(home)["pid"])


def stop(home: Path) -> None:
    """Stop the engine's process, and wait until it stands still: on a busy machine it answers for a while after the signal."""
    process = psutil.Process(jvm(home))
    process.suspend()
    deadline = time.monotonic() + STOP_SECONDS
    while process.status() != psutil.STATUS_STOPPED:
        assert time.monotonic() < deadline, "the engine goes on after SIGSTOP"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(f"embedded:{home}") as store:
        store.read("RETURN 1 AS x")
        yield store
        os.kill(jvm(home), signal.SIGCONT)


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "PULSE_SECONDS", 2.0)
    monkeypatch.setattr(watchdog, "QUIET_SECONDS", 0.5)
    for module in (connection, open):
        monkeypatch.setattr(module, "ACQUISITION_TIMEOUT_SECONDS", 2)


def hang_between(home: Path) -> Callable[[Transaction], object]:
    """Two writes, between which the engine stops."""

    def work(tx: Transaction) -> object:
        tx.run("CREATE (n:Entity:Park {id: 'a'})")
        stop(home)
        return tx.run("CREATE (n:Entity:Park {id: 'b'})")

    return work


def test_an_engine_that_hangs_is_told_whatever_is_asked(home: Path, store: Store, short_patience: None) -> None:
    stop(home)
    for ask in (
        lambda: store.read("RETURN 1 AS x"),
        lambda: store.write(lambda tx: tx.run("CREATE (n:Entity:Park {id: 'a'})")),
        lambda: run_console_query(store, "RETURN 1", rows=1, seconds=30),
        lambda: open_store(f"embedded:{home}"),
    ):
        began = time.monotonic()
        with pytest.raises(StoreError, match="store_hangs") as caught:
            ask()
        assert time.monotonic() - began < 10
        assert "没有应答" in words("zh").error(caught.value)
    os.kill(jvm(home), signal.SIGCONT)
    assert store.read("MATCH (n:Park) RETURN count(n) AS parks") == [{"parks": 0}]


def test_a_write_that_hangs_in_the_middle_leaves_nothing(home: Path, store: Store, short_patience: None) -> None:
    with pytest.raises(StoreError, match="store_hangs"):
        store.write(hang_between(home))
    os.kill(jvm(home), signal.SIGCONT)
    assert store.read("MATCH (n:Park) RETURN count(n) AS parks") == [{"parks": 0}]


def test_a_statement_that_takes_longer_than_the_patience_is_not_cut_off(store: Store, short_patience: None) -> None:
    def work(tx: Transaction) -> object:
        tx.run("RETURN 1 AS x")
        time.sleep(5)
        return tx.run("RETURN 2 AS x")

    assert store.write(work) == [{"x": 2}]


def guess(home: Path, name: str) -> None:
    """Try wrong passwords, as any program of the machine may."""
    for number in range(GUESSES):
        with (
            pytest.raises(AuthError),
            neo4j.GraphDatabase.driver(
                f"bolt://127.0.0.1:{folder.read_state(home)['bolt']}", auth=(name, f"{number}")
            ) as driver,
        ):
            driver.verify_connectivity()


def test_guesses_at_known_names_lock_nobody_out(home: Path, store: Store) -> None:
    for name in ("root", "reader"):
        guess(home, name)
    began = time.monotonic()
    with open_store(f"embedded:{home}") as second:
        assert second.read("RETURN 1 AS x") == [{"x": 1}]
    assert time.monotonic() - began < open.LOCKED_SECONDS


def test_a_locked_account_is_told(home: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open, "LOCKED_SECONDS", 1.0)
    guess(home, folder.read_account_names(home).reader)
    with pytest.raises(StoreError, match="engine_locked"):
        open_store(f"embedded:{home}")


def test_account_names_are_private_random_and_kept(home: Path, store: Store, tmp_path: Path) -> None:
    names = folder.read_account_names(home)
    assert (home / folder.ACCOUNTS_FILE).stat().st_mode & 0o777 == 0o600
    assert folder.make_account_names(home) == names
    tmp_path.joinpath("other").mkdir()
    other = folder.make_account_names(tmp_path / "other")
    assert len({names.writer, names.reader, other.writer, other.reader, "root", "reader"}) == 6


def test_a_store_from_before_the_random_names_opens_with_its_old_ones_and_gets_new_ones(home: Path) -> None:
    with open_store(f"embedded:{home}", idle_seconds=60) as store:
        (home / folder.ACCOUNTS_FILE).rename(home / "kept")
        with open_store(f"embedded:{home}") as second:  # as while an older program runs the engine
            assert second.read("RETURN 1 AS x") == [{"x": 1}]
        store.write(lambda tx: tx.run("CREATE (n:Entity:Park {id: 'a'})"))
    stop_engine(home)
    with open_store(f"embedded:{home}") as store:
        assert store.read("MATCH (n:Park) RETURN n.id AS id") == [{"id": "a"}]
    assert (home / folder.ACCOUNTS_FILE).read_text() != (home / "kept").read_text()


def test_a_broken_file_of_names_is_told(tmp_path: Path) -> None:
    (tmp_path / folder.ACCOUNTS_FILE).write_text(json.dumps(["one"]))
    with pytest.raises(StoreError, match="engine_secrets"):
        folder.read_account_names(tmp_path)
