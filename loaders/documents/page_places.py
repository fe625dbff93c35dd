"""Where a place of the text stands on the pages of the original."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from loaders.documents.text_document import LineBox, PageBox, Span, TextDocument


class PagePlace(NamedTuple):
    """A rectangle on a page; pages count from 1."""

    page: int
    box: PageBox


def places_of(document: TextDocument, span: Span) -> list[PagePlace]:
    """Return the rectangles that a place of the text covers, one a line, in reading order.

    Args:
        document: the document; of one without pages there are none.
        span: the place.
    """
    first = bisect_right(document.blocks, span.start, key=lambda block: block.span.end)
    places = []
    for block in document.blocks[first:]:
        if block.span.start >= span.end:
            break
        places += [_part(line, span) for line in block.lines if line.span.overlaps(span)]
    return places


def _part(line: LineBox, span: Span) -> PagePlace:
    """Return the part of a line within a place: between its characters' edges, else by their share of the line."""
    start, end = max(span.start, line.span.start) - line.span.start, min(span.end, line.span.end) - line.span.start
    length = line.span.end - line.span.start
    if len(line.edges) == length + 1:
        left, right = line.edges[start], line.edges[end]
    else:
        step = (line.box.right - line.box.left) / length
        left, right = line.box.left + start * step, line.box.left + end * step
    return PagePlace(line.page, line.box._replace(left=left, right=max(left, right)))
