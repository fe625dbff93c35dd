"""DOC, and WPS of the same form: the pieces of the text, and of their properties what a text needs.

The structures are those of Microsoft's [MS-DOC]; the comments name them as it does.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import olefile

from loaders.documents.doc_paragraphs import DocParagraphs
from loaders.documents.doc_pieces import DocPieces
from loaders.documents.doc_properties import flagged_runs, paragraph_runs
from loaders.documents.limits import MAX_DOCUMENT_BYTES, enforce_limit
from loaders.documents.text_builder import TextBuilder, clean_text
from loaders.documents.text_document import TextDocument
from loaders.errors import SourceError

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_STREAM = "WordDocument"
OTHER_STREAMS = {"Workbook": "XLS", "Book": "XLS", "PowerPoint Document": "PPT", "VisioDocument": "VSD"}
LOCKED_STREAM = "EncryptedPackage"  # a DOCX with a password is an OLE file with this stream

FIB_MAGIC = 0xA5EC
FIRST_NFIB = 0xC1  # of Word 97; older files have other structures
FLAGS_AT, ENCRYPTED_FLAG_BIT, SECOND_TABLE_BIT = 0x0A, 0x0100, 0x0200
COUNTS_AT = 0x4C  # ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx: characters of each part
MAIN_TEXT, FOOTNOTES, ENDNOTES, TEXT_BOXES = 0, 1, 5, 6
CHARACTER_RUNS_AT, PARAGRAPH_RUNS_AT, PIECES_AT = 0xFA, 0x102, 0x1A2  # PlcfBteChpx, PlcfBtePapx, Clx: place and length


def parse_doc(raw: bytes, name: str) -> TextDocument:
    """Parse a DOC or WPS.

    Raises:
        SourceError: ``doc_not_read``: it is of an old form, or damaged; ``document_locked``; ``document_other_format``;
            ``document_limit``.
    """
    with _told_as_unread(), olefile.OleFileIO(io.BytesIO(raw)) as ole:
        streams = {"/".join(path) for path in ole.listdir()}
        _refuse_others(streams)
        stream = ole.openstream(WORD_STREAM).read()
        table_name = _checked_table(stream)
        enforce_limit("bytes", len(stream), MAX_DOCUMENT_BYTES)
        builder = _read(stream, ole.openstream(table_name).read())
        title = _title(ole)
    return builder.document(name, "doc", title=title)


def _read(stream: bytes, table: bytes) -> TextBuilder:
    pieces = DocPieces(stream, _part(stream, table, PIECES_AT))
    left_out = flagged_runs(stream, _part(stream, table, CHARACTER_RUNS_AT))
    properties = paragraph_runs(stream, _part(stream, table, PARAGRAPH_RUNS_AT))
    paragraphs = DocParagraphs(pieces, left_out, properties)
    counts = struct.unpack_from("<8i", stream, COUNTS_AT)
    for part in (MAIN_TEXT, TEXT_BOXES, FOOTNOTES, ENDNOTES):
        start = sum(counts[:part])
        paragraphs.add(start, start + counts[part], is_main=part == MAIN_TEXT)
    return paragraphs.builder


def _refuse_others(streams: set[str]) -> None:
    if LOCKED_STREAM in streams:
        raise SourceError("document_locked")
    if WORD_STREAM not in streams:
        kind = next((name for stream, name in OTHER_STREAMS.items() if stream in streams), "OLE")
        raise SourceError("document_other_format", format=kind)


def _checked_table(stream: bytes) -> str:
    """Return the name of the table stream, after the head of the file (FibBase) is checked."""
    magic, nfib = struct.unpack_from("<HH", stream, 0)
    (flags,) = struct.unpack_from("<H", stream, FLAGS_AT)
    if magic != FIB_MAGIC or nfib < FIRST_NFIB:
        raise SourceError("doc_not_read", reason=f"FIB {magic:x} {nfib:x}")
    if flags & ENCRYPTED_FLAG_BIT:
        raise SourceError("document_locked")
    return "1Table" if flags & SECOND_TABLE_BIT else "0Table"


def _part(stream: bytes, table: bytes, at: int) -> bytes:
    start, length = struct.unpack_from("<II", stream, at)
    return table[start : start + length]


def _title(ole: olefile.OleFileIO[str]) -> str:
    title = getattr(ole.get_metadata(), "title", None) or b""
    return clean_text(title.decode("gb18030", "replace") if isinstance(title, bytes) else str(title))


@contextmanager
def _told_as_unread() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error) as problem:
        raise SourceError("doc_not_read", reason=problem) from problem
