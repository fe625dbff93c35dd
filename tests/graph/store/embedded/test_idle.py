"""The engine goes on after its last user for the idle time: who finds it, who keeps it, who ends it, what is left."""

from __future__ import annotations

import random
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model.errors import StoreError
from graph.store.embedded.engine import Engine, stop_engine
from graph.store.open import open_store
from tests.support.engine_processes import (
    engine_processes,
    has_opened,
    have_ended,
    jvm_of,
    leave,
    start_user,
    supervisor_of,
    user_of,
)

pytestmark = pytest.mark.store
LONG, SHORT = 300.0, 0.7
"""Idle times: one that does not end within a test, one that is waited for."""


def wait_for(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return result


def open_and_leave(home: Path, idle_seconds: float) -> int:
    """Use the store for a moment; the pid of the JVM that answered."""
    with open_store(f"embedded:{home}", idle_seconds=idle_seconds) as store:
        assert store.read("RETURN 1 AS x") == [{"x": 1}]
        return jvm_of(home).pid


def test_the_next_user_is_answered_by_the_idle_engine(home: Path) -> None:
    first = open_and_leave(home, LONG)
    assert [open_and_leave(home, 0.0) for _ in range(3)] == [first] * 3  # whoever started it set the idle time


def test_a_newcomer_does_not_wait_while_the_engine_idles(home: Path) -> None:
    open_and_leave(home, LONG)
    for _ in range(20):
        began = time.monotonic()
        engine = Engine(home)
        engine.address()
        engine.close()
        assert time.monotonic() - began < 0.5


def test_the_engine_ends_after_the_idle_time(home: Path) -> None:
    open_and_leave(home, SHORT)
    left, processes = time.monotonic(), engine_processes(home)
    assert len(processes) == 2
    assert have_ended(processes)
    assert time.monotonic() - left >= SHORT - 0.1
    assert not (home / "engine.json").exists()
    assert open_and_leave(home, 0.0)


def test_without_an_idle_time_the_engine_ends_with_its_last_user(home: Path) -> None:
    open_and_leave(home, 0.0)
    assert wait_for(lambda: not engine_processes(home), 10)


@pytest.mark.full_profile
def test_a_newcomer_keeps_the_idle_engine_and_its_leaving_begins_the_idle_time_again(home: Path) -> None:
    idle_seconds = 2.0
    first = open_and_leave(home, idle_seconds)
    with open_store(f"embedded:{home}") as store:
        until = time.monotonic() + 2 * idle_seconds
        assert not wait_for(lambda: time.monotonic() > until and not jvm_of(home).is_running(), 2 * idle_seconds + 0.5)
        assert store.read("RETURN 1 AS x") == [{"x": 1}]
    left = time.monotonic()
    assert jvm_of(home).pid == first
    assert have_ended(engine_processes(home))
    assert idle_seconds - 0.1 <= time.monotonic() - left


@pytest.mark.full_profile
def test_short_visits_between_two_looks_of_the_supervisor_keep_the_engine(home: Path) -> None:
    idle_seconds = 1.5
    first = open_and_leave(home, idle_seconds)
    until = time.monotonic() + 3 * idle_seconds
    while time.monotonic() < until:
        engine = Engine(home)
        engine.close()
        time.sleep(0.3)
    assert open_and_leave(home, 0.0) == first


def test_stop_ends_an_idle_engine_and_waits_until_it_has_left(home: Path) -> None:
    first = open_and_leave(home, LONG)
    processes = engine_processes(home)
    assert stop_engine(home)
    assert have_ended(processes, 1.0)
    assert not (home / "engine.json").exists()
    assert open_and_leave(home, LONG) != first


def test_stop_says_that_no_engine_runs(home: Path) -> None:
    assert not stop_engine(home)
    assert not home.exists()
    open_and_leave(home, LONG)
    assert stop_engine(home)
    assert not stop_engine(home)


def test_stop_is_refused_while_somebody_uses_the_engine(home: Path) -> None:
    user = user_of(home)
    with pytest.raises(StoreError, match="engine_in_use"):
        stop_engine(home)
    assert jvm_of(home).is_running()
    leave(user)


@pytest.mark.full_profile
def test_stop_by_force_ends_an_engine_in_use_and_its_user_starts_it_again(home: Path) -> None:
    with open_store(f"embedded:{home}") as store:
        first, processes = jvm_of(home).pid, engine_processes(home)
        assert stop_engine(home, force=True)
        assert have_ended(processes, 1.0)
        assert store.read("RETURN 1 AS x") == [{"x": 1}]
        assert jvm_of(home).pid != first


def test_stop_waits_for_an_engine_that_is_just_ending(home: Path) -> None:
    open_and_leave(home, 0.0)
    stop_engine(home)
    assert wait_for(lambda: not engine_processes(home), 1)


def test_killing_the_last_user_leaves_nothing_after_the_idle_time(home: Path) -> None:
    user = user_of(home, SHORT)
    processes = engine_processes(home)
    user.kill()
    user.communicate()
    assert have_ended(processes)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_killing_the_supervisor_of_an_idle_engine_leaves_no_jvm(home: Path) -> None:
    open_and_leave(home, LONG)
    processes = engine_processes(home)
    supervisor_of(home).send_signal(signal.SIGKILL)
    assert have_ended(processes)


@pytest.mark.full_profile
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_a_newcomer_gets_a_store_at_once_after_the_supervisor_was_killed(home: Path) -> None:
    for _ in range(3):
        open_and_leave(home, LONG)
        supervisor_of(home).send_signal(signal.SIGKILL)
        open_and_leave(home, LONG)
    assert stop_engine(home)


@pytest.mark.full_profile
def test_killing_the_idle_jvm_lets_the_next_user_start_another(home: Path) -> None:
    first = open_and_leave(home, LONG)
    jvm_of(home).kill()
    assert open_and_leave(home, 0.0) != first


@pytest.mark.full_profile
def test_users_that_race_with_the_end_of_the_idle_time_get_a_store(home: Path) -> None:
    chance = random.Random(18)
    for _ in range(4):
        open_and_leave(home, SHORT)
        offset = SHORT + chance.uniform(-0.7, 0.4)  # a user needs about 0.4 s to come as far as the lock
        time.sleep(max(offset, 0.0))
        users = [start_user(home, 0.0), start_user(home, 0.0)]
        assert all(has_opened(user) for user in users)
        assert len(engine_processes(home)) == 2
        for user in users:
            leave(user)
        assert have_ended(engine_processes(home))


def test_an_idle_engine_listens_on_loopback_and_tells_no_secret(home: Path) -> None:
    open_and_leave(home, LONG)
    secrets = (home / "secrets.json").read_text().strip('[]"').split('", "')
    for process in engine_processes(home):
        assert not any(secret in " ".join(process.cmdline()) for secret in secrets)
        for connection in process.net_connections():
            assert connection.laddr.ip in ("127.0.0.1", "::ffff:127.0.0.1") or connection.type != socket.SOCK_STREAM
    assert stop_engine(home)
