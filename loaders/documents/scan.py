"""Pages that are pictures: their characters are recognised, and joined by their places as those of a PDF."""

from __future__ import annotations

from collections.abc import Callable

from loaders.documents.image_rules import image_rules
from loaders.documents.layout.glyph import LinePage
from loaders.documents.layout.tables import lines_and_tables
from loaders.documents.layout.text import add_pages
from loaders.documents.limits import MAX_SCANNED_PAGES, enforce_limit
from loaders.documents.ocr import recognise
from loaders.documents.pictures import picture_count, picture_pages, points_per_pixel
from loaders.documents.stamps import Image
from loaders.documents.text_builder import TextBuilder
from loaders.documents.text_document import TextDocument
from loaders.errors import SourceError

SCAN_SIZE_CHANGE = 1.3  # between two fonts: the sizes of recognised characters vary by a tenth


class Recogniser:
    """Recognises the scanned pages of a document.

    Args:
        progress: called with the pages that are recognised, and how many the document has.
    """

    def __init__(self, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        self.pages = 0
        self._progress = progress

    def read(self, image: Image, scale: float, place: tuple[int, int], builder: TextBuilder) -> LinePage:
        """Return the lines and tables of a page; none where it lies on its side, which is noted.

        Args:
            image: the page, in red, green and blue.
            scale: the size of a pixel, in points.
            place: the page's number, and how many pages there are.
            builder: the document, for the note.

        Raises:
            SourceError: ``document_limit``.
        """
        self.pages += 1
        enforce_limit("pages", self.pages, MAX_SCANNED_PAGES)
        glyphs = recognise(image, scale)
        if glyphs is None:
            builder.note("sideways_pages")
            glyphs = ()
        number, total = place
        lines = lines_and_tables(glyphs, tuple(image_rules(image, scale)), number)
        self._progress(number, total)
        height, width = image.shape[:2]
        return LinePage(width * scale, height * scale, lines)


def parse_picture(raw: bytes, name: str, recogniser: Recogniser | None) -> TextDocument:
    """Parse a photo or a scan.

    Raises:
        SourceError: ``document_is_scan``: it is not to be recognised; or it is damaged, or beyond a limit.
    """
    if recogniser is None:
        raise SourceError("document_is_scan")
    builder = TextBuilder()
    total = picture_count(raw)
    pages = [
        recogniser.read(image, points_per_pixel(image), (number, total), builder)
        for number, image in enumerate(picture_pages(raw), 1)
    ]
    add_pages(builder, pages, size_change=SCAN_SIZE_CHANGE)
    return builder.document(name, "scan", pages=len(pages))
