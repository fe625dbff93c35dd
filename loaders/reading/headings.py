"""Headings: how deep a paragraph's number says that it stands, and the words of the heading."""

from __future__ import annotations

import re

NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*第[一二三四五六七八九十百\d]+[章篇部]",
        r"\s*([一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十百\d]+[节条])",
        r"\s*[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\s*\d{1,3}([.．、]|(?=[一-鿿]))",
        r"\s*([（(]\d{1,3}[）)]|[一二三四五六七八九十]{1,2}是)",
    )
)
RUN_IN = re.compile(r"[^。！？\n]{1,60}")


def heading_of(paragraph: str) -> tuple[int, str]:
    """Return the level and words of the heading that a paragraph is or begins with; level 0: none.

    >>> heading_of("（二）聚力强科技，优势更加凸显。创新力量壮大。")
    (3, '聚力强科技，优势更加凸显')
    >>> heading_of("今年以来，创新力量壮大。")
    (0, '')
    """
    for level, pattern in enumerate(NUMBERINGS, 1):
        if (number := pattern.match(paragraph)) and (words := RUN_IN.match(paragraph, number.end())):
            return level, words[0].strip()
    return 0, ""


def above(headings: tuple[tuple[int, str], ...], level: int) -> tuple[tuple[int, str], ...]:
    """Return the headings of a higher rank than a level.

    >>> above(((1, "甲"), (2, "乙"), (3, "丙")), 2)
    ((1, '甲'),)
    """
    return tuple(heading for heading in headings if heading[0] < level)
