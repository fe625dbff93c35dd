"""A character on a page, and a line of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from loaders.documents.text_document import PageBox

EM_OF_HEIGHT = 0.8  # the size of a font, as a share of the height from its ascent to its descent
MAX_PLACE = 20_000.0  # points from a page's corner; the largest page of a PDF has 14,400
WIDE = frozenset("WF")  # East Asian widths of characters as wide as their font is high


class Glyph(NamedTuple):
    """A character with its box, in points from the page's upper left corner."""

    text: str
    box: PageBox

    @property
    def centre(self) -> tuple[float, float]:
        """Return where its middle is: how far to the right, how far down."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True)
class Line:
    """Characters side by side on a page, from the left to the right."""

    glyphs: tuple[Glyph, ...]
    page: int

    @cached_property
    def text(self) -> str:
        """Return its characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def box(self) -> PageBox:
        """Return the box around all its characters."""
        return box_around(glyph.box for glyph in self.glyphs)

    @cached_property
    def em(self) -> float:
        """Return the size of its font, in points: how wide a Chinese character is, else by its height."""
        widths = [glyph.box.right - glyph.box.left for glyph in self.glyphs if is_wide(glyph.text)]
        return (median(widths) if widths else 0.0) or (self.box.bottom - self.box.top) * EM_OF_HEIGHT or 1.0

    @property
    def middle(self) -> float:
        """Return how far down its middle is."""
        return (self.box.top + self.box.bottom) / 2


class LinePage(NamedTuple):
    """A page: its size in points, and its lines in any order. A table stands among them as one line."""

    width: float
    height: float
    lines: tuple[Line, ...]


def box_around(boxes: Iterable[PageBox]) -> PageBox:
    """Return the smallest box around others, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return PageBox(min(lefts), min(tops), max(rights), max(bottoms))


def is_placed(box: PageBox) -> bool:
    """Return whether a box lies where a page can be: a damaged file can place characters anywhere, or nowhere.

    >>> is_placed(PageBox(0, 0, 12, 12)), is_placed(PageBox(0, 0, float("nan"), 12)), is_placed(PageBox(0, 0, 1e9, 12))
    (True, False, False)
    """
    return all(abs(place) <= MAX_PLACE for place in box)


def is_wide(text: str) -> bool:
    """Return whether a character is as wide as its font is high.

    >>> is_wide("常"), is_wide("a")
    (True, False)
    """
    return text != "" and unicodedata.east_asian_width(text) in WIDE


def joined(lines: Sequence[Line]) -> Line:
    """Return lines side by side as one, with a space between two.

    Args:
        lines: at least one, from the left to the right.
    """
    glyphs = list(lines[0].glyphs)
    for before, line in pairwise(lines):
        gap = PageBox(before.box.right, line.box.top, max(before.box.right, line.box.left), line.box.bottom)
        glyphs += [Glyph(" ", gap), *line.glyphs]
    return Line(tuple(glyphs), lines[0].page)
