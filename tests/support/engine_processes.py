"""The embedded engine's processes of one folder, and users of it in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil

OPEN_AND_WAIT = """
import sys
from graph.store.open import open_store
with open_store(sys.argv[1], idle_seconds=float(sys.argv[2])) as store:
    print(store.read("RETURN 1 AS x"), flush=True)
    sys.stdin.read()
"""


def engine_processes(home: Path) -> list[psutil.Process]:
    """The supervisor and the JVM of a folder."""
    processes = []
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if any(str(home) in part for part in line) and any(
            "supervisor" in part or "java.options" in part for part in line
        ):
            processes.append(process)
    return processes


def supervisor_of(home: Path) -> psutil.Process:
    """The supervisor of a folder."""
    return next(p for p in engine_processes(home) if any("supervisor.py" in part for part in p.cmdline()))


def jvm_of(home: Path) -> psutil.Process:
    """The JVM of a folder."""
    return next(p for p in engine_processes(home) if any("java.options" in part for part in p.cmdline()))


def have_ended(processes: list[psutil.Process], seconds: float = 30.0) -> bool:
    """Whether all end in time; a zombie has ended, its parent only has not looked yet."""
    _, alive = psutil.wait_procs(processes, timeout=min(3.0, seconds))
    return (
        all(process.status() == psutil.STATUS_ZOMBIE for process in alive)
        or not psutil.wait_procs(alive, timeout=max(seconds - 3.0, 0.0))[1]
    )


def start_user(home: Path, idle_seconds: float = 0.0) -> subprocess.Popen[str]:
    """A process that opens the store, reads from it, and uses it until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WAIT, f"embedded:{home}", str(idle_seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def has_opened(user: subprocess.Popen[str]) -> bool:
    """Wait until a user has read from the store; False if it could not."""
    assert user.stdout
    return user.stdout.readline() == "[{'x': 1}]\n"


def user_of(home: Path, idle_seconds: float = 0.0) -> subprocess.Popen[str]:
    """A process that has opened the store."""
    user = start_user(home, idle_seconds)
    assert has_opened(user)
    return user


def leave(user: subprocess.Popen[str]) -> None:
    """Let a user close its store and end."""
    user.communicate("", timeout=60)
