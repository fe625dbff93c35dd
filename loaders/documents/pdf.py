"""PDF with a text layer: the characters that PDFium finds, joined by their places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from loaders.documents.layout.glyph import LinePage
from loaders.documents.layout.tables import lines_and_tables
from loaders.documents.layout.text import add_pages
from loaders.documents.limits import MAX_DOCUMENT_PAGES, enforce_limit
from loaders.documents.pdf_glyphs import PdfPage, read_page
from loaders.documents.text_builder import TextBuilder, clean_text
from loaders.documents.text_document import TextDocument
from loaders.errors import SourceError

PDF_MAGIC = b"%PDF-"
MIN_PAGE_CHARACTERS = 10  # fewer, as a page number on a scan, are no text layer


def parse_pdf(raw: bytes, name: str) -> TextDocument:
    """Parse a PDF.

    Raises:
        SourceError: it is damaged, locked, a scan, or beyond a limit.
    """
    builder = TextBuilder()
    with opened_pdf(raw) as pdf:
        pages = [(read_page(page), number) for number, page in enumerate(pdf_pages(pdf), 1)]
        if not any(has_text(page) for page, _ in pages):
            raise SourceError("document_is_scan")
        add_pages(
            builder,
            [LinePage(page.height, lines_and_tables(page.glyphs, page.rules, number)) for page, number in pages],
        )
        title = clean_text(str(pdf.get_metadata_dict().get("Title", "")))
    return builder.document(name, "pdf", title=title, pages=len(pages))


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


def has_text(page: PdfPage) -> bool:
    """Return whether a page has a text layer whose characters are known."""
    return len(page.glyphs) >= MIN_PAGE_CHARACTERS and page.unreadable < len(page.glyphs)
