"""Work on a file's bytes in a child process with a limit on its time and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from graph.model.errors import LiantuError
from loaders.errors import LoadError


class ReadFailure(msgspec.Struct, frozen=True, tag=True):
    """The error of a child: its code and fields, numbers and texts alone."""

    code: str
    fields: dict[str, int | float | str | list[str]]


class ChildEndedError(Exception):
    """A child that ended before it had answered; its status is negative where a signal ended it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def call_child(code: str, arguments: Sequence[str], raw: bytes, seconds: float) -> bytes:
    """Run Python code in a process of its own.

    Args:
        code: the code; it finds the arguments in ``sys.argv``.
        arguments: the arguments.
        raw: what it reads on stdin.
        seconds: how long it may take.

    Returns:
        What it writes to stdout.

    Raises:
        TimeoutError: it took longer, and was ended.
        ChildEndedError: it ended by itself without success.
    """
    command = [sys.executable, "-P", "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    try:
        child = subprocess.run(command, input=raw, capture_output=True, timeout=seconds, env=environment, check=False)
    except subprocess.TimeoutExpired as problem:
        raise TimeoutError(seconds) from problem
    if child.returncode != 0:
        raise ChildEndedError(child.returncode)
    return child.stdout


def limit_memory(memory_bytes: int) -> None:
    """Limit the address space of this process; without effect on Windows, which has no such limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no dump of a planner's file on the disk


def failure_of(problem: LiantuError) -> ReadFailure:
    """Return an error as a child tells it."""
    return ReadFailure(problem.code, {name: _plain(value) for name, value in problem.fields.items()})


def load_error(failure: ReadFailure) -> LoadError:
    """Return the error that a child has told."""
    return LoadError(failure.code, **failure.fields)


def _plain(value: Any) -> int | float | str | list[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return value if isinstance(value, int | float | str) else str(value)
