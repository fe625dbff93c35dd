"""Characters to lines: what stands close together on one height belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from loaders.documents.layout.glyph import Glyph, Line, box_around, is_wide
from loaders.documents.text_document import PageBox

# Shares of the size of the font.
SAME_HEIGHT = 0.5  # the middles of two characters of one line are at most this far apart
LINE_GAP = 1.3  # a wider gap parts two lines: columns, or cells of a table without rules
OVERLAP = 0.6  # a character may begin this far within the one before it: kerning, a narrow bracket
WIDE_GAP = 0.6  # beyond the line's usual gap, beside a Chinese character
WORD_GAP = 0.2  # between two Latin words; Latin characters of one word are closer


def lines_of(glyphs: Iterable[Glyph], page: int) -> tuple[Line, ...]:
    """Return the lines of a page.

    Args:
        glyphs: its characters in the order in which the file draws them.
        page: its number.
    """
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    lines = [Line(tuple(_trimmed(group)), page) for group in _united(runs)]
    return tuple(line for line in lines if line.glyphs)


def same_height(one: PageBox, other: PageBox) -> bool:
    """Return whether two boxes stand on one line. One of them may be flat, as fonts tell it of 一 and of dashes."""
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 <= SAME_HEIGHT * _higher(one, other)


def _higher(one: PageBox, other: PageBox) -> float:
    return max(one.bottom - one.top, other.bottom - other.top)


def _follows(before: Glyph, glyph: Glyph) -> bool:
    em, gap = _higher(before.box, glyph.box), _gap(before, glyph)
    return same_height(before.box, glyph.box) and -OVERLAP * em <= gap <= LINE_GAP * em


def _united(runs: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Unite runs that a file draws apart though they touch, as a word in bold is."""
    groups: list[list[Glyph]] = []
    open_groups: list[int] = []  # the groups that are not yet too far up
    for run in sorted(runs, key=lambda run: (run[0].box.top + run[0].box.bottom, run[0].box.left)):
        open_groups = [n for n in open_groups if same_height(box_around(glyph.box for glyph in groups[n]), run[0].box)]
        touching = [n for n in open_groups if _touches(groups[n], run)]
        if not touching:
            open_groups.append(len(groups))
            groups.append(list(run))
            continue
        first, *others = touching
        groups[first] += run
        for number in others:
            groups[first] += groups[number]
            groups[number] = []
            open_groups.remove(number)
        groups[first].sort(key=lambda glyph: glyph.box.left)
    return [group for group in groups if group]


def _touches(group: Sequence[Glyph], run: Sequence[Glyph]) -> bool:
    after, before = (group, run) if group[0].box.left > run[0].box.left else (run, group)
    return _follows(before[-1], after[0]) or (
        same_height(before[0].box, after[0].box) and before[0].box.left <= after[0].box.left <= before[-1].box.right
    )


def _trimmed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return a line without white space at its ends, and with a space between Latin words that a gap alone parts."""
    while glyphs and glyphs[0].text.isspace():
        glyphs = glyphs[1:]
    while glyphs and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    usual = median(_gap(before, glyph) for before, glyph in pairwise(glyphs)) if len(glyphs) > 1 else 0.0
    spaced = list(glyphs[:1])
    for before, glyph in pairwise(glyphs):
        if before.text.isspace() and glyph.text.isspace():
            continue
        if _parts_words(before, glyph, usual):
            spaced.append(Glyph(" ", PageBox(before.box.right, glyph.box.top, glyph.box.left, glyph.box.bottom)))
        spaced.append(glyph)
    return spaced


def _parts_words(before: Glyph, glyph: Glyph, usual: float) -> bool:
    """Return whether a gap is a space that the file has no character for; letters that are all set wide have none."""
    if before.text.isspace() or glyph.text.isspace():
        return False
    height = _higher(before.box, glyph.box)
    if is_wide(before.text) or is_wide(glyph.text):
        return _gap(before, glyph) - usual > WIDE_GAP * height
    return _gap(before, glyph) > WORD_GAP * height


def _gap(before: Glyph, glyph: Glyph) -> float:
    return glyph.box.left - before.box.right
