"""Read a document in a child process, so that no file can end, fill or hold up the page or the command."""

from __future__ import annotations

import sys

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
    answer_bytes = _ask(raw, name, WITH_OCR if with_ocr else WITHOUT_OCR, seconds, memory_bytes)
    answer = msgspec.msgpack.decode(answer_bytes, type=ReadText | ReadFailure)
    if isinstance(answer, ReadFailure):
        raise load_error(answer)
    return answer.document


def draw_page_apart(raw: bytes, name: str, page: int) -> PagePicture:
    """Draw a page as ``draw_page`` does, in a process of its own.

    Raises:
        LoadError: as ``draw_page``; or ``document_slow``, ``document_reader_ended``.
    """
    answer_bytes = _ask(raw, name, str(page), DOCUMENT_SECONDS, DOCUMENT_MEMORY_BYTES)
    answer = msgspec.msgpack.decode(answer_bytes, type=PagePicture | ReadFailure)
    if isinstance(answer, ReadFailure):
        raise load_error(answer)
    return answer


def _ask(raw: bytes, name: str, task: str, seconds: float, memory_bytes: int) -> bytes:
    try:
        return call_child(DOCUMENT_CHILD, [name, task, str(memory_bytes)], raw, seconds)
    except TimeoutError as problem:
        raise LoadError("document_slow", file=name, seconds=f"{seconds:g}") from problem
    except ChildEndedError as problem:
        raise LoadError("document_reader_ended", file=name, status=problem.status) from problem


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
            answer = ReadText(parse_document(raw, name, with_ocr=task == WITH_OCR))
    except LiantuError as problem:
        answer = failure_of(problem)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
