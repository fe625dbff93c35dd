"""A page of the original as a picture, to show a place of the text on it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from itertools import islice

import msgspec
from PIL import Image as Pillow

from loaders.documents.layout.glyph import Glyph
from loaders.documents.ofd import OFD_PART, ofd_pages, ofd_picture
from loaders.documents.package import Package, as_document
from loaders.documents.pdf import PDF_HEADER_BYTES, PDF_MAGIC, drawn_page, opened_pdf
from loaders.documents.pdf_glyphs import upright_view
from loaders.documents.pictures import is_picture, picture_pages, points_per_pixel
from loaders.documents.stamps import Image
from loaders.documents.text_document import PageBox
from loaders.errors import SourceError, in_file
from loaders.sources.zip_archive import ZIP_MAGIC


class PagePicture(msgspec.Struct, frozen=True, tag=True):
    """A page as a picture.

    Attributes:
        content: the picture: a PNG, or an SVG of an OFD's page.
        mime: ``image/png`` or ``image/svg+xml``.
        width, height: the page's size in points; the boxes of the text are on this page.
    """

    content: bytes
    mime: str
    width: float
    height: float


def draw_page(raw: bytes, name: str, page: int) -> PagePicture:
    """Draw a page of a PDF, an OFD, a photo or a scan, in this process.

    Args:
        raw: the document's bytes.
        name: the file's name.
        page: the page's number, from 1.

    Raises:
        LoadError: ``page_not_shown``: the document has no such page, or no pages; or it cannot be read.
    """
    with in_file(name), as_document():
        if PDF_MAGIC in raw[:PDF_HEADER_BYTES]:
            return _pdf_page(raw, page)
        if is_picture(raw) and (image := next(islice(picture_pages(raw), page - 1, page), None)) is not None:
            return _png(image, points_per_pixel(image))
        if raw.startswith(ZIP_MAGIC) and (package := Package(raw)).has(OFD_PART):
            return _ofd_page(package, page)
        raise SourceError("page_not_shown", page=page)


def _pdf_page(raw: bytes, number: int) -> PagePicture:
    with opened_pdf(raw) as pdf:
        if not 1 <= number <= len(pdf):
            raise SourceError("page_not_shown", page=number)
        page = pdf[number - 1]
        return _png(*drawn_page(page, upright_view(page).turn))


def _png(image: Image, scale: float) -> PagePicture:
    buffer = io.BytesIO()
    Pillow.fromarray(image).save(buffer, "PNG")
    height, width = image.shape[:2]
    return PagePicture(buffer.getvalue(), "image/png", width * scale, height * scale)


def _ofd_page(package: Package, number: int) -> PagePicture:
    """Draw the characters and the rules of an OFD's page, without its fonts; of a scanned one its picture."""
    page = next(islice(ofd_pages(package), number - 1, number), None) if number > 0 else None
    if page is None:
        raise SourceError("page_not_shown", page=number)
    if page.pictures and not page.glyphs:
        image = ofd_picture(package, page)
        return _png(image, page.width / image.shape[1])
    drawn = "".join([*map(_svg_rule, page.rules), *map(_svg_character, _seen(page.glyphs))])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {page.width:.2f} {page.height:.2f}">'
        f'<rect width="100%" height="100%" fill="white"/>{drawn}</svg>'
    )
    return PagePicture(svg.encode(), "image/svg+xml", page.width, page.height)


def _seen(glyphs: Sequence[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if not glyph.text.isspace()]


def _svg_character(glyph: Glyph) -> str:
    left, top, _, bottom = glyph.box
    size = bottom - top
    return f'<text x="{left:.2f}" y="{bottom - size * 0.12:.2f}" font-size="{size:.2f}">{escape(glyph.text)}</text>'


def _svg_rule(box: PageBox) -> str:
    return (
        f'<line x1="{box.left:.2f}" y1="{box.top:.2f}" x2="{box.right:.2f}" y2="{box.bottom:.2f}" '
        'stroke="black" stroke-width="0.5"/>'
    )
