"""Read a document in a child process, so that no file can end, fill or hold up the page or the command."""

from __future__ import annotations

import sys

import msgspec

from graph.model.errors import LiantuError
from loaders.documents.parse import parse_document
from loaders.documents.text_document import TextDocument
from loaders.errors import LoadError
from loaders.sources.child_process import (
    ChildEndedError,
    ReadFailure,
    call_child,
    failure_of,
    limit_memory,
    load_error,
)

DOCUMENT_SECONDS = 60.0  # a PDF of 1,000 pages takes 20 s
DOCUMENT_MEMORY_BYTES = 3 << 30  # of the child's address space
DOCUMENT_CHILD = (
    "import sys; from loaders.documents.child_reader import main; main(sys.argv[1], sys.argv[2], int(sys.argv[3]))"
)
WITH_OCR, WITHOUT_OCR = "ocr", "text"


class ReadText(msgspec.Struct, frozen=True, tag=True):
    """The document that a child has read."""

    document: TextDocument


def parse_apart(
    raw: bytes,
    name: str,
    *,
    with_ocr: bool = False,
    seconds: float = DOCUMENT_SECONDS,
    memory_bytes: int = DOCUMENT_MEMORY_BYTES,
) -> TextDocument:
    """Parse a document's bytes as ``parse_document`` does, in a process of its own.

    Args:
        raw: the bytes.
        name: the file's name.
        with_ocr: whether pages that are pictures are recognised.
        seconds: how long reading may take.
        memory_bytes: how much address space it may take; without effect on Windows, which has no such limit.

    Raises:
        LoadError: as ``parse_document``; or ``document_slow``, ``document_reader_ended``: the child was over its
            limits.
    """
    mode = WITH_OCR if with_ocr else WITHOUT_OCR
    try:
        answer_bytes = call_child(DOCUMENT_CHILD, [name, mode, str(memory_bytes)], raw, seconds)
    except TimeoutError as problem:
        raise LoadError("document_slow", file=name, seconds=f"{seconds:g}") from problem
    except ChildEndedError as problem:
        raise LoadError("document_reader_ended", file=name, status=problem.status) from problem
    answer = msgspec.msgpack.decode(answer_bytes, type=ReadText | ReadFailure)
    if isinstance(answer, ReadFailure):
        raise load_error(answer)
    return answer.document


def main(name: str, mode: str, memory_bytes: int) -> None:
    """Read the bytes on stdin and write their text to stdout: the child's side."""
    limit_memory(memory_bytes)
    answer: ReadText | ReadFailure
    try:
        answer = ReadText(parse_document(sys.stdin.buffer.read(), name, with_ocr=mode == WITH_OCR))
    except LiantuError as problem:
        answer = failure_of(problem)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
