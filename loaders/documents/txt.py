"""Plain text and Markdown: the file's own text, with its lines as blocks."""

from __future__ import annotations

import re

from loaders.documents.limits import MAX_TEXT_BLOCKS, MAX_TEXT_CHARACTERS, enforce_limit
from loaders.documents.text_document import Block, Span, TextDocument
from loaders.errors import SourceError
from loaders.sources.encoding import decode_text

LINE_OF_TEXT = re.compile(r"[^\r\n]+")


def parse_txt(raw: bytes, name: str) -> TextDocument:
    """Parse a text in UTF-8, GB18030 or UTF-16. CR LF becomes LF and a byte order mark goes; nothing else changes.

    Raises:
        SourceError: it is no text, in another encoding, or beyond a limit.

    >>> parse_txt("一、目标".encode("gb18030"), "a.txt").text
    '一、目标'
    """
    text, _ = decode_text(raw)
    if "\0" in text:
        raise SourceError("document_not_read")
    return text_document(text.replace("\r\n", "\n"), name)


def text_document(text: str, name: str) -> TextDocument:
    """Return a text as a document of lines. A line of white space is none.

    Raises:
        SourceError: ``document_limit``.
    """
    enforce_limit("characters", len(text), MAX_TEXT_CHARACTERS)
    spans = [Span(*line.span()) for line in LINE_OF_TEXT.finditer(text) if not line[0].isspace()]
    enforce_limit("blocks", len(spans), MAX_TEXT_BLOCKS)
    return TextDocument(
        name=name,
        format="txt",
        text=text,
        blocks=tuple(Block(span=span, kind="line", origin=f"line[{number}]") for number, span in enumerate(spans, 1)),
    )
