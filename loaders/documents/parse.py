"""The bytes of a document as text, in this process. The kind is told by the content, as file names are often wrong."""

from __future__ import annotations

from collections.abc import Callable

from loaders.documents.doc import OLE_MAGIC, parse_doc
from loaders.documents.docx import MAIN_PART, parse_docx
from loaders.documents.html import is_html_page, parse_html
from loaders.documents.html_encoding import decode_html
from loaders.documents.limits import MAX_DOCUMENT_BYTES, enforce_limit
from loaders.documents.mhtml import is_mhtml, parse_mhtml
from loaders.documents.ocr import can_recognise
from loaders.documents.ofd import OFD_PART, parse_ofd
from loaders.documents.package import Package, as_document
from loaders.documents.pdf import PDF_HEADER_BYTES, PDF_MAGIC, parse_pdf
from loaders.documents.pictures import is_picture
from loaders.documents.scan import Recogniser, parse_picture
from loaders.documents.text_document import TextDocument
from loaders.documents.txt import parse_txt
from loaders.errors import SourceError, in_file
from loaders.gc_pause import gc_paused
from loaders.sources.other_format import MAGIC
from loaders.sources.zip_archive import ZIP_MAGIC

HTML_START_BYTES = 65_536  # at which a text is told to be a web page; an even number, for UTF-16
MARKDOWN_SUFFIX = ".md"  # its text may begin with a tag


@gc_paused()
def parse_document(
    raw: bytes,
    name: str,
    *,
    with_ocr: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> TextDocument:
    """Parse a document's bytes.

    Args:
        raw: the bytes.
        name: the file's name.
        with_ocr: whether pages that are pictures are recognised.
        progress: called with the scanned pages that are recognised, and how many pages there are.

    Raises:
        LoadError: it is no document that is read, damaged, locked, or beyond a limit.
    """
    with in_file(name), as_document():
        enforce_limit("bytes", len(raw), MAX_DOCUMENT_BYTES)
        return _parse(raw, name, Recogniser(progress) if with_ocr and can_recognise() else None)


def _parse(raw: bytes, name: str, recogniser: Recogniser | None) -> TextDocument:
    if raw.startswith(ZIP_MAGIC):
        return _parse_package(raw, name, recogniser)
    if PDF_MAGIC in raw[:PDF_HEADER_BYTES]:
        return parse_pdf(raw, name, recogniser)
    if is_picture(raw):
        return parse_picture(raw, name, recogniser)
    if raw.startswith(OLE_MAGIC):
        return parse_doc(raw, name)
    if is_mhtml(raw):
        return parse_mhtml(raw, name)
    _refuse_other_format(raw)
    if not name.lower().endswith(MARKDOWN_SUFFIX) and is_html_page(decode_html(raw[:HTML_START_BYTES])[0]):
        return parse_html(raw, name)
    return parse_txt(raw, name)


def _parse_package(raw: bytes, name: str, recogniser: Recogniser | None) -> TextDocument:
    package = Package(raw)
    if package.has(MAIN_PART):
        return parse_docx(raw, name)
    if package.has(OFD_PART):
        return parse_ofd(raw, name, recogniser)
    if kind := package.document_kind():
        raise SourceError("document_other_format", format=kind)
    raise SourceError("document_not_read")


def _refuse_other_format(raw: bytes) -> None:
    """Refuse what begins as another known format. Raises SourceError: ``document_other_format``."""
    if name := next((name for magic, name in MAGIC.items() if raw.startswith(magic)), ""):
        raise SourceError("document_other_format", format=name)
