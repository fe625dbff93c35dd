"""Pinyin initials of Chinese names, because people type them to find a name."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import seg


def pinyin_initials(name: str) -> str:
    """Return the first letters of a name's syllables, with its Latin letters and digits; empty without Chinese.

    >>> pinyin_initials("江南石墨烯研究院")
    'jnsmxyjy'
    """
    letters = "".join(map(_initials, seg.cut(name)))
    return "" if letters == name else "".join(c for c in letters.lower() if c.isascii() and c.isalnum())


@lru_cache(maxsize=100_000)  # words: names of a list of 100,000 rows repeat theirs; this is a few tens of MB at most
def _initials(word: str) -> str:
    """Return the initials of one word. The library cuts a name into the same words, so the result is the same."""
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))
