"""The process that owns the embedded engine: starts the JVM, ends it when nobody uses it any more.

``engine.py`` runs it as ``python supervisor.py HOME JAVA BOLT HTTP``. It imports little, so it stays
small, and its command line holds no secret: those stand in files under HOME.
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

import portalocker

LOCK_SECONDS = 5.0
READY_SECONDS = 60.0
STOP_SECONDS = 20.0
PR_SET_PDEATHSIG = 1


def main(home: Path, java: str, bolt: int, http: int) -> int:
    """Start the engine, say so in ``engine.json``, wait for its last user to leave, stop it.

    Args:
        home: the store's folder; ``java.options`` in it is the JVM's argument file.
        java: the JVM's executable.
        bolt, http: the ports that ``java.options`` names.

    Returns:
        0 when the last user left, 1 when the engine did not start or died.
    """
    os.umask(0o077)  # the engine's files are its owner's
    try:  # those who look whether it is held hold it for a moment
        with portalocker.Lock(home / "engine.lock", "a", timeout=LOCK_SECONDS, check_interval=0.02):
            return supervise(home, java, bolt, http)
    except portalocker.LockException:
        return 1  # another supervisor has the folder


def supervise(home: Path, java: str, bolt: int, http: int) -> int:
    """As ``main``, with the folder's lock in hand."""
    child = start_java(home, java)
    threading.Thread(target=stop_when_unused, args=(home, child), daemon=True).start()
    try:
        if not wait_ready(child, http):
            return 1
        write_state_file(home, child, bolt, http)
        return 0 if child.wait() in (0, 143, -signal.SIGTERM) else 1
    finally:
        stop(child)
        remove_state_file(home)


def start_java(home: Path, java: str) -> subprocess.Popen[bytes]:
    """The JVM as a child that dies with this process (on Linux by the kernel's own signal)."""
    with (home / "engine.log").open("wb") as log:
        return subprocess.Popen(
            [java, f"@{home / 'java.options'}"],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={"LC_ALL": "C.UTF-8"} if sys.platform == "linux" else None,  # names of files in UTF-8; nothing else
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_ready(child: subprocess.Popen[bytes], http: int) -> bool:
    """Whether the engine answered in time; False at once when it ended."""
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
    """Take ``engine.json`` away, if it is ours: another supervisor may have followed."""
    state = home / "engine.json"
    try:
        if json.loads(state.read_text())["supervisor"] == os.getpid():
            state.unlink()
    except FileNotFoundError:
        return


def stop_when_unused(home: Path, child: subprocess.Popen[bytes]) -> None:
    """Wait for the lock that every user shares; holding it alone means that all have left or died."""
    with (home / "users.lock").open("a") as users:
        portalocker.lock(users, portalocker.LockFlags.EXCLUSIVE)
        remove_state_file(home)
        stop(child)  # still holding the lock: a newcomer waits until the engine has left the files


def stop(child: subprocess.Popen[bytes]) -> None:
    """End the JVM in good order, or by force when it does not end."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
