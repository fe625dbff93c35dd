"""Read an uploaded spreadsheet in a child process, so that no file can end, fill or hold up the page.

A reader's own limits refuse what is known to be hostile; the child's limits hold for what is not known yet.
"""

from __future__ import annotations

import sys

import msgspec

from graph.model.errors import LiantuError
from loaders.errors import LoadError
from loaders.sources.child_process import (
    ChildEndedError,
    ReadFailure,
    call_child,
    failure_of,
    limit_memory,
    load_error,
)
from loaders.sources.sheet import Sheet
from loaders.sources.workbook import parse_sheets

READ_SECONDS = 60.0  # 200,000 rows take 10 s on a slow office PC
READ_MEMORY_BYTES = 3 << 30  # of the child's address space; the largest sheet within the limits takes 1.2 GB
CHILD = "import sys; from loaders.sources.child_reader import main; main(sys.argv[1], int(sys.argv[2]))"


class ReadSheets(msgspec.Struct, frozen=True, tag=True):
    """The sheets that a child has read."""

    sheets: list[Sheet]


def parse_sheets_apart(
    raw: bytes, file: str, *, seconds: float = READ_SECONDS, memory_bytes: int = READ_MEMORY_BYTES
) -> list[Sheet]:
    """Parse a file's bytes as ``parse_sheets`` does, in a process of its own.

    Args:
        raw: the bytes.
        file: the file's name, for messages and for the sheets.
        seconds: how long reading may take.
        memory_bytes: how much address space it may take; without effect on Windows, which has no such limit.

    Raises:
        LoadError: as ``parse_sheets``; or ``sheet_slow``, ``sheet_reader_ended``: the child was over its limits.
    """
    try:
        answer_bytes = call_child(CHILD, [file, str(memory_bytes)], raw, seconds)
    except TimeoutError as problem:
        raise LoadError("sheet_slow", file=file, seconds=f"{seconds:g}") from problem
    except ChildEndedError as problem:
        raise LoadError("sheet_reader_ended", file=file, status=problem.status) from problem
    answer = msgspec.msgpack.decode(answer_bytes, type=ReadSheets | ReadFailure)
    if isinstance(answer, ReadFailure):
        raise load_error(answer)
    return answer.sheets


def main(file: str, memory_bytes: int) -> None:
    """Read the bytes on stdin and write what they hold to stdout: the child's side."""
    limit_memory(memory_bytes)
    answer: ReadSheets | ReadFailure
    try:
        answer = ReadSheets(parse_sheets(sys.stdin.buffer.read(), file))
    except LiantuError as problem:
        answer = failure_of(problem)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
