"""The files in a store's folder: who uses the engine, who runs it, where it listens, its secrets.

The kernel frees a lock when its holders have died:

- ``users.lock`` is shared by all users; the supervisor takes it alone to see that there is none.
- ``start.lock`` belongs to the one user who is starting the engine.
- ``engine.lock`` belongs to the supervisor from its first moment to its last.
- ``java.lock`` belongs to the supervisor and to its JVM, which may live a little longer if the supervisor is killed.

The engine locks an account for half a minute after some wrong passwords, whoever sent them. So the accounts in use have
random names; ``root`` and ``reader``, which anybody on the machine can guess, are there, but nothing needs them.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import portalocker

from graph.model.errors import StoreError

USERS_LOCK = "users.lock"
START_LOCK = "start.lock"
ENGINE_LOCK = "engine.lock"
JAVA_LOCK = "java.lock"
STATE_FILE = "engine.json"
LOG_FILE = "engine.log"
ENDED_LOG_FILE = "engine.log.1"
SHARED_LOCK = portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING
ACCOUNTS_FILE = "accounts.json"
EXCLUSIVE_LOCK = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING


@dataclass(frozen=True)
class AccountNames:
    """The names of the account that writes and of the one that cannot; by default those of an older store."""

    writer: str = "root"
    reader: str = "reader"


@contextmanager
def folder_errors(home: Path) -> Iterator[None]:
    """Raise faults of the folder as StoreError: no room, no right, another program that does not let go.

    Raises:
        StoreError: ``engine_busy`` when waiting for a lock took too long, ``store_folder`` for any other fault.
    """
    try:
        yield
    except portalocker.LockException as problem:
        raise StoreError("engine_busy", path=str(home)) from problem
    except OSError as problem:
        raise StoreError("store_folder", path=str(home), reason=problem) from problem


def try_lock(file: IO[str], flags: portalocker.LockFlags) -> bool:
    """Take a lock that is not waited for; return whether it was free."""
    try:
        portalocker.lock(file, flags)
    except portalocker.LockException:
        return False
    return True


def running_state(home: Path) -> dict[str, int] | None:
    """Return ``engine.json`` if a supervisor runs and something listens on the port that it names."""
    if not is_supervised(home):
        return None
    try:
        state = read_state(home)
        with socket.create_connection(("127.0.0.1", state["bolt"]), timeout=5):
            return state
    except (OSError, ValueError):
        return None


def read_state(home: Path) -> dict[str, int]:
    """Return what the supervisor wrote when its engine was ready: ``pid``, ``supervisor``, ``bolt``, ``http``.

    Raises:
        OSError: there is no such file, because no engine is ready.
        ValueError: the file is damaged.
    """
    state: dict[str, int] = json.loads((home / STATE_FILE).read_text())
    return state


def is_supervised(home: Path) -> bool:
    """Return whether a supervisor runs for the folder."""
    return _is_taken(home / ENGINE_LOCK)


def is_running(home: Path) -> bool:
    """Return whether a supervisor or a JVM runs for the folder: whether files may still be written."""
    return home.is_dir() and (is_supervised(home) or _is_taken(home / JAVA_LOCK))


def _is_taken(lock: Path) -> bool:
    with lock.open("a") as file:
        return not try_lock(file, EXCLUSIVE_LOCK)


def read_log(home: Path) -> str:
    """Return what the engine printed since its last start."""
    file = home / LOG_FILE
    return file.read_text("utf-8", "replace") if file.exists() else ""


def ended_log_number(home: Path) -> int:
    """Return a number that is another one after each start of the engine; 0 before the second."""
    file = home / ENDED_LOG_FILE
    return file.stat().st_ino if file.exists() else 0


def read_ended_log(home: Path) -> str:
    """Return what the engine before the present one printed."""
    file = home / ENDED_LOG_FILE
    return file.read_text("utf-8", "replace") if file.exists() else ""


def read_or_create_secrets(home: Path) -> tuple[str, str]:
    """Return the passwords of the engine's two accounts, root and reader; make them for a new folder.

    They are made once for a folder, because the engine keeps its users on disk: new ones would lock us out.

    Raises:
        StoreError: the file is damaged.
    """
    file = home / "secrets.json"
    if not file.exists():
        write_in_one_step(file, json.dumps([secrets.token_urlsafe(24), secrets.token_urlsafe(24)]))
    try:
        root, reader = map(str, json.loads(file.read_text("utf-8")))
    except ValueError as problem:
        raise StoreError("engine_secrets", path=str(file)) from problem
    return root, reader


def read_account_names(home: Path) -> AccountNames:
    """Return the names of the engine's accounts.

    Raises:
        StoreError: the file is damaged.
    """
    file = home / ACCOUNTS_FILE
    try:
        writer, reader = map(str, json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return AccountNames()
    except ValueError as problem:
        raise StoreError("engine_secrets", path=str(file)) from problem
    return AccountNames(writer, reader)


def make_account_names(home: Path) -> AccountNames:
    """Return the names of the engine's accounts; make them for a folder that has none, before its engine starts."""
    file = home / ACCOUNTS_FILE
    if not file.exists():
        write_in_one_step(file, json.dumps([f"w{secrets.token_hex(8)}", f"r{secrets.token_hex(8)}"]))
    return read_account_names(home)


def write_in_one_step(file: Path, text: str) -> None:
    """Write a private file as a whole: half a file would lock the store for ever."""
    new_file = file.with_suffix(".new")
    write_private(new_file, text)
    new_file.replace(file)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, never readable by others in between."""
    file.unlink(missing_ok=True)
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", errors="surrogateescape"
    ) as out:
        out.write(text)
