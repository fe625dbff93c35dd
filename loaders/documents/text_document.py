"""A document as one text, with the way from each of its blocks back to the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

BlockKind: TypeAlias = Literal["heading", "paragraph", "cell", "line"]


class Span(NamedTuple):
    """A place in a text: code points from ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a character.

        >>> Span(0, 2).overlaps(Span(1, 3)), Span(0, 2).overlaps(Span(2, 3))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether the other lies within this one.

        >>> Span(0, 4).contains(Span(1, 4))
        True
        """
        return self.start <= other.start and other.end <= self.end


class PageBox(NamedTuple):
    """A rectangle on a page, in points of 1/72 inch from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class LineBox(NamedTuple):
    """The box of a piece of text on a page; pages count from 1.

    ``edges`` are the left edges of its characters and the right edge of the last one, where the format tells them.
    """

    span: Span
    page: int
    box: PageBox
    edges: tuple[float, ...] = ()


class CellPlace(NamedTuple):
    """The place of a cell: tables of the document, rows and columns count from 0.

    A merged cell stands at its upper left corner and spans ``rows`` and ``columns``. The paragraphs of a cell are
    blocks of their own with the same place.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Block:
    """A piece of the text that the original keeps together.

    Attributes:
        span: its place in the text.
        kind: ``line`` where the format has no more than lines, as plain text.
        origin: where it stands in the original: an XPath, or ``body/p[12]`` of a DOCX.
        lines: the boxes of its lines, of a format that has pages.
        cell: its place in a table, of a cell.
        level: of a heading that the format marks as one: 1 is the highest; else 0.
    """

    span: Span
    kind: BlockKind
    origin: str = ""
    lines: tuple[LineBox, ...] = ()
    cell: CellPlace | None = None
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class TextDocument:
    """A document's text and its blocks in reading order. The text's length never changes from here on.

    Attributes:
        name: the file's name.
        format: ``docx``, ``html``, ``pdf``, ``ofd``, ``doc``, ``txt`` or ``scan``.
        text: the text, with LF as line end. Of a plain text file it is the file's own.
        blocks: the blocks; they do not overlap. What lies between two is white space.
        title: the title that the format states; empty where it states none.
        pages: how many pages it has; 0 where the format has none.
        notes: codes of what the reader could not take (``ui/text`` has the sentences), for the user.
    """

    name: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    pages: int = 0
    notes: tuple[str, ...] = ()
