"""Pinyin initials of Chinese names: what people type when they look for one."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def initials(name: str) -> str:
    """The first letters of a name's syllables, Latin letters and digits kept; empty when the name has no Chinese.

    ``江南石墨烯研究院`` gives ``jnsmxyjy``.
    """
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return "" if letters == name else "".join(c for c in letters.lower() if c.isascii() and c.isalnum())
