"""The embedded engine (ArcadeDB, from its wheel) as a child process: started, shared, restarted.

Every process that uses a folder holds a shared lock on it. Whoever comes first starts a supervisor, which starts the
engine and ends it when that lock is free again. Secrets are made once for a folder: the engine keeps its users on
disk, and a new password would lock us out.
"""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import portalocker

from graph.model.errors import StoreError

DATABASE = "kg"
START_SECONDS = 90.0
START_TRIES = 3
QUERY_SECONDS = 30.0
SUPERVISOR = Path(__file__).with_name("supervisor.py")
PORT_TAKEN = re.compile("BindException|already in use|Unable to listen")
SHARED_LOCK = portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING
ALL_RIGHTS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


@dataclass(frozen=True)
class Address:
    """Where the engine listens (on loopback), and the passwords of its two accounts."""

    bolt: int
    http: int
    root: str
    reader: str


class Engine:
    """This process's share in the engine of one folder.

    Args:
        home: the folder; made when it does not exist.
        heap: the JVM's heap limit, as Java writes it (``1g``).
        query_seconds: how long one statement may take before the engine ends it.

    Raises:
        StoreError: no engine for this machine, or it does not start.
    """

    def __init__(self, home: Path, heap: str = "1g", query_seconds: float = QUERY_SECONDS) -> None:
        self.home, self.heap, self.query_seconds = home, heap, query_seconds
        self.java = bundled_java()
        with folder_errors(home):
            self.home = home.resolve()
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._users = portalocker.Lock(
                self.home / "users.lock", "a", timeout=START_SECONDS, check_interval=0.05, flags=SHARED_LOCK
            )
            self._users.acquire()

    def address(self) -> Address:
        """Where the engine is; starts it when it does not run."""
        with folder_errors(self.home), portalocker.Lock(self.home / "start.lock", "a", timeout=START_SECONDS):
            root, reader = self._secrets()
            state = running_state(self.home) or self._starting() or self._start(root, reader)
        return Address(state["bolt"], state["http"], root, reader)

    def kill(self) -> None:
        """End the engine at once, whoever uses it: the only way to end what it computes without looking up."""
        if state := running_state(self.home):
            os.kill(state["pid"], signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def _starting(self) -> dict[str, int] | None:
        """The engine that a supervisor is just starting for a client that has left; None when there is none."""
        deadline = time.monotonic() + START_SECONDS
        while is_supervised(self.home) and time.monotonic() < deadline:
            if state := running_state(self.home):
                return state
            time.sleep(0.05)
        return None

    def close(self) -> None:
        """Leave; the last to leave ends the engine."""
        self._users.release()

    def _secrets(self) -> tuple[str, str]:
        file = self.home / "secrets.json"
        if not file.exists():
            fresh = file.with_suffix(".new")
            write_private(fresh, json.dumps([secrets.token_urlsafe(24), secrets.token_urlsafe(24)]))
            fresh.replace(file)  # in one step: half a file would lock the store for ever
        try:
            root, reader = map(str, json.loads(file.read_text("utf-8")))
        except ValueError as problem:
            raise StoreError("engine_secrets", path=str(file)) from problem
        return root, reader

    def _start(self, root: str, reader: str) -> dict[str, int]:
        for _ in range(START_TRIES):  # again when another program took a port in between
            bolt, http = free_ports()
            self._configure(root, reader, bolt, http)
            (self.home / "engine.json").unlink(missing_ok=True)  # of an engine that could not take it away
            command = [sys.executable, "-P", str(SUPERVISOR), str(self.home), str(self.java), str(bolt), str(http)]
            supervisor = subprocess.Popen(
                command,
                cwd=self.home,
                env={name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")},
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            deadline = time.monotonic() + START_SECONDS
            while supervisor.poll() is None and time.monotonic() < deadline:
                if state := running_state(self.home):
                    return state
                time.sleep(0.05)
            supervisor.kill()
            log = read_log(self.home)
            if not PORT_TAKEN.search(log):
                break
        raise StoreError("engine_start", log=str(self.home / "engine.log"), tail=log.strip()[-300:])

    def _configure(self, root: str, reader: str, bolt: int, http: int) -> None:
        (self.home / "config").mkdir(exist_ok=True)
        write_private(self.home / "config" / "server-groups.json", json.dumps(account_groups()))
        write_private(self.home / "config" / "root", root)
        settings = {
            "server.rootPath": ".",  # relative: the folder's own name may be in any script
            "server.rootPasswordPath": "config/root",
            "server.httpIncomingHost": "127.0.0.1",
            "server.httpIncomingPort": http,
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt.host": "127.0.0.1",
            "bolt.port": bolt,
            "opencypher.loadCsv.allowFileUrls": "false",
            "opencypher.loadCsv.allowRemoteUrls": "false",
            "command.timeout": int(self.query_seconds * 1000),
            "txWalFlush": 2,  # fsync at commit: a load that was reported is on the disk
            "server.defaultDatabases": f"{DATABASE}[reader:{reader}:reader]",
        }
        lines = [
            f"-Xmx{self.heap}",
            "-Xms16m",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:TrimNativeHeapInterval=1000",  # what compiling took goes back to the system
            "-XX:+ExitOnOutOfMemoryError",  # a limping engine is worse than one that is started again
            "-Djava.awt.headless=true",
            "--add-modules jdk.incubator.vector",
            "--add-opens java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens java.base/java.nio.channels.spi=ALL-UNNAMED",
            *(quote_option(f"-Darcadedb.{key}={value}") for key, value in settings.items()),
            "-cp " + quote_option(str(self.java.parents[2] / "jars" / "*")),
            "com.arcadedb.server.ArcadeDBServer",
        ]
        write_private(self.home / "java.options", "\n".join(lines))


@contextmanager
def folder_errors(home: Path) -> Iterator[None]:
    """Faults of the folder (no room, no right, no end of waiting for another program) as ours."""
    try:
        yield
    except portalocker.LockException as problem:
        raise StoreError("engine_busy", path=str(home)) from problem
    except OSError as problem:
        raise StoreError("store_folder", path=str(home), reason=problem) from problem


def read_log(home: Path) -> str:
    """What the engine said at its last start."""
    file = home / "engine.log"
    return file.read_text("utf-8", "replace") if file.exists() else ""


def bundled_java() -> Path:
    """The JVM inside the engine's wheel; StoreError where the wheel is not there or does not fit the machine."""
    spec = find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise StoreError("engine_missing", system=platform.system(), machine=platform.machine())
    java = Path(spec.submodule_search_locations[0]) / "jre" / "bin" / ("java.exe" if os.name == "nt" else "java")
    if not java.exists():
        raise StoreError("engine_missing", system=platform.system(), machine=platform.machine())
    return java


def running_state(home: Path) -> dict[str, int] | None:
    """What ``engine.json`` says, when a supervisor stands behind it and something listens there."""
    if not is_supervised(home):
        return None
    try:
        state: dict[str, int] = json.loads((home / "engine.json").read_text())
        with socket.create_connection(("127.0.0.1", state["bolt"]), timeout=5):
            return state
    except (OSError, ValueError):
        return None


def is_supervised(home: Path) -> bool:
    """Whether a supervisor holds the folder: it does from its first moment to its last."""
    with (home / "engine.lock").open("a") as mark:
        try:
            portalocker.lock(mark, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.LockException:
            return True
    return False


def account_groups() -> dict[str, object]:
    """The engine's accounts: the admin writes, the reader only reads, nobody else may do anything."""

    def group(access: list[str], rights: list[str]) -> dict[str, object]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": rights}}}

    admin = group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], ALL_RIGHTS)
    named = {"admin": admin, "reader": group([], ["readRecord"]), "*": group([], [])}
    return {"version": 2, "databases": {"*": {"groups": named}}}


def free_ports() -> tuple[int, int]:
    """Two ports of loopback that were free a moment ago."""
    with socket.socket() as one, socket.socket() as other:  # held together, or both might be the same
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, never readable in between."""
    file.unlink(missing_ok=True)
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", errors="surrogateescape"
    ) as out:
        out.write(text)


def quote_option(option: str) -> str:
    """An option for Java's argument file: quoted, with backslashes doubled."""
    return '"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"'
