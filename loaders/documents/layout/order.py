"""The lines of a page in reading order: columns one after the other, in each from the top down.

A line across both columns, as a title, parts what stands above it from what stands below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.documents.layout.glyph import Line, joined
from loaders.documents.layout.lines import same_height

MIN_COLUMN_LINES = 4  # fewer lines side by side are a table, a signature, a caption
MIN_COLUMN_CHARACTERS = 8  # of half of a column's lines; shorter ones are cells
FULL_LINE_SHARE = 0.8  # of a column's width: half of the lines of prose are as long
MAX_CROSSING_SHARE = 0.4  # of all lines: more that go across, and there are no columns
GUTTER_STEP = 0.5  # of the size of the font: distance of the places at which a gutter is sought
MAX_GUTTER_PLACES = 300  # at which a gutter is sought: a page of small print is 200 characters wide
MAX_COLUMN_DEPTH = 4  # columns within columns


@dataclass(frozen=True)
class TextColumn:
    """The lines of a column, or of a stretch of a page without columns, from the top down."""

    lines: tuple[Line, ...]
    is_whole_width: bool = True


def columns_of(lines: Sequence[Line], depth: int = 0) -> Iterator[TextColumn]:
    """Yield the columns of a page in reading order.

    Args:
        lines: the page's lines in any order.
        depth: how many columns they are within.
    """
    gutter = _gutter(lines) if depth < MAX_COLUMN_DEPTH else None
    if gutter is None:
        if lines:
            yield TextColumn(tuple(rows_of(lines)), is_whole_width=not depth)
        return
    whole: list[Line] = []
    for zone, across in _zones(lines, gutter):
        left = [line for line in zone if line.box.right <= gutter]
        right = [line for line in zone if line.box.right > gutter]
        if left and right:
            if whole:
                yield TextColumn(tuple(rows_of(whole)))
            whole = []
            yield from columns_of(left, depth + 1)
            yield from columns_of(right, depth + 1)
        else:
            whole += zone
        whole += across
    if whole:
        yield TextColumn(tuple(rows_of(whole)))


def _zones(lines: Sequence[Line], gutter: float) -> Iterator[tuple[list[Line], list[Line]]]:
    """Yield the lines beside a gutter down to the next line across it, and that line, from the top of the page down."""
    across = sorted((line for line in lines if _crosses(line, gutter)), key=lambda line: line.middle)
    beside = [line for line in lines if not _crosses(line, gutter)]
    borders = [float("-inf"), *(line.middle for line in across), float("inf")]
    for (top, bottom), following in zip(pairwise(borders), [*([line] for line in across), []], strict=True):
        yield [line for line in beside if top <= line.middle < bottom], following


def rows_of(lines: Sequence[Line]) -> list[Line]:
    """Return lines from the top down; what stands on one height is one line, with spaces.

    A table, which is a line without text, stays by itself.
    """
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.box.left)):
        if rows and line.text and rows[-1][-1].text and same_height(rows[-1][-1].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [joined(sorted(row, key=lambda line: line.box.left)) if len(row) > 1 else row[0] for row in rows]


def _crosses(line: Line, x: float) -> bool:
    return line.box.left < x < line.box.right


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the white stripe between two columns runs, from the left edge; None without columns."""
    if len(lines) < 2 * MIN_COLUMN_LINES:
        return None
    left, right = min(line.box.left for line in lines), max(line.box.right for line in lines)
    step = max(GUTTER_STEP * median(line.em for line in lines), (right - left) / MAX_GUTTER_PLACES)
    places = [left + step * n for n in range(1, int((right - left) / step))]
    fitting = [(_crossings(lines, x), -_smaller_side(lines, x), x) for x in places if _parts_columns(lines, x)]
    if not fitting:
        return None
    fewest = min(fitting)[:2]
    best = [x for *counts, x in fitting if tuple(counts) == fewest]
    return best[len(best) // 2]


def _crossings(lines: Sequence[Line], x: float) -> int:
    return sum(_crosses(line, x) for line in lines)


def _smaller_side(lines: Sequence[Line], x: float) -> int:
    return min(sum(line.box.right <= x for line in lines), sum(line.box.left >= x for line in lines))


def _parts_columns(lines: Sequence[Line], x: float) -> bool:
    left = [line for line in lines if line.box.right <= x]
    right = [line for line in lines if line.box.left >= x]
    across = len(lines) - len(left) - len(right)
    return (
        min(len(left), len(right)) >= MIN_COLUMN_LINES
        and across <= MAX_CROSSING_SHARE * len(lines)
        and _is_prose(left)
        and _is_prose(right)
        and _lie_side_by_side(left, right)
    )


def _is_prose(lines: Sequence[Line]) -> bool:
    if median(len(line.glyphs) for line in lines) < MIN_COLUMN_CHARACTERS:
        return False
    width = max(line.box.right for line in lines) - min(line.box.left for line in lines)
    full = sum(line.box.right - line.box.left >= FULL_LINE_SHARE * width for line in lines)
    return 2 * full >= len(lines)


def _lie_side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Return whether the shorter of two columns lies beside the longer one for at least half of its height."""
    (left_top, left_bottom), (right_top, right_bottom) = (
        (min(line.box.top for line in side), max(line.box.bottom for line in side)) for side in (left, right)
    )
    shared = min(left_bottom, right_bottom) - max(left_top, right_top)
    return 2 * shared >= min(left_bottom - left_top, right_bottom - right_top)
