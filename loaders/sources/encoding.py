"""The encoding of a text file, told by its byte order mark, else by what its bytes can be."""

from __future__ import annotations

import codecs
import unicodedata

from loaders.errors import SourceError

ENCODINGS = ("UTF-8", "GB18030", "UTF-16")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# A Chinese character has three bytes in UTF-8. Those of two are no evidence: GB18030 gives them by chance, 一 is one.
FIRST_OF_THREE_BYTES = "\u0800"
# Chinese in GB18030 that is read as UTF-8 is broken at every other character. A text with more than this many good
# characters for each broken one is UTF-8 with a few damaged bytes.
GOOD_PER_BROKEN = 4


def decode_text(raw: bytes) -> tuple[str, str]:
    """Decode a text in UTF-8, GB18030 or UTF-16.

    Args:
        raw: the bytes.

    Returns:
        The text, and the name of the encoding.

    Raises:
        SourceError: ``file_damaged``: it is UTF-8 with broken bytes; ``file_big5``: it is in the
            encoding of traditional characters, which is not read; ``file_encoding``: it is in none of these.

    >>> decode_text("常州".encode("gb18030"))
    ('常州', 'GB18030')
    >>> decode_text("常州".encode("utf-8-sig"))
    ('常州', 'UTF-8 (BOM)')
    """
    for mark, codec, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_strictly(raw, codec), name
    for high_byte, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _is_utf16_without_mark(raw, high_byte):
            return _decode_strictly(raw, codec), "UTF-16"
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
    replaced = raw.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    if sum(FIRST_OF_THREE_BYTES <= character != "\ufffd" for character in replaced) > GOOD_PER_BROKEN * broken:
        raise SourceError("file_damaged", line=line, count=broken)
    return _decode_strictly(raw, "gb18030"), "GB18030"


def _is_utf16_without_mark(raw: bytes, high_byte: int) -> bool:
    """Return whether line ends, digits and commas have a null byte where UTF-16 puts it: at odd or even positions."""
    line_end = b"\n\0" if high_byte else b"\0\n"
    return len(raw) % 2 == 0 and raw[high_byte::2].count(0) > raw[1 - high_byte :: 2].count(0) and line_end in raw


def _decode_strictly(raw: bytes, codec: str) -> str:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        text = "\0"
    # Big5 that is read as GB18030 gives characters of the private use area.
    if any(character == "\0" or unicodedata.category(character) == "Co" for character in text):
        raise SourceError("file_big5" if _is_big5(raw) else "file_encoding", tried=ENCODINGS)
    return text


def _is_big5(raw: bytes) -> bool:
    try:
        text = raw.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= character <= "\u9fff" for character in text)
