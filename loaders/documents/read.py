"""A document of any kind as text. The kind is told by the content, because file names are often wrong."""

from __future__ import annotations

from pathlib import Path

from loaders.documents.docx import MAIN_PART, parse_docx
from loaders.documents.limits import MAX_DOCUMENT_BYTES, enforce_limit
from loaders.documents.package import Package, as_document
from loaders.documents.pdf import PDF_MAGIC, parse_pdf
from loaders.documents.text_document import TextDocument
from loaders.documents.txt import parse_txt
from loaders.errors import LoadError, SourceError, in_file
from loaders.gc_pause import gc_paused
from loaders.sources.text_file import refuse_device
from loaders.sources.zip_archive import ZIP_MAGIC

PDF_HEADER_BYTES = 1024  # in which the mark of a PDF may stand
DOCUMENT_SUFFIXES = ("docx", "pdf", "txt", "md")  # that a file picker offers


def read_document(source: Path | bytes, name: str = "") -> TextDocument:
    """Read a document.

    Args:
        source: a file, or its bytes.
        name: the file's name, for messages and the document; the path's own by default.

    Raises:
        LoadError: it cannot be read, is no document that is read, damaged, locked, or beyond a limit.
    """
    if isinstance(source, bytes):
        return parse_document(source, name)
    return parse_document(_file_bytes(source), name or source.name)


@gc_paused()
def parse_document(raw: bytes, name: str) -> TextDocument:
    """Parse a document's bytes in this process.

    Args:
        raw: the bytes.
        name: the file's name.

    Raises:
        LoadError: as ``read_document``.
    """
    with in_file(name), as_document():
        enforce_limit("bytes", len(raw), MAX_DOCUMENT_BYTES)
        if raw.startswith(ZIP_MAGIC):
            return _parse_package(raw, name)
        if PDF_MAGIC in raw[:PDF_HEADER_BYTES]:
            return parse_pdf(raw, name)
        return parse_txt(raw, name)


def _parse_package(raw: bytes, name: str) -> TextDocument:
    package = Package(raw)
    if package.has(MAIN_PART):
        return parse_docx(raw, name)
    raise SourceError("document_not_read")


def _file_bytes(path: Path) -> bytes:
    try:
        refuse_device(path)
        size = path.stat().st_size
        with in_file(path.name):
            enforce_limit("bytes", size, MAX_DOCUMENT_BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
