"""Pages that are pictures: their characters are recognised, and joined by their places as those of a PDF."""

from __future__ import annotations

from loaders.documents.image_rules import image_rules
from loaders.documents.layout.glyph import LinePage
from loaders.documents.layout.tables import lines_and_tables
from loaders.documents.layout.text import add_pages
from loaders.documents.ocr import can_recognise, recognise
from loaders.documents.pictures import picture_pages, points_per_pixel
from loaders.documents.stamps import Image
from loaders.documents.text_builder import TextBuilder
from loaders.documents.text_document import TextDocument
from loaders.errors import SourceError

SCAN_SIZE_CHANGE = 1.3  # between two fonts: the sizes of recognised characters vary by a tenth


def parse_picture(raw: bytes, name: str, *, with_ocr: bool) -> TextDocument:
    """Parse a photo or a scan.

    Raises:
        SourceError: ``document_is_scan``: it is not to be recognised; or it is damaged, or beyond a limit.
    """
    if not with_ocr or not can_recognise():
        raise SourceError("document_is_scan")
    builder = TextBuilder()
    pages = [
        scanned_page(image, points_per_pixel(image), number, builder)
        for number, image in enumerate(picture_pages(raw), 1)
    ]
    add_pages(builder, pages, size_change=SCAN_SIZE_CHANGE)
    return builder.document(name, "scan", pages=len(pages))


def scanned_page(image: Image, scale: float, number: int, builder: TextBuilder) -> LinePage:
    """Return the lines and tables of a page; none where it lies on its side, which is noted.

    Args:
        image: the page, in red, green and blue.
        scale: the size of a pixel, in points.
        number: the page's number.
        builder: the document, for the note.
    """
    glyphs = recognise(image, scale)
    if glyphs is None:
        builder.note("sideways_pages")
        glyphs = ()
    rules = tuple(image_rules(image, scale))
    height, width = image.shape[:2]
    return LinePage(width * scale, height * scale, lines_and_tables(glyphs, rules, number))
