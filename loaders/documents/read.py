"""A document of any kind as text: the entry to this package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loaders.documents.child_reader import draw_page_apart, parse_apart
from loaders.documents.limits import MAX_DOCUMENT_BYTES, enforce_limit
from loaders.documents.ocr import can_recognise
from loaders.documents.page_picture import PagePicture
from loaders.documents.text_document import TextDocument
from loaders.errors import LoadError, in_file
from loaders.sources.text_file import refuse_device

TEXT_SUFFIXES = ("docx", "doc", "wps", "pdf", "ofd", "html", "htm", "txt", "md")
PICTURE_SUFFIXES = ("png", "jpg", "jpeg", "tif", "tiff", "bmp")
DOCUMENT_SUFFIXES = TEXT_SUFFIXES + PICTURE_SUFFIXES  # that a file picker offers
OCR_SECONDS = 1800.0  # 200 pages on a machine of two cores; a slow one takes 10 seconds for a page
OCR_MEMORY_BYTES = 6 << 30  # of the child's address space; recognising a page takes 2 GB of it, 0.8 of memory


def read_document(
    source: Path | bytes, name: str = "", progress: Callable[[int, int], None] = lambda done, total: None
) -> TextDocument:
    """Read a document in a process of its own. Pages that are pictures are recognised where the extra is installed.

    Args:
        source: a file, or its bytes.
        name: the file's name, for messages and the document; the path's own by default.
        progress: called with the scanned pages that are recognised, and how many pages there are.

    Raises:
        LoadError: it cannot be read, is no document that is read, damaged, locked, a scan without the extra that
            recognises it, or beyond a limit.
    """
    if isinstance(source, Path):
        name, source = name or source.name, read_document_bytes(source)
    try:
        document = parse_apart(source, name)
    except LoadError as problem:
        if problem.code != "document_is_scan" or not can_recognise():
            raise
    else:
        if "scanned_pages" not in document.notes or not can_recognise():
            return document
    return parse_apart(
        source, name, with_ocr=True, seconds=OCR_SECONDS, memory_bytes=OCR_MEMORY_BYTES, progress=progress
    )


def render_page(raw: bytes, name: str, page: int) -> PagePicture:
    """Draw a page of the original in a process of its own. ``places_of`` tells where on it a place of the text is.

    Args:
        raw: the document's bytes.
        name: the file's name.
        page: the page's number, from 1.

    Raises:
        LoadError: ``page_not_shown``: the document has no such page, or no pages, as a DOCX; or it cannot be read.
    """
    return draw_page_apart(raw, name, page)


def read_document_bytes(path: Path) -> bytes:
    """Read a document's bytes.

    Raises:
        LoadError: the file cannot be read, or is too large.
    """
    try:
        refuse_device(path)
        with in_file(path.name):
            enforce_limit("bytes", path.stat().st_size, MAX_DOCUMENT_BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
