"""A document of any kind as text: the entry to this package."""

from __future__ import annotations

from pathlib import Path

from loaders.documents.child_reader import parse_apart
from loaders.documents.limits import MAX_DOCUMENT_BYTES, enforce_limit
from loaders.documents.text_document import TextDocument
from loaders.errors import LoadError, in_file
from loaders.sources.text_file import refuse_device

DOCUMENT_SUFFIXES = ("docx", "pdf", "ofd", "html", "htm", "txt", "md")  # that a file picker offers


def read_document(source: Path | bytes, name: str = "") -> TextDocument:
    """Read a document in a process of its own.

    Args:
        source: a file, or its bytes.
        name: the file's name, for messages and the document; the path's own by default.

    Raises:
        LoadError: it cannot be read, is no document that is read, damaged, locked, or beyond a limit.
    """
    if isinstance(source, bytes):
        return parse_apart(source, name)
    return parse_apart(read_document_bytes(source), name or source.name)


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
