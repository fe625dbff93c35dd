"""Web pages: the main content as paragraphs, headings and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from loaders.documents.html_cells import is_layout, table_cells
from loaders.documents.html_content import (
    MIN_MAIN_CHARACTERS,
    is_frame,
    is_unseen,
    main_content,
    stated_titles,
    tag_of,
    title_element,
)
from loaders.documents.html_encoding import decode_html
from loaders.documents.html_tags import html_tags
from loaders.documents.limits import MAX_XML_NESTING, enforce_limit
from loaders.documents.package import check_parser_limits
from loaders.documents.text_builder import LONE_SURROGATE, TextBuilder, clean_text
from loaders.documents.text_document import BlockKind, CellPlace, TextDocument
from loaders.errors import SourceError

HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
NOTED_TAGS = {"img": "pictures"} | dict.fromkeys(("iframe", "object", "embed"), "embedded_document")
WIDE_CHARACTERS = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
# A line end of the source between Chinese characters is none of the text.
SOURCE_LINE_END = re.compile(rf"(?<={WIDE_CHARACTERS})[ \t]*[\r\n]\s*(?={WIDE_CHARACTERS})")
SOURCE_SPACE = re.compile(r"[ \t\r\n\f\v]+")
HTML_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_html_page(text: str) -> bool:
    """Return whether a text is a web page.

    >>> is_html_page("<!DOCTYPE html><p>a"), is_html_page("<?xml version='1.0'?><w:document>")
    (True, False)
    """
    return HTML_START.match(text) is not None


def parse_html(raw: bytes, name: str) -> TextDocument:
    """Parse a web page.

    Raises:
        SourceError: it has no content, or is beyond a limit.
    """
    text, is_broken = decode_html(raw)
    body, titles = _page(text)
    main = main_content(body)
    walker = _PageWalker(with_frames=False)
    heading = title_element(body, main, titles)
    if heading is not None:
        walker.add_title(heading, _path(heading))
    walker.walk(main, _path(main))
    if walker.length < MIN_MAIN_CHARACTERS:
        walker = _PageWalker(with_frames=True)
        walker.walk(body, _path(body))
    if is_broken:
        walker.builder.note("broken_characters")
    return walker.builder.document(name, "html", title=titles[0] if titles else "")


def _page(text: str) -> tuple[etree._Element, tuple[str, ...]]:
    """Return the body of a page, and the titles that its head states."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    content = LONE_SURROGATE.sub("\ufffd", text.replace("\0", "")).encode()
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise SourceError("document_damaged", reason=problem) from problem
    check_parser_limits(parser.error_log)
    body = None if root is None else next(root.iter("body"), root)
    if root is None or body is None:
        raise SourceError("document_damaged", reason="HTML")
    return body, stated_titles(root)


def _path(element: etree._Element) -> str:
    return str(element.getroottree().getpath(element))


@dataclass(frozen=True)
class _Place:
    """The block that text belongs to: its path, its heading's level, its cell."""

    path: str
    level: int = 0
    cell: CellPlace | None = None
    keeps_lines: bool = False


class _PageWalker:
    """Walks down a page and adds its blocks; ``with_frames`` takes navigation and the like, too."""

    def __init__(self, *, with_frames: bool) -> None:
        self.builder = TextBuilder()
        self.length = 0
        self._with_frames = with_frames
        self._pieces: list[str] = []
        self._place = _Place("")

    def add_title(self, element: etree._Element, path: str) -> None:
        """Add an element as the page's title."""
        self._add_block("".join(element.itertext()), _Place(path, level=1))

    def walk(self, element: etree._Element, path: str) -> None:
        """Add what an element holds. Raises SourceError beyond a limit."""
        self._walk(element, _Place(path), 0)
        self._end_block()

    def _walk(self, element: etree._Element, place: _Place, depth: int) -> None:
        enforce_limit("nesting", depth, MAX_XML_NESTING)
        tag = tag_of(element)
        if tag in NOTED_TAGS:
            self.builder.note(NOTED_TAGS[tag])
        if is_unseen(element) or (depth and not self._with_frames and is_frame(element)):
            return
        if tag == "br":
            self._end_block()
        elif tag == "table" and not is_layout(element):
            self._end_block()
            self._add_table(element, place, depth)
        elif tag in html_tags().inline:
            self._walk_children(element, place, place.path, depth)
        else:
            self._end_block()
            level = HEADING_LEVELS.get(tag, place.level)
            inner = replace(place, level=level, keeps_lines=place.keeps_lines or tag == "pre")
            self._walk_children(element, inner, place.path, depth)
            self._end_block()

    def _walk_children(self, element: etree._Element, place: _Place, path: str, depth: int) -> None:
        self._add_text(element.text, place)
        counts: dict[str, int] = {}
        for child in element:
            tag = tag_of(child)
            counts[tag] = counts.get(tag, 0) + 1
            is_inline = tag in html_tags().inline or not tag
            inner = place if is_inline else replace(place, path=f"{path}/{tag}[{counts[tag]}]")
            self._walk(child, inner, depth + 1)
            self._add_text(child.tail, place)

    def _add_table(self, table: etree._Element, place: _Place, depth: int) -> None:
        number = self.builder.next_table()
        for caption in table.iter("caption"):
            self._walk_children(caption, replace(place, path=f"{place.path}/caption[1]"), place.path, depth)
            self._end_block()
        for cell in table_cells(table):
            self.builder.count_cell()
            at = CellPlace(number, cell.row, cell.column, cell.rows, cell.columns)
            inner = replace(place, path=f"{place.path}/{cell.path}", level=0, cell=at)
            self._walk_children(cell.element, inner, inner.path, depth + 1)
            self._end_block()

    def _add_text(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if not self._pieces:
            self._place = place
        first, *others = text.splitlines() if place.keeps_lines else [text]
        self._pieces.append(first)
        for line in others:
            self._end_block()
            self._place = place
            self._pieces.append(line)

    def _end_block(self) -> None:
        self._add_block("".join(self._pieces), self._place)
        self._pieces = []

    def _add_block(self, raw: str, place: _Place) -> None:
        text = clean_text(SOURCE_SPACE.sub(" ", SOURCE_LINE_END.sub("", raw)))
        kind: BlockKind = "cell" if place.cell else "heading" if place.level else "paragraph"
        self.builder.add(text, kind, origin=place.path, level=0 if place.cell else place.level, cell=place.cell)
        self.length += len(text)
