"""In which encoding a text is: told by its mark, else by what its bytes can be."""

from __future__ import annotations

import codecs
import unicodedata

from loaders.errors import LoadError

ENCODINGS = ("UTF-8", "GB18030", "UTF-16")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
MOSTLY = 4  # Chinese in GB18030 read as UTF-8 is broken at every other character


def decode_text(raw: bytes, file: str) -> tuple[str, str]:
    """The text, and the encoding's name.

    Args:
        raw: the bytes.
        file: for messages.

    Raises:
        LoadError: it is damaged, or in none of the encodings.
    """
    for mark, codec, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _strict(raw, codec, file), name
    for half, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _mostly_null(raw, half):
            return _strict(raw, codec, file), "UTF-16"
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
    replaced = raw.decode("utf-8", "replace")
    bad = replaced.count("\ufffd")
    if sum(not c.isascii() for c in replaced) > MOSTLY * bad:  # UTF-8 with a few damaged bytes
        raise LoadError("file_damaged", file=file, line=line, count=bad)
    return _strict(raw, "gb18030", file), "GB18030"


def _mostly_null(raw: bytes, half: int) -> bool:
    """Whether the line ends, digits and commas show that every other byte is the half of a character."""
    line_end = b"\n\0" if half else b"\0\n"
    return len(raw) % 2 == 0 and raw[half::2].count(0) > raw[1 - half :: 2].count(0) and line_end in raw


def _strict(raw: bytes, codec: str, file: str) -> str:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        text = "\0"
    if any(c == "\0" or unicodedata.category(c) == "Co" for c in text):  # Big5 gives such characters
        raise LoadError("file_encoding", file=file, tried=ENCODINGS)
    return text
