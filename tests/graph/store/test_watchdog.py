"""A server that hangs is told from one that computes, that refuses, and that is gone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from graph.model.errors import StoreError
from graph.store import watchdog
from graph.store.watchdog import Pulse, Watchdog, pulse_of


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "PULSE_SECONDS", 0.5)
    monkeypatch.setattr(watchdog, "QUIET_SECONDS", 0.2)
    monkeypatch.setattr(watchdog, "WATCH_SECONDS", 0.05)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def pulse(server: socket.socket) -> Pulse:
    return Pulse("127.0.0.1", server.getsockname()[1])


def answer_all(server: socket.socket) -> None:
    """Answer each connection as a Bolt server does that agrees to no version, while the main thread goes on."""

    def run() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                connection.sendall(bytes(4))

    threading.Thread(target=run, daemon=True).start()


def test_who_says_nothing_hangs(listener: socket.socket) -> None:
    assert not pulse(listener).is_felt()


def test_who_answers_lives(listener: socket.socket) -> None:
    answer_all(listener)
    assert pulse(listener).is_felt()


def test_who_refuses_does_not_hang(listener: socket.socket) -> None:
    refused = pulse(listener)
    listener.close()
    assert refused.is_felt()


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("bolt://127.0.0.1:1234", Pulse("127.0.0.1", 1234)),
        ("neo4j+ssc://[::1]", Pulse("::1", 7687, tls=True)),
        ("bolt+s://db.example.com:9", Pulse("db.example.com", 9, tls=True)),
    ],
)
def test_the_address_of_a_pulse(uri: str, expected: Pulse) -> None:
    assert pulse_of(uri) == expected


def test_a_long_statement_on_a_living_server_is_left_alone(listener: socket.socket) -> None:
    answer_all(listener)
    dropped = threading.Event()
    dog = Watchdog(pulse(listener), dropped.set)
    with dog.watching():
        assert not dropped.wait(1.5)
    assert not dog.hangs
    dog.close()


def test_a_statement_on_a_hanging_server_is_dropped_in_time(listener: socket.socket) -> None:
    dropped, began = threading.Event(), time.monotonic()
    dog = Watchdog(pulse(listener), dropped.set)
    with dog.watching():
        assert dropped.wait(10)
    assert dog.hangs
    assert time.monotonic() - began > 0.5


def test_nothing_is_asked_between_statements(listener: socket.socket) -> None:
    dropped = threading.Event()
    dog = Watchdog(pulse(listener), dropped.set)
    with dog.watching():
        pass
    assert not dropped.wait(1)
    dog.close()


def test_an_answer_is_waited_for_as_long_as_the_server_lives(listener: socket.socket) -> None:
    answer: Future[str] = Future()
    threading.Timer(0.8, answer.set_result, ["done"]).start()
    answer_all(listener)
    assert pulse(listener).wait_for(answer) == "done"


def test_an_answer_of_a_hanging_server_is_not_waited_for(listener: socket.socket) -> None:
    with pytest.raises(StoreError, match="store_hangs"):
        pulse(listener).wait_for(Future())


def test_all_of_it_is_told_within_fifteen_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert watchdog.QUIET_SECONDS + 2 * watchdog.WATCH_SECONDS + watchdog.PULSE_SECONDS < 14
