"""The embedded engine (ArcadeDB, from its wheel) as a child process: started, shared, restarted, stopped.

Every process that uses a folder holds a shared lock on it. The first one starts a supervisor, which starts the engine
and stops it when nobody has held that lock for the idle time. Nobody has to say good-bye: the kernel frees the locks
of those that are killed.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage

import portalocker

from graph.model.errors import StoreError
from graph.store.embedded import folder
from graph.store.embedded.folder import folder_errors, is_running, is_supervised, running_state
from graph.store.embedded.java import free_ports, write_options
from graph.store.embedded.jvm import Jvm, engine_jars, find_jvm
from graph.store.retry import retry_attempts

logger = logging.getLogger(__name__)

ENGINE_START_SECONDS = 90.0
"""How long a start may take, and how long to wait for another process's start. Trades patience with a slow disk."""
START_TRIES = 3
"""How often a start is tried: another program may take a port between our choosing it and the engine's opening it."""
ENGINE_STOP_SECONDS = 30.0
"""How long an engine may take to stop in good order, before it is killed. More than the supervisor's own limit."""
QUERY_SECONDS = 30.0
"""Default time limit of one statement: the console's limit."""
POLL_SECONDS = 0.05
"""How often a start, a stop or a lock is looked at while waiting for it."""
IN_USE_LOOKS = 5
"""How many looks must find users: one may meet the supervisor's own short look at the lock."""
HEAP = re.compile(r"[1-9][0-9]{0,5}[kKmMgG]")
"""A heap limit as Java writes it."""
MIN_HEAP_BYTES = 64 << 20
"""The least heap with which the bundled datasets were seen to load."""
MIN_FREE_BYTES = 32 << 20
"""A start needs some 20 MB for the write-ahead log; below this a start that fails is told as a full disk."""
SUPERVISOR = Path(__file__).with_name("supervisor.py")
NO_SPACE = re.compile("No space left on device|not enough space on the disk|Disk quota exceeded")
"""How Java tells a full disk, on Linux and macOS, on Windows, and where a user has a quota."""
OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError"
"""The last words of an engine whose heap was too small."""
PORT_TAKEN = re.compile("BindException|already in use|Unable to listen")


@dataclass(frozen=True)
class Account:
    """An account of the engine."""

    name: str
    password: str


@dataclass(frozen=True, kw_only=True)
class Address:
    """The engine's address on loopback, the account that writes, and the one that cannot."""

    bolt: int
    http: int
    writer: Account
    reader: Account


