"""OFD (GB/T 33190): the characters of its pages, joined by their places as those of a PDF.

It is read with lxml, not with ofdkit: the latter unpacks without limits, and tells no places of characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.documents.layout.glyph import LinePage
from loaders.documents.layout.tables import lines_and_tables
from loaders.documents.layout.text import add_pages
from loaders.documents.limits import MAX_DOCUMENT_PAGES, enforce_limit
from loaders.documents.ofd_page import OfdPage, OfdResources, read_ofd_page
from loaders.documents.package import Package, resolved
from loaders.documents.text_builder import TextBuilder, clean_text
from loaders.documents.text_document import TextDocument
from loaders.documents.xml_elements import attribute, child, children, text_of
from loaders.errors import SourceError

OFD_PART = "OFD.xml"
A4_BOX = (0.0, 0.0, 210.0, 297.0)  # of a page that states none, in millimetres
MAX_PAGE_MM = 5_000.0  # of a page's side: a poster; more is a mistake
RESOURCE_NAMES = ("PublicRes", "DocumentRes")


def parse_ofd(raw: bytes, name: str) -> TextDocument:
    """Parse an OFD.

    Raises:
        SourceError: it is damaged, locked, a scan, or beyond a limit.
    """
    package = Package(raw)
    pages = list(ofd_pages(package))
    if not any(page.glyphs for page in pages):
        raise SourceError("document_is_scan")
    builder = TextBuilder()
    numbered = enumerate(pages, 1)
    add_pages(
        builder,
        [
            LinePage(page.width, page.height, lines_and_tables(page.glyphs, page.rules, number))
            for number, page in numbered
        ],
    )
    title = clean_text(text_of(child(package.xml(OFD_PART), "DocBody/DocInfo/Title")))
    return builder.document(name, "ofd", title=title, pages=len(pages))


def ofd_pages(package: Package) -> Iterator[OfdPage]:
    """Yield the pages of an OFD.

    Raises:
        SourceError: it is damaged, or beyond a limit.
    """
    for body in children(package.xml(OFD_PART), "DocBody"):
        yield from _pages(package, body)


@dataclass(frozen=True)
class _Body:
    """A document of an OFD, which mostly has one."""

    package: Package
    path: str
    root: etree._Element

    def part(self, location: str) -> etree._Element | None:
        """Return a part that the document refers to; None where it is not there."""
        path = resolved(self.package, self.path, location)
        return self.package.xml(path) if path else None


def _pages(package: Package, doc_body: etree._Element) -> Iterator[OfdPage]:
    path = resolved(package, OFD_PART, text_of(child(doc_body, "DocRoot")))
    if not path:
        raise SourceError("document_damaged", reason="OFD: DocRoot")
    body = _Body(package, path, package.xml(path))
    common = child(body.root, "CommonData")
    box = _box(common, "PageArea/PhysicalBox") or A4_BOX
    resources = OfdResources(
        [
            root
            for name in RESOURCE_NAMES
            for part in children(common, name)
            if (root := body.part(text_of(part))) is not None
        ]
    )
    templates = {
        attribute(template, "ID"): attribute(template, "BaseLoc") for template in children(common, "TemplatePage")
    }
    page_elements = list(children(child(body.root, "Pages"), "Page"))
    enforce_limit("pages", len(page_elements), MAX_DOCUMENT_PAGES)
    for element in page_elements:
        page = body.part(attribute(element, "BaseLoc"))
        if page is None:
            raise SourceError("document_damaged", reason=f"OFD: {attribute(element, 'BaseLoc')}")
        used = [templates.get(attribute(template, "TemplateID"), "") for template in children(page, "Template")]
        contents = [*(root for location in used if (root := body.part(location)) is not None), page]
        yield read_ofd_page(contents, resources, _box(page, "Area/PhysicalBox") or box)


def _box(element: etree._Element | None, path: str) -> tuple[float, float, float, float] | None:
    numbers = text_of(child(element, path)).split()
    try:
        left, top, width, height = map(float, numbers)
    except ValueError:
        return None
    is_page = max(abs(left), abs(top)) <= MAX_PAGE_MM and 0 < width <= MAX_PAGE_MM and 0 < height <= MAX_PAGE_MM
    return (left, top, width, height) if is_page else None
