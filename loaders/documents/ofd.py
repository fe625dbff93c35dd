"""OFD (GB/T 33190): the characters of its pages, joined by their places as those of a PDF.

It is read with lxml, not with ofdkit: the latter unpacks without limits, and tells no places of characters.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from loaders.documents.layout.glyph import LinePage
from loaders.documents.layout.tables import lines_and_tables
from loaders.documents.layout.text import EXACT_SIZE_CHANGE, add_pages
from loaders.documents.limits import MAX_DOCUMENT_PAGES, enforce_limit
from loaders.documents.ofd_page import OfdPage, OfdResources, read_ofd_page
from loaders.documents.package import Package, resolved
from loaders.documents.pictures import is_picture, picture_pages
from loaders.documents.scan import SCAN_SIZE_CHANGE, Recogniser
from loaders.documents.stamps import Image
from loaders.documents.text_builder import TextBuilder, clean_text
from loaders.documents.text_document import TextDocument
from loaders.documents.xml_elements import attribute, child, children, text_of
from loaders.errors import SourceError

OFD_PART = "OFD.xml"
A4_BOX = (0.0, 0.0, 210.0, 297.0)  # of a page that states none, in millimetres
MAX_PAGE_MM = 5_000.0  # of a page's side: a poster; more is a mistake
RESOURCE_NAMES = ("PublicRes", "DocumentRes")


def parse_ofd(raw: bytes, name: str, recogniser: Recogniser | None = None) -> TextDocument:
    """Parse an OFD.

    Args:
        raw: the bytes.
        name: the file's name.
        recogniser: recognises pages that are pictures; without it they are left unread.

    Raises:
        SourceError: it is damaged, locked, a scan that is not to be recognised, or beyond a limit.
    """
    package = Package(raw)
    pages = list(ofd_pages(package))
    has_text = any(page.glyphs for page in pages)
    if not has_text and not recogniser:
        raise SourceError("document_is_scan")
    builder = TextBuilder()
    if not recogniser and any(_is_scan(page) for page in pages):
        builder.note("scanned_pages")
    lines = []
    for number, page in enumerate(pages, 1):
        if recogniser and _is_scan(page):
            image = ofd_picture(package, page)
            scale = page.width / image.shape[1]
            lines.append(recogniser.read(image, scale, (number, len(pages)), builder))
        else:
            lines.append(LinePage(page.width, page.height, lines_and_tables(page.glyphs, page.rules, number)))
    add_pages(builder, lines, size_change=EXACT_SIZE_CHANGE if has_text else SCAN_SIZE_CHANGE)
    title = clean_text(text_of(child(package.xml(OFD_PART), "DocBody/DocInfo/Title")))
    return builder.document(name, "ofd" if has_text else "scan", title=title, pages=len(pages))


def _is_scan(page: OfdPage) -> bool:
    return bool(page.pictures) and not page.glyphs


def ofd_picture(package: Package, page: OfdPage) -> Image:
    """Return the picture that fills a page.

    Raises:
        SourceError: it is of a format that is not read, damaged, or beyond a limit.
    """
    raw = package.read(page.pictures[0])
    if not is_picture(raw):
        raise SourceError("document_damaged", reason=page.pictures[0])
    return next(picture_pages(raw))


def ofd_pages(package: Package) -> Iterator[OfdPage]:
    """Yield the pages of an OFD.

    Raises:
        SourceError: it is damaged, or beyond a limit.
    """
    for body in children(package.xml(OFD_PART), "DocBody"):
        yield from _pages(package, body)


class _Body:
    """A document of an OFD, which mostly has one, with the parts that it refers to; each is parsed once."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path
        self.root = package.xml(path)
        self._parts: dict[str, etree._Element] = {}

    def resolved(self, location: str) -> str:
        """Return the path of a part that the document refers to; empty where it is not there."""
        return resolved(self.package, self.path, location)

    def part(self, location: str) -> etree._Element | None:
        """Return a part that the document refers to; None where it is not there."""
        path = self.resolved(location)
        if path and path not in self._parts:
            self._parts[path] = self.package.xml(path)
        return self._parts.get(path)


def _pages(package: Package, doc_body: etree._Element) -> Iterator[OfdPage]:
    path = resolved(package, OFD_PART, text_of(child(doc_body, "DocRoot")))
    if not path:
        raise SourceError("document_damaged", reason="OFD: DocRoot")
    body = _Body(package, path)
    common = child(body.root, "CommonData")
    box = _box(common, "PageArea/PhysicalBox") or A4_BOX
    resources = _resources(body, common)
    templates = {
        attribute(template, "ID"): attribute(template, "BaseLoc") for template in children(common, "TemplatePage")
    }
    page_elements = list(children(child(body.root, "Pages"), "Page"))
    enforce_limit("pages", len(page_elements), MAX_DOCUMENT_PAGES)
    for element in page_elements:
        page_path = body.resolved(attribute(element, "BaseLoc"))
        if not page_path:
            raise SourceError("document_damaged", reason=f"OFD: {attribute(element, 'BaseLoc')}")
        page = package.xml(page_path)
        used = [templates.get(attribute(template, "TemplateID"), "") for template in children(page, "Template")]
        contents = [*(root for location in used if (root := body.part(location)) is not None), page]
        yield read_ofd_page(contents, resources, _box(page, "Area/PhysicalBox") or box)


def _resources(body: _Body, common: etree._Element | None) -> OfdResources:
    units, pictures = {}, {}
    for part in (part for name in RESOURCE_NAMES for part in children(common, name)):
        root = body.part(text_of(part))
        folder = posixpath.join(posixpath.dirname(body.resolved(text_of(part))), attribute(root, "BaseLoc"))
        for unit in children(child(root, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
            units[attribute(unit, "ID")] = unit
        for media in children(child(root, "MultiMedias"), "MultiMedia"):
            location = text_of(child(media, "MediaFile"))
            pictures[attribute(media, "ID")] = resolved(body.package, posixpath.join(folder, "_"), location)
    return OfdResources(units, pictures)


def _box(element: etree._Element | None, path: str) -> tuple[float, float, float, float] | None:
    numbers = text_of(child(element, path)).split()
    try:
        left, top, width, height = map(float, numbers)
    except ValueError:
        return None
    is_page = max(abs(left), abs(top)) <= MAX_PAGE_MM and 0 < width <= MAX_PAGE_MM and 0 < height <= MAX_PAGE_MM
    return (left, top, width, height) if is_page else None
