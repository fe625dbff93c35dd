"""What a command costs before it does anything: python -m benchmarks.startup

CPU seconds, wall seconds and peak memory of a few commands, each in a process of its own, the first and the second
time. The baselines of the same run are `python -c pass` and `git --version`. `liantu chains` reads a running embedded
store with the bundled datasets, in a temporary LIANTU_HOME; the engine's own CPU and memory are not counted.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.store.embedded.engine import stop_engine
from graph.store.open import open_store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from ui.settings import Settings

LIANTU = (sys.executable, "-c", "from ui.cli import main; main()")  # what the console script runs
PYTHON = "python -c pass"
GIT = "git --version"
COMMANDS: dict[str, Sequence[str]] = {
    PYTHON: (sys.executable, "-c", "pass"),
    GIT: ("git", "--version"),
    "liantu --help": (*LIANTU, "--help"),
    "liantu --version": (*LIANTU, "--version"),
    "liantu load --help": (*LIANTU, "load", "--help"),
    "liantu chains": (*LIANTU, "chains"),
}
# Linux gives a child that has just been spawned its parent's peak memory, and that of this process, which has loaded
# the datasets, is far above a command's. So a bare interpreter spawns the command; its own 8 MB are the least measured.
LAUNCHER = """
import os, sys, time
began = time.perf_counter()
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - began
with open(sys.argv[1], "w") as costs:
    print(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, file=costs)
sys.exit(os.waitstatus_to_exitcode(status))
"""
RUNS = 2  # the second one finds the files in the page cache and the engine's query plans made


@dataclass(frozen=True)
class Cost:
    """The cost of a process: CPU seconds (user and system), wall seconds, peak resident memory in MB."""

    cpu: float
    wall: float
    memory: float


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command and return its cost.

    Raises:
        CalledProcessError: the command failed.
    """
    with tempfile.NamedTemporaryFile() as costs:
        subprocess.run(
            (sys.executable, "-S", "-c", LAUNCHER, costs.name, *command),
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        cpu, wall, memory = map(float, costs.read().split())
    return Cost(cpu, wall, memory)


def main() -> None:
    """Print the costs of every command and their ratios to the baselines."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_env({"LIANTU_HOME": home})
        environment = {**settings.environment(), "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        try:
            with open_store(settings.store) as store:
                load_bundled(store, LOCAL_USER)
                costs = {
                    name: [measure(command, environment) for _ in range(RUNS)] for name, command in COMMANDS.items()
                }
        finally:
            stop_engine(settings.home / "store", force=True)
    print(f"{'':18} run   CPU s  wall s      MB   CPU / python   CPU / git    MB / python")
    for name, runs in costs.items():
        for run, cost in enumerate(runs):
            python, git = costs[PYTHON][run], costs[GIT][run]
            ratios = f"{cost.cpu / python.cpu:12.1f} {cost.cpu / git.cpu:11.1f} {cost.memory / python.memory:14.1f}"
            print(f"{name:18} {run + 1:3} {cost.cpu:7.3f} {cost.wall:7.3f} {cost.memory:7.0f}   {ratios}")


if __name__ == "__main__":
    main()
