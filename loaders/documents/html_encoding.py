"""The encoding of a web page: what its bytes can be goes before what it declares, which is often wrong."""

from __future__ import annotations

import codecs
import re
import unicodedata

from loaders.errors import SourceError
from loaders.sources.encoding import decode_text

DECLARED_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
DECLARATION_BYTES = 4096  # at a page's start, in which it declares its charset
FALLBACKS = ("utf-8", "gb18030")
BROKEN = frozenset({"Co", "Cn", "Cs"})  # categories of characters that come of a wrong encoding
REPLACEMENT = "\ufffd"


def decode_html(raw: bytes) -> tuple[str, bool]:
    """Decode a page.

    Args:
        raw: the bytes.

    Returns:
        The text, and whether some bytes of it are broken and replaced.

    >>> decode_html('<meta charset="utf-8"><p>常州'.encode("gb18030"))
    ('<meta charset="utf-8"><p>常州', False)
    """
    try:
        return decode_text(raw)[0], False
    except SourceError:
        pass
    texts = [raw.decode(codec, "replace") for codec in dict.fromkeys([*_declared(raw), *FALLBACKS])]
    best = min(texts, key=_broken)
    return best, REPLACEMENT in best


def _declared(raw: bytes) -> list[str]:
    match = DECLARED_CHARSET.search(raw[:DECLARATION_BYTES])
    if match is None:
        return []
    try:
        codec = codecs.lookup(match[1].decode("ascii", "replace"))
    except LookupError:
        return []
    name = "big5hkscs" if codec.name == "big5" else codec.name
    return [name] if _is_text_codec(name) else []


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"".decode(name), str)
    except LookupError:  # a codec of bytes to bytes, as "zip"
        return False


def _broken(text: str) -> int:
    return sum(character == REPLACEMENT or unicodedata.category(character) in BROKEN for character in text)
