"""Work on a file's bytes in a child process with a limit on its time and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from threading import Thread
from typing import IO, Any

import msgspec

from graph.model.errors import LiantuError
from loaders.errors import LoadError

PROGRESS_MARK = b"liantu-progress "
PROGRESS_LINE = PROGRESS_MARK + b"%d %d\n"
CLOSING_SECONDS = 5.0  # in which the last lines of an ended child are read


class ReadFailure(msgspec.Struct, frozen=True, tag=True):
    """The error of a child: its code and fields, numbers and texts alone."""

    code: str
    fields: dict[str, int | float | str | list[str]]


class ChildEndedError(Exception):
    """A child that ended before it had answered; its status is negative where a signal ended it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def call_child(
    code: str,
    arguments: Sequence[str],
    raw: bytes,
    seconds: float,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """Run Python code in a process of its own.

    Args:
        code: the code; it finds the arguments in ``sys.argv``.
        arguments: the arguments.
        raw: what it reads on stdin.
        seconds: how long it may take.
        progress: called, in a thread, with what ``tell_progress`` of the child tells.

    Returns:
        What it writes to stdout.

    Raises:
        TimeoutError: it took longer, and was ended.
        ChildEndedError: it ended by itself without success.
    """
    command = [sys.executable, "-P", "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        told, child.stderr = child.stderr, None  # communicate() leaves it to the thread
        teller = Thread(target=_pass_on, args=(told, progress), daemon=True)
        teller.start()
        try:
            answer, _ = child.communicate(raw, seconds)
        except subprocess.TimeoutExpired as problem:
            raise TimeoutError(seconds) from problem
        finally:
            child.kill()  # without effect on one that has ended
            child.wait()
            teller.join(CLOSING_SECONDS)
    if child.returncode != 0:
        raise ChildEndedError(child.returncode)
    return answer


def tell_progress(done: int, total: int) -> None:
    """Tell the parent of this child how much is done."""
    sys.stderr.buffer.write(PROGRESS_LINE % (done, total))
    sys.stderr.buffer.flush()


def _pass_on(told: IO[bytes], progress: Callable[[int, int], None]) -> None:
    with told:
        for line in told:
            if line.startswith(PROGRESS_MARK):
                _, done, total = line.split()
                progress(int(done), int(total))


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
