"""A storm: writers are killed at random moments; every twentieth time the engine is, or everything at once."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
import traceback
from pathlib import Path

import msgspec
import psutil

from graph.model.errors import LiantuError
from graph.store.embedded.engine import stop_engine
from tests.support.chaos import operations
from tests.support.chaos.examine import Examination, examine
from tests.support.chaos.state import Acknowledged, ChaosState
from tests.support.engine_processes import engine_processes, have_ended

ENGINE_EVERY = 20
"""Every so many strikes the engine is killed instead of the writer; every second of these, all processes at once."""
STRIKES_A_ROUND = 150
"""Strikes on one store; then a new one begins, because reading the log takes longer as it grows."""
SPARED = 0.1
"""The share of operations that nobody disturbs: so there is something to lose, and it is known how long they take."""
LONGEST_SECONDS = 90.0
"""How long an operation or an examination may take before that is a fault."""


class Child:
    """A process that runs a function, forked from this one, which has everything imported and no thread."""

    def __init__(self, work) -> None:  # type: ignore[no-untyped-def]
        self._read, write = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(self._read)
            os.dup2(write, 1)
            os.setpgid(0, 0)
            code = 1
            try:
                work()
                code = 0
            except LiantuError as problem:
                os.write(1, f"error {problem}\n".encode())
            except Exception:  # noqa: BLE001  # whatever it is, the parent tells it
                os.write(1, f"error {traceback.format_exc()}\n".encode())
            finally:
                os._exit(code)
        os.close(write)

    def said_within(self, seconds: float) -> bool:
        """Return whether it says something, or ends, in time."""
        return bool(select.select([self._read], [], [], seconds)[0])

    def kill(self) -> None:
        """Kill it, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)

    def result(self) -> str:
        """Wait for its end and return what it said."""
        with os.fdopen(self._read, encoding="utf-8") as said:
            text = said.read()
        os.waitpid(self.pid, 0)
        return text


class Storm:
    """Strikes on one store after the other.

    Args:
        folder: where the stores and the state are.
        state: the counts; written after every strike.
    """

    def __init__(self, folder: Path, state: ChaosState) -> None:
        self.folder, self.state = folder.absolute(), state
        self.folder.mkdir(parents=True, exist_ok=True)
        self.chance = random.Random(f"{state.round}/{state.kills}/{state.strikes}")
        self.durations: dict[str, float] = {}

    @property
    def home(self) -> Path:
        """Return the folder of the present round."""
        return self.folder / f"round-{self.state.round}"

    @property
    def url(self) -> str:
        """Return the present store's address."""
        return f"embedded:{self.home / 'store'}"

    def run(self, *, kills: int, seconds: float) -> list[str]:
        """Strike until so many kills, or until the time is over; return the faults of the first strike that has any."""
        end = time.monotonic() + seconds
        while self.state.kills < kills and time.monotonic() < end:
            if self.state.strikes >= STRIKES_A_ROUND:
                self._next_round()
            if faults := self._strike():
                return faults
        return []

    def close(self) -> None:
        """Stop the engine."""
        if (self.home / "store").is_dir():
            stop_engine(self.home / "store", force=True)

    def _next_round(self) -> None:
        self.close()
        shutil.rmtree(self.home)
        self.state.round, self.state.strikes, self.state.acknowledged = self.state.round + 1, 0, []

    def _strike(self) -> list[str]:
        names = list(operations.OPERATIONS)
        name = self.chance.choices(names, [operations.WEIGHTS[name] for name in names])[0]
        seed = self.chance.getrandbits(32)
        self.home.mkdir(exist_ok=True)
        began = time.monotonic()
        child = Child(lambda: operations.run(name, self.url, seed, self.home))
        spared = name not in self.durations or self.chance.random() < SPARED
        victim = "nobody" if spared else self._victim()
        said = child.said_within(LONGEST_SECONDS if spared else self.chance.uniform(0, 1.2 * self.durations[name]))
        if said:
            self.durations[name] = time.monotonic() - began
        self._kill(victim, child)
        if not child.said_within(LONGEST_SECONDS):
            child.kill()
            return [f"{name} did not end within {LONGEST_SECONDS:g} s after the {victim} was killed"]
        text = child.result()
        self.state.strikes += 1
        self.state.kills += not spared
        return self._judge(name, victim, text)

    def _victim(self) -> str:
        number = self.state.kills + 1
        if number % ENGINE_EVERY:
            return "writer"
        return "engine" if number // ENGINE_EVERY % 2 else "power"

    def _kill(self, victim: str, child: Child) -> None:
        processes = engine_processes(self.home / "store") if victim in ("engine", "power") else []
        if victim in ("writer", "power"):
            child.kill()
        for process in processes:
            if victim == "power" or any("java.options" in part for part in process.cmdline()):
                try:
                    process.kill()
                except psutil.NoSuchProcess:
                    continue
        have_ended(processes)

    def _judge(self, name: str, victim: str, text: str) -> list[str]:
        """Look at the store after a strike; return what must not be."""
        looking = Child(lambda: os.write(1, msgspec.json.encode(examine(self.url, self.home))))
        found = looking.result()
        try:
            seen = msgspec.json.decode(found, type=Examination)
        except msgspec.MsgspecError:
            return [f"after {name}, {victim} killed: the store cannot be examined: {found}"]
        lost = [event for event in self.state.acknowledged if event not in seen.events]
        done = "done " in text
        if done:
            last = text.split("done ")[1].split()[0]
            if last not in ("L0", *(event.id for event in seen.events)):
                lost.append(Acknowledged(last, name, "", ""))
        is_new = len(seen.events) > len(self.state.acknowledged)
        failed = "error " in text
        columns = [victim, "acknowledged" if done else "failed" if failed else "kept" if is_new else "cut"]
        columns += ["lost"] * bool(lost) + ["half"] * bool(seen.faults)
        self.state.count(name, *columns)
        self.state.acknowledged = seen.events
        self.state.write(self.folder)
        faults = (
            [f"lost: {event}" for event in lost] + seen.faults + [text] * (failed and victim in ("writer", "nobody"))
        )
        return [f"after {name}, {victim} killed: {fault}" for fault in faults]
