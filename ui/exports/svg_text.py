"""Text in a drawing: how wide it is, and what of it fits."""

from __future__ import annotations

FIRST_WIDE_CHARACTER = 0x2190  # of Unicode: from the arrows on, Chinese fonts draw as wide as high


def ems(text: str) -> float:
    """Return the width of a text in ems: a Chinese character, an arrow and a sign are one, a space about 0.3.

    Others are about 0.58.

    >>> ems("电芯 A1")
    3.46
    """
    return round(sum(1.0 if ord(char) >= FIRST_WIDE_CHARACTER else 0.3 if char == " " else 0.58 for char in text), 9)


def fitting(text: str, room: float) -> str:
    """Return the longest beginning of the text that fits into some ems.

    >>> fitting("正极材料", 3)
    '正极材'
    """
    return next((text[:at] for at in range(len(text), 0, -1) if ems(text[:at]) <= room), text[:1])
