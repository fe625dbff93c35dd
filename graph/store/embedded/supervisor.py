"""The process that owns the embedded engine: starts the JVM, stops it when nobody has used it for a while.

``engine.py`` runs it as ``python supervisor.py HOME JAVA BOLT HTTP IDLE_SECONDS``. It imports little, so that it stays
small, and its command line holds no secret: those stand in private files under HOME.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

import portalocker

LOCK_SECONDS = 5.0
"""How long to try for the supervisor's lock: those who look whether it is taken hold it for a moment."""
READY_SECONDS = 60.0
"""How long the JVM may take until it answers. Less than a client waits (``engine.START_SECONDS``)."""
JVM_STOP_SECONDS = 20.0
"""How long the JVM may take to end in good order, before it is killed."""
LOOK_SECONDS = 1.0
"""How often an idle engine's supervisor looks for users: the idle time is longer by this at most."""
PR_SET_PDEATHSIG = 1
"""The number of Linux's prctl option."""


def main(home: Path, java: str, bolt: int, http: int, idle_seconds: float) -> int:
    """Start the engine, write ``engine.json``, wait until nobody has used it for the idle time, stop it.

    Args:
        home: the store's folder; ``java.options`` in it is the JVM's argument file.
        java: the JVM's executable.
        bolt, http: the ports that ``java.options`` names.
        idle_seconds: how long the engine goes on after its last user has left or died.

    Returns:
        0 when it was stopped, 1 when the engine did not start or died.
    """
    os.umask(0o077)  # the engine's files are its owner's
    try:
        with (
            portalocker.Lock(home / "engine.lock", "a", timeout=LOCK_SECONDS, check_interval=0.02),
            portalocker.Lock(home / "java.lock", "a", timeout=JVM_STOP_SECONDS, check_interval=0.02) as java_lock,
        ):
            return supervise(home, start_java(home, java, java_lock), bolt, http, idle_seconds)
    except portalocker.LockException:
        return 1  # another supervisor has the folder, or the JVM of one that was killed does not end


def supervise(home: Path, child: subprocess.Popen[bytes], bolt: int, http: int, idle_seconds: float) -> int:
    """Do as ``main``, while the supervisor's lock is held and the JVM is starting."""
    threading.Thread(target=stop_when_unused, args=(home, child, idle_seconds), daemon=True).start()
    try:
        if not wait_ready(child, http):
            return 1
        write_state_file(home, child, bolt, http)
        return 0 if child.wait() in (0, 143, -signal.SIGTERM) else 1  # 143: Java's own code for SIGTERM
    finally:
        stop(child)
        remove_state_file(home)


def start_java(home: Path, java: str, java_lock: IO[str]) -> subprocess.Popen[bytes]:
    """Start the JVM as a child that dies with this process (on Linux by the kernel's own signal).

    The child inherits ``java.lock`` and so holds it until its own end: if this process is killed, the next supervisor
    waits until the JVM, too, has left the files.
    """
    log_file = home / "engine.log"
    if log_file.exists():
        log_file.replace(home / "engine.log.1")  # why the last one ended stands there
    with log_file.open("wb") as log:
        return subprocess.Popen(
            [java, f"@{home / 'java.options'}"],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={"LC_ALL": "C.UTF-8"} if sys.platform == "linux" else None,  # names of files in UTF-8; nothing else
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
            pass_fds=(java_lock.fileno(),) if os.name == "posix" else (),
        )


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_ready(child: subprocess.Popen[bytes], http: int) -> bool:
    """Return whether the engine answered in time; False at once when it ended."""
    deadline = time.monotonic() + READY_SECONDS
    while child.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{http}/api/v1/ready", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False


def write_state_file(home: Path, child: subprocess.Popen[bytes], bolt: int, http: int) -> None:
    """Write ``engine.json`` in one step: whoever reads it finds an engine that answers."""
    state = home / "engine.json.new"
    state.write_text(json.dumps({"pid": child.pid, "supervisor": os.getpid(), "bolt": bolt, "http": http}))
    state.replace(home / "engine.json")


def remove_state_file(home: Path) -> None:
    """Remove ``engine.json`` if it is ours: another supervisor may have followed."""
    state = home / "engine.json"
    try:
        if json.loads(state.read_text())["supervisor"] == os.getpid():
            state.unlink()
    except FileNotFoundError:
        return


def stop_when_unused(home: Path, child: subprocess.Popen[bytes], idle_seconds: float) -> None:
    """Stop the engine when nobody has used it for the idle time."""
    with (home / "users.lock").open("a") as users:
        lock_when_unused(users, idle_seconds)
        remove_state_file(home)
        stop(child)  # still holding the lock: a newcomer waits until the engine has left the files


def lock_when_unused(users: IO[str], idle_seconds: float) -> None:
    """Return, holding the users' lock alone, when nobody has used the engine for ``idle_seconds``.

    Holding the lock alone means that all users have left or died. In between it is given back, so that a newcomer has
    it at once. Users who come and go between two looks are seen by the time of the file, which each of them touches.
    """
    last_visit, unused_since = -1, 0.0
    while True:
        portalocker.lock(users, portalocker.LockFlags.EXCLUSIVE)
        visit, now = os.fstat(users.fileno()).st_mtime_ns, time.monotonic()
        if visit != last_visit:
            last_visit, unused_since = visit, now
        remaining = unused_since + idle_seconds - now
        if remaining <= 0:
            return
        portalocker.unlock(users)
        time.sleep(min(remaining, LOOK_SECONDS))


def stop(child: subprocess.Popen[bytes]) -> None:
    """Stop the JVM in good order, or kill it when it does not end."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(JVM_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])))
