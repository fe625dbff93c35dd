"""Lines to paragraphs: a name that a line's or a page's end cuts is whole again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from loaders.documents.layout.glyph import Line, is_wide
from loaders.documents.layout.order import TextColumn
from loaders.documents.layout.tables import TableLine
from loaders.documents.text_document import PageBox

# Shares of the size of the font.
INDENT = 1.2  # a line that begins as far to the right begins a paragraph; two characters are usual
SHORT_LINE = (
    2.2  # a line that ends as far from the right edge ends a paragraph; rules of punctuation move two characters
)
EDGE = 0.6  # lines that begin or end within this distance do so at one edge
CELL_PADDING = 0.9  # between a cell's text and its borders, both sides together; Word's is 0.19 cm a side
FULL_CELL_SHARE = 0.8  # of a cell's width: a line as long is wrapped by the cell, and shows how wide it is inside
CENTRED = 2.0  # both sides of a centred line are at least as far from the edges
MIN_EDGE_LINES = 5  # fewer lines of a page need not reach both edges of the text
FAR_RIGHT = 5.0  # lines that begin as far from the left edge are a signature and its date
PARAGRAPH_GAP = 1.25  # times the usual distance of two lines: a wider one parts paragraphs
MAX_PITCH = 2.4  # times the size of the font: no lines of one paragraph are farther apart
WRAPPED_TITLE_SHARE = 0.55  # of the column's width: a title's line that is as long goes on in the next one
OPENING, CLOSING = "《（(", "》）)"
FINISHED_SENTENCE = re.compile(r"[。！？；：!?;:][”’）》」』)]*$")
# How a paragraph begins, wherever its line stands.
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零\d]+[章节条编篇部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|——"
)


@dataclass
class Paragraph:
    """Lines of one paragraph, and whether its font is a title's."""

    lines: list[Line] = field(default_factory=list)
    is_title: bool = False

    @property
    def text(self) -> str:
        """Return its characters without line ends."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True)
class _Placed:
    """A line with the edges of its column and the usual distance of its column's lines."""

    line: Line
    left: float
    right: float
    pitch: float

    @property
    def box(self) -> PageBox:
        return self.line.box

    @property
    def indent(self) -> float:
        return (self.box.left - self.left) / self.line.em

    @property
    def rest(self) -> float:
        """Return how much of the column is left after the line, in characters."""
        return (self.right - self.box.right) / self.line.em

    @property
    def is_centred(self) -> bool:
        return min(self.indent, self.rest) >= CENTRED and abs(self.indent - self.rest) < CENTRED

    @property
    def is_long(self) -> bool:
        return self.box.right - self.box.left >= WRAPPED_TITLE_SHARE * (self.right - self.left)

    def is_in_column_of(self, other: _Placed) -> bool:
        return self.line.page == other.line.page and (self.left, self.right) == (other.left, other.right)


def paragraphs_of(columns: Iterable[TextColumn], size_change: float, page_width: float) -> list[Paragraph | TableLine]:
    """Join the lines of columns into paragraphs, across the ends of columns and pages. Tables stay what they are.

    Args:
        columns: in reading order.
        size_change: a font larger or smaller by this factor is another paragraph's.
        page_width: of the widest page, in points.
    """
    placed = _placed(list(columns), page_width)
    usual_em = _usual_em(line.line for line in placed)
    parts: list[Paragraph | TableLine] = []
    for before, line, after in zip([None, *placed], placed, [*placed[1:], None], strict=False):
        part = parts[-1] if parts else None
        if isinstance(line.line, TableLine):
            parts.append(line.line)
            continue
        if before is None or not isinstance(part, Paragraph) or _begins(before, line, after, part, size_change):
            part = Paragraph(is_title=line.line.em > size_change * usual_em)
            parts.append(part)
        part.lines.append(line.line)
    return parts


def cell_paragraphs(lines: Sequence[Line], width: float) -> list[Paragraph]:
    """Join the lines of a cell into paragraphs.

    Args:
        lines: from the top down.
        width: the cell's, in points.
    """
    paragraphs: list[Paragraph] = []
    longest = max((line.box.right - line.box.left for line in lines), default=0.0)
    inner = longest if longest >= FULL_CELL_SHARE * width else width - CELL_PADDING * lines[0].em if lines else width
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None or _ends_in_cell(before, line, inner):
            paragraphs.append(Paragraph())
        paragraphs[-1].lines.append(line)
    return paragraphs


