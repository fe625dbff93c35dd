"""Read a document in a child process, so that no file can end, fill or hold up the page or the command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import msgspec

from graph.model.errors import LiantuError
from loaders.documents.page_picture import PagePicture, draw_page
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
    tell_progress,
)

DOCUMENT_SECONDS = 120.0  # a PDF of 1,000 pages and a million characters takes 12 s, on a slow office PC 40
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
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> TextDocument:
    """Parse a document's bytes as ``parse_document`` does, in a process of its own.

    Args:
        raw: the bytes.
        name: the file's name.
        with_ocr: whether pages that are pictures are recognised.
        seconds: how long reading may take.
        memory_bytes: how much address space it may take; without effect on Windows, which has no such limit.
        progress: called with the scanned pages that are recognised, and how many pages there are.

    Raises:
        LoadError: as ``parse_document``; or ``document_slow``, ``document_reader_ended``: the child was over its
            limits.
    """
    task = WITH_OCR if with_ocr else WITHOUT_OCR
    answer_bytes = _ask(raw, [name, task, str(memory_bytes)], seconds, progress)
    answer = msgspec.msgpack.decode(answer_bytes, type=ReadText | ReadFailure)
    if isinstance(answer, ReadFailure):
        raise load_error(answer)
    return answer.document


def draw_page_apart(raw: bytes, name: str, page: int) -> PagePicture:
    """Draw a page as ``draw_page`` does, in a process of its own.

    Raises:
        LoadError: as ``draw_page``; or ``document_slow``, ``document_reader_ended``.
    """
    answer_bytes = _ask(raw, [name, str(page), str(DOCUMENT_MEMORY_BYTES)], DOCUMENT_SECONDS)
    answer = msgspec.msgpack.decode(answer_bytes, type=PagePicture | ReadFailure)
    if isinstance(answer, ReadFailure):
        raise load_error(answer)
    return answer


def _ask(
    raw: bytes,
    arguments: Sequence[str],
    seconds: float,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    try:
        return call_child(DOCUMENT_CHILD, arguments, raw, seconds, progress)
    except TimeoutError as problem:
        raise LoadError("document_slow", file=arguments[0], seconds=f"{seconds:g}") from problem
    except ChildEndedError as problem:
        raise LoadError("document_reader_ended", file=arguments[0], status=problem.status) from problem


def main(name: str, task: str, memory_bytes: int) -> None:
    """Read the bytes on stdin and write their text, or the picture of a page, to stdout: the child's side.

    Args:
        name: the file's name.
        task: ``text``, ``ocr``, or the number of the page to draw.
        memory_bytes: the limit of the address space.
    """
    limit_memory(memory_bytes)
    raw = sys.stdin.buffer.read()
    answer: ReadText | PagePicture | ReadFailure
    try:
        if task.isdigit():
            answer = draw_page(raw, name, int(task))
        else:
            answer = ReadText(parse_document(raw, name, with_ocr=task == WITH_OCR, progress=tell_progress))
    except LiantuError as problem:
        answer = failure_of(problem)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