class Engine:
    """This process's share in the engine of one folder.

    The engine runs with the limits and the idle time of whoever started it; those of later users have no effect.

    Args:
        home: the folder; made when it does not exist.
        heap: the JVM's heap limit, as Java writes it (``1g``).
        query_seconds: how long one statement may take before the engine ends it.
        idle_seconds: how long the engine goes on after its last user has left or died; 0 ends it at once.
        java: the Java runtime's executable; none: chosen among those that are there.
        bulk: whether it is for one bulk load into a new database, and nothing else.

    Raises:
        StoreError: no engine for this machine, the folder cannot be used, or the heap limit is none.
    """

    def __init__(
        self,
        home: Path,
        *,
        heap: str = "1g",
        query_seconds: float = QUERY_SECONDS,
        idle_seconds: float = 0.0,
        java: Path | None = None,
        bulk: bool = False,
    ) -> None:
        if not HEAP.fullmatch(heap) or _heap_bytes(heap) < MIN_HEAP_BYTES:
            raise StoreError("engine_heap", value=heap, least=f"{MIN_HEAP_BYTES >> 20}m")
        self.home, self.heap, self.query_seconds, self.idle_seconds = home, heap, query_seconds, idle_seconds
        self.java, self.bulk = java, bulk
        engine_jars()  # without which there is nothing to start: say so before a folder is made
        self._log_read = 0
        with folder_errors(home):
            self.home = home.resolve()
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._users = portalocker.Lock(
                self.home / folder.USERS_LOCK,
                "a",
                timeout=ENGINE_START_SECONDS,
                check_interval=POLL_SECONDS,
                flags=folder.SHARED_LOCK,
            )
            self._ended_log = folder.ended_log_number(self.home)
            self._users.acquire()  # waits while an engine is being stopped
            self._touch()

    def address(self) -> Address:
        """Return where the engine listens; start it if it does not run.

        Raises:
            StoreError: it does not start.
        """
        with (
            folder_errors(self.home),
            portalocker.Lock(self.home / folder.START_LOCK, "a", timeout=ENGINE_START_SECONDS),
        ):
            root, reader = folder.read_or_create_secrets(self.home)
            state = running_state(self.home) or self._wait_for_start() or self._start(root, reader)
            names = folder.read_account_names(self.home)
            self._log_read = len(folder.read_log(self.home))
        return Address(
            bolt=state["bolt"],
            http=state["http"],
            writer=Account(names.writer, root),
            reader=Account(names.reader, reader),
        )

    def is_lost(self) -> bool:
        """Return whether no supervisor runs any more: what its JVM still answers does not count."""
        return not is_supervised(self.home)

    def is_stopping(self) -> bool:
        """Return whether nobody says any more where the engine listens: it is on its way out."""
        return not (self.home / folder.STATE_FILE).exists()

    def kill(self) -> None:
        """Kill the engine, whoever uses it: nothing else ends a computation that never looks at its time limit."""
        if state := running_state(self.home):
            logger.warning("kill the engine of %s", self.home)
            _kill(state["pid"])

    def close(self) -> None:
        """Leave. The supervisor stops the engine when nobody has used it for the idle time."""
        self._touch()
        self._users.release()

    def _touch(self) -> None:
        """Tell the supervisor that somebody was here: a short visit falls between two of its looks at the lock."""
        with suppress(OSError):  # the folder may be gone, or on a full disk
            os.utime(self.home / folder.USERS_LOCK)

    def _wait_for_start(self) -> dict[str, int] | None:
        """Return the engine that a supervisor is starting for a client that has died; None if there is none."""
        deadline = time.monotonic() + ENGINE_START_SECONDS
        while is_supervised(self.home) and time.monotonic() < deadline:
            if state := running_state(self.home):
                return state
            time.sleep(POLL_SECONDS)
        return None

    def _start(self, root: str, reader: str) -> dict[str, int]:
        tries = retry_attempts(
            "engine start", START_TRIES, lambda problem: bool(PORT_TAKEN.search(folder.read_log(self.home)))
        )
        return tries(self._start_once, find_jvm(self.java), root, reader)

    def _start_once(self, jvm: Jvm, root: str, reader: str) -> dict[str, int]:
        began = time.monotonic()
        bolt, http = free_ports()
        write_options(
            self.home,
            jvm,
            root=root,
            reader=reader,
            names=folder.make_account_names(self.home),
            ports=(bolt, http),
            heap=self.heap,
            query_seconds=self.query_seconds,
            bulk=self.bulk,
        )
        (self.home / folder.STATE_FILE).unlink(missing_ok=True)  # of a supervisor that was killed
        supervisor = self._start_supervisor(jvm.java, bolt, http)
        while supervisor.poll() is None and time.monotonic() < began + ENGINE_START_SECONDS:
            if state := running_state(self.home):
                logger.info("started the engine of %s in %.0f ms", self.home, (time.monotonic() - began) * 1000)
                return state
            time.sleep(POLL_SECONDS)
        supervisor.kill()
        log = folder.read_log(self.home)
        if NO_SPACE.search(log) or disk_usage(self.home).free < MIN_FREE_BYTES:
            raise self._disk_full()
        raise StoreError("engine_start", log=str(self.home / folder.LOG_FILE), tail=log.strip()[-300:])

    def fault(self, ended: bool) -> StoreError | None:
        """Return why the engine has just failed, as far as its logs tell: a full disk, or too little memory.

        Args:
            ended: whether the engine has ended. An engine that goes on has memory enough: the log of the one before
                it tells of somebody else's statement.
        """
        return self.disk_full() or (self._out_of_memory() if ended else None)

    def _out_of_memory(self) -> StoreError | None:
        """Return the error of a heap that was too small, if an engine has ended for it since this was last asked."""
        with suppress(OSError):
            before, self._ended_log = self._ended_log, folder.ended_log_number(self.home)
            ended = folder.read_ended_log(self.home) if before != self._ended_log else ""
            if OUT_OF_MEMORY in ended:
                return StoreError("engine_memory", heap=self.heap)
        return None

    def disk_full(self) -> StoreError | None:
        """Return the error of a full disk if the engine has met one since this was last asked, or since it was opened.

        A write that fails for it says nothing of it, and the engine gives back room as it ends: its log tells.
        """
        with suppress(OSError):
            log = folder.read_log(self.home)
            fresh, self._log_read = log[self._log_read :] if len(log) >= self._log_read else log, len(log)
            if NO_SPACE.search(fresh) or disk_usage(self.home).free == 0:
                return self._disk_full()
        return None

    def _disk_full(self) -> StoreError:
        return StoreError("disk_full", path=str(self.home), free=disk_usage(self.home).free >> 20)

    def _start_supervisor(self, java: Path, bolt: int, http: int) -> subprocess.Popen[bytes]:
        arguments = [str(self.home), str(java), str(bolt), str(http), str(self.idle_seconds)]
        return subprocess.Popen(
            [sys.executable, "-P", str(SUPERVISOR), *arguments],
            cwd=self.home,
            env={name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")},
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _heap_bytes(heap: str) -> int:
    return int(heap[:-1]) << {"k": 10, "m": 20, "g": 30}[heap[-1].lower()]


def stop_engine(home: Path, *, force: bool = False) -> bool:
    """Stop the engine of a folder in good order, and wait until it has left the files.

    Args:
        home: the store's folder.
        force: stop it even while others use it. They start it again with their next statement.

    Returns:
        False where none runs.

    Raises:
        StoreError: ``engine_in_use`` if others use it and ``force`` is not set; ``engine_busy`` if it does not end.
    """
    home = home.resolve()
    with folder_errors(home), ExitStack() as locks:
        if not is_running(home):
            return False
        if not force:
            locks.enter_context(_without_users(home))
        locks.enter_context(portalocker.Lock(home / folder.START_LOCK, "a", timeout=ENGINE_START_SECONDS))
        _terminate(home)
    return True


@contextmanager
def engine_stopped(home: Path) -> Iterator[None]:
    """Stop the engine of a folder, whoever uses it, and let nobody start it within: they wait, and then start it.

    Raises:
        StoreError: ``engine_busy`` if it does not end.
    """
    with folder_errors(home), portalocker.Lock(home / folder.START_LOCK, "a", timeout=ENGINE_START_SECONDS):
        _terminate(home)
        yield


@contextmanager
def _without_users(home: Path) -> Iterator[None]:
    """Hold the users' lock alone, so that newcomers wait until the engine has left the files.

    A supervisor that holds it is just stopping the engine, and is waited for.
    """
    with (home / folder.USERS_LOCK).open("a") as users:
        looks_in_use = 0
        while not folder.try_lock(users, folder.EXCLUSIVE_LOCK):
            looks_in_use += folder.try_lock(users, folder.SHARED_LOCK)  # refused only by one who holds it alone
            portalocker.unlock(users)
            if looks_in_use == IN_USE_LOOKS:
                raise StoreError("engine_in_use", path=str(home))
            time.sleep(POLL_SECONDS)
        yield


def _terminate(home: Path) -> None:
    """Ask the engine to end and wait for its supervisor, which ends after it; kill it if that takes too long."""
    began = time.monotonic()
    while is_running(home):
        waited = time.monotonic() - began
        if waited > 2 * ENGINE_STOP_SECONDS:
            raise StoreError("engine_busy", path=str(home))
        with suppress(ProcessLookupError, FileNotFoundError):  # it has just ended by itself, or is only starting
            pid = folder.read_state(home)["pid"]
            _kill(pid) if waited > ENGINE_STOP_SECONDS else os.kill(pid, signal.SIGTERM)
        time.sleep(POLL_SECONDS)
    logger.info("stopped the engine of %s in %.0f ms", home, (time.monotonic() - began) * 1000)


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
