"""Running headers, footers and page numbers: what the margins of many pages repeat."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from loaders.documents.layout.glyph import Line, LinePage

MARGIN_SHARE = 0.13  # of a page's height, at its top and at its bottom
MAX_MARGIN_LINES = 3  # of one margin; below them the text begins
REPEAT_SHARE = 0.3  # of the pages repeat a header; a header of odd pages only is on half of them
MIN_REPEATS = 2
PAGE_DIGITS = re.compile(r"\d+")
SAME_PLACE = 6.0  # points: scanned pages lie a little askew
PAGE_DASHES = r"[-—–－―_~·•.…|一\s]*"
PAGE_NUMBER = re.compile(
    rf"{PAGE_DASHES}第?\s*(?:\d{{1,4}}|[ivxlIVXL]{{1,6}}|[Ⅰ-ⅻ]{{1,3}})\s*页?\s*"
    rf"(?:(?:[/／]|[,，;；]?\s*共)\s*\d{{1,4}}\s*页?)?{PAGE_DASHES}"
)


def without_margins(pages: Sequence[LinePage]) -> list[LinePage]:
    """Return the pages without running headers, footers and page numbers."""
    margins = [_margin_lines(page) for page in pages]
    repeated = _repeated(pages, margins)
    return [
        page._replace(lines=tuple(line for line in page.lines if not (line in margin and _is_running(line, repeated))))
        for page, margin in zip(pages, map(set, margins), strict=True)
    ]


def is_page_number(text: str) -> bool:
    """Return whether a line at a page's end is no more than the page's number.

    >>> [is_page_number(text) for text in ("— 12 —", "第 3 页 共 8 页", "2/8", "ii", "2026年")]
    [True, True, True, True, False]
    """
    return PAGE_NUMBER.fullmatch(text.strip()) is not None


def _margin_lines(page: LinePage) -> list[Line]:
    """Return the outermost lines of a page, as far as they stand in its margins."""
    lines = sorted(filter(lambda line: line.text, page.lines), key=lambda line: line.middle)
    top = [line for line in lines[:MAX_MARGIN_LINES] if line.middle < MARGIN_SHARE * page.height]
    bottom = [line for line in lines[-MAX_MARGIN_LINES:] if line.middle > (1 - MARGIN_SHARE) * page.height]
    return [*top, *(line for line in bottom if line not in top)]


def _is_running(line: Line, repeated: set[str]) -> bool:
    return is_page_number(line.text) or _pattern(line) in repeated


def _pattern(line: Line) -> str:
    """Return a line's text without what counts on from page to page."""
    return PAGE_DIGITS.sub("#", line.text)


def _repeated(pages: Sequence[LinePage], margins: Sequence[Sequence[Line]]) -> set[str]:
    places: dict[str, list[float]] = defaultdict(list)
    for page, lines in zip(pages, margins, strict=True):
        for line in lines:
            from_edge = min(line.middle, page.height - line.middle)
            places[_pattern(line)].append(from_edge)
    enough = max(MIN_REPEATS, REPEAT_SHARE * len(pages))
    return {pattern for pattern, heights in places.items() if _at_one_place(heights) >= enough}


def _at_one_place(heights: Sequence[float]) -> int:
    counts = Counter(round(height / SAME_PLACE) for height in heights)
    return max(counts[place] + counts[place + 1] for place in counts)
