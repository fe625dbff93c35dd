"""PDF with a text layer: the characters that PDFium finds, joined by their places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from loaders.documents.layout.glyph import LinePage
from loaders.documents.layout.tables import lines_and_tables
from loaders.documents.layout.text import EXACT_SIZE_CHANGE, add_pages
from loaders.documents.limits import MAX_DOCUMENT_PAGES, enforce_limit
from loaders.documents.pdf_glyphs import RIGHT_ANGLE, PdfPage, read_page
from loaders.documents.pdf_rules import MAX_FORM_DEPTH
from loaders.documents.scan import SCAN_SIZE_CHANGE, Recogniser
from loaders.documents.stamps import Image
from loaders.documents.text_builder import TextBuilder, clean_text
from loaders.documents.text_document import TextDocument
from loaders.errors import SourceError

PDF_MAGIC = b"%PDF-"
PDF_HEADER_BYTES = 1024  # in which the mark of a PDF may stand
MIN_PAGE_CHARACTERS = 10  # fewer, as a page number on a scan, are no text layer
SCAN_POINTS_PER_PIXEL = 72 / 150  # at which a page is drawn to be recognised; at 120 dpi small characters suffer
MAX_DRAWN_SIDE = 3500  # pixels of the longer side of a page that is drawn
MIN_DRAWN_SIDE = 1600


def parse_pdf(raw: bytes, name: str, recogniser: Recogniser | None = None) -> TextDocument:
    """Parse a PDF.

    Args:
        raw: the bytes.
        name: the file's name.
        recogniser: recognises pages without a text layer; without it they are left unread.

    Raises:
        SourceError: it is damaged, locked, a scan that is not to be recognised, or beyond a limit.
    """
    builder = TextBuilder()
    with opened_pdf(raw) as pdf:
        reader = _PageReader(builder, recogniser, len(pdf))
        pages = [reader.read(page, number) for number, page in enumerate(pdf_pages(pdf), 1)]
        title = clean_text(str(pdf.get_metadata_dict().get("Title", "")))
    if not reader.texts and not (recogniser and recogniser.pages):
        raise SourceError("document_is_scan")
    if reader.unread:
        builder.note("scanned_pages")
    add_pages(builder, pages, size_change=EXACT_SIZE_CHANGE if reader.texts else SCAN_SIZE_CHANGE)
    return builder.document(name, "pdf" if reader.texts else "scan", title=title, pages=len(pages))


class _PageReader:
    """Reads pages, and counts those with a text layer and those left unread."""

    def __init__(self, builder: TextBuilder, recogniser: Recogniser | None, pages: int) -> None:
        self.texts = self.unread = 0
        self._builder = builder
        self._recogniser = recogniser
        self._pages = pages

    def read(self, page: pdfium.PdfPage, number: int) -> LinePage:
        """Read a page. Raises SourceError beyond a limit."""
        read = read_page(page)
        if not has_text(read) and _has_picture(page, read):
            if self._recogniser:
                return self._recogniser.read(*drawn_page(page), (number, self._pages), self._builder)
            self.unread += 1
        else:
            self.texts += bool(read.glyphs)
        return LinePage(read.width, read.height, lines_and_tables(read.glyphs, read.rules, number))


def drawn_page(page: pdfium.PdfPage, turn: int = 0) -> tuple[Image, float]:
    """Draw a page.

    Args:
        page: the page.
        turn: by how many right angles it is turned clockwise.

    Returns:
        The picture, and the size of a pixel in points.
    """
    longer = max(*page.get_size(), 1.0)
    pixels = min(max(longer / SCAN_POINTS_PER_PIXEL, MIN_DRAWN_SIDE), MAX_DRAWN_SIDE)
    scale = pixels / longer
    bitmap = page.render(scale=scale, rotation=turn * RIGHT_ANGLE, rev_byteorder=True)
    return np.array(bitmap.to_numpy()[..., :3]), 1 / scale


@contextmanager
def opened_pdf(raw: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF.

    Raises:
        SourceError: it is damaged, locked, or has too many pages.
    """
    try:
        pdf = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as problem:
        if problem.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise SourceError("document_locked") from problem
        raise SourceError("document_damaged", reason=problem) from problem
    try:
        enforce_limit("pages", len(pdf), MAX_DOCUMENT_PAGES)
        yield pdf
    except pdfium.PdfiumError as problem:
        raise SourceError("document_damaged", reason=problem) from problem
    finally:
        pdf.close()


def pdf_pages(pdf: pdfium.PdfDocument) -> Iterator[pdfium.PdfPage]:
    """Yield the pages one after the other; each is closed before the next comes."""
    for index in range(len(pdf)):
        page = pdf[index]
        yield page
        page.close()


def _has_picture(page: pdfium.PdfPage, read: PdfPage) -> bool:
    """Return whether a page shows more than its characters tell: a picture, or characters without codes."""
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE]
    return read.unreadable > 0 or any(True for _ in page.get_objects(filter=kinds, max_depth=MAX_FORM_DEPTH))


def has_text(page: PdfPage) -> bool:
    """Return whether a page has a text layer whose characters are known."""
    return len(page.glyphs) >= MIN_PAGE_CHARACTERS and page.unreadable < len(page.glyphs)