def _ends_in_cell(before: Line, line: Line, inner: float) -> bool:
    """Return whether a line of a cell leaves room that the next one's first word would have had."""
    room = inner - (before.box.right - before.box.left)
    return room >= SHORT_LINE * before.em and room > _first_word_width(line)


def _begins(before: _Placed, line: _Placed, after: _Placed | None, paragraph: Paragraph, size_change: float) -> bool:
    """Return whether a line begins a paragraph."""
    sizes = sorted((before.line.em, line.line.em))
    if sizes[1] > size_change * sizes[0] or _is_far_below(before, line):
        return True
    if line.is_centred or before.is_centred:
        return not _goes_on_centred(before, line, paragraph)
    ended = FINISHED_SENTENCE.search(before.line.text) is not None
    if before.rest >= SHORT_LINE and (ended or before.rest * before.line.em > _first_word_width(line.line)):
        return True
    if _is_indented(before, line, after) or min(before.indent, line.indent) > FAR_RIGHT:
        return True
    return (ended and line.indent >= INDENT) or (
        (ended or before.rest >= 1) and NUMBERED.match(line.line.text) is not None
    )


def _is_far_below(before: _Placed, line: _Placed) -> bool:
    step = line.line.middle - before.line.middle
    usual = max(min(line.pitch, MAX_PITCH * line.line.em), line.line.em)
    return line.is_in_column_of(before) and step > PARAGRAPH_GAP * usual


def _goes_on_centred(before: _Placed, line: _Placed, paragraph: Paragraph) -> bool:
    """Return whether a centred line goes on with the one before, as the second line of a title does."""
    text = paragraph.text
    if not line.is_centred or FINISHED_SENTENCE.search(text):
        return False
    is_open = any(text.count(opening) > text.count(closing) for opening, closing in zip(OPENING, CLOSING, strict=True))
    return is_open or (paragraph.is_title and before.is_long)


def _is_indented(before: _Placed, line: _Placed, after: _Placed | None) -> bool:
    """Return whether a line begins to the right of its neighbours, or of its column where it is the column's first."""
    neighbours = [other.box.left for other in (before, after) if other and other.is_in_column_of(line)]
    if not line.is_in_column_of(before):
        neighbours.append(line.left)
    return line.box.left - min(neighbours) >= INDENT * line.line.em


def _first_word_width(line: Line) -> float:
    """Return how wide the beginning of a line is that cannot be parted at a line's end, in points.

    It is a Latin word or a number, and the punctuation beside it.
    """
    width = 0.0
    for number, glyph in enumerate(line.glyphs):
        is_punctuation = unicodedata.category(glyph.text).startswith("P")
        if glyph.text.isspace() or (number and is_wide(glyph.text) and not is_punctuation):
            break
        width = glyph.box.right - line.box.left
    return width


def _usual_em(lines: Iterable[Line]) -> float:
    """Return the size of the font in which most characters stand, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.em * 2) / 2] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _placed(columns: Sequence[TextColumn], page_width: float) -> list[_Placed]:
    """Place the lines between the edges of their column; those of a short one between the edges of all columns.

    Where all are too few to tell them, the right margin is taken to be as wide as the left one.
    """
    whole = [line for column in columns if column.is_whole_width for line in column.lines if line.text]
    usual = _edges(whole) if whole else None
    if usual and len(whole) < MIN_EDGE_LINES and not _is_shared(usual[1], whole):
        usual = (usual[0], max(usual[1], page_width - usual[0]))
    placed = []
    for column in columns:
        lines = [line for line in column.lines if line.text] or column.lines
        own = usual is None or not column.is_whole_width or len(lines) >= MIN_EDGE_LINES
        left, right = _edges(lines) if own or usual is None else usual
        steps = [after.middle - before.middle for before, after in pairwise(lines)]
        pitch = median(steps) if steps else 0.0
        placed += [_Placed(line, left, right, pitch) for line in column.lines]
    return placed


def _is_shared(right: float, lines: Sequence[Line]) -> bool:
    return sum(abs(line.box.right - right) < EDGE * line.em for line in lines) > 1


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    em = median(line.em for line in lines)
    left = _shared_edge(sorted(line.box.left for line in lines), em)
    return left, _shared_edge(sorted((line.box.right for line in lines), reverse=True), em)


def _shared_edge(places: Sequence[float], em: float) -> float:
    """Return the first of some sorted places at which a second line begins or ends, else the first of all."""
    return next((place for place, other in pairwise(places) if abs(place - other) < EDGE * em), places[0])
