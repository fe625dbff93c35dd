"""Pinyin initials of Chinese names: what people type when they look for one."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.seg.mmseg import seg


def pinyin_initials(name: str) -> str:
    """The first letters of a name's syllables, Latin letters and digits kept; empty when the name has no Chinese.

    ``江南石墨烯研究院`` gives ``jnsmxyjy``.
    """
    letters = "".join(map(_initials, seg.cut(name)))
    return "" if letters == name else "".join(c for c in letters.lower() if c.isascii() and c.isalnum())


@lru_cache(maxsize=100_000)
def _initials(word: str) -> str:
    """Of one word, as the library would cut the name itself: the words of names recur, and reading one takes long."""
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER))
