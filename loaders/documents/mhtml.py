"""A web page saved as a single file (MHTML), as browsers and Word write it, sometimes under the name of a DOC."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError

from loaders.documents.html import parse_html
from loaders.documents.text_document import TextDocument
from loaders.errors import SourceError

MHTML_START_BYTES = 4096  # in which the head of such a file stands


def is_mhtml(raw: bytes) -> bool:
    """Return whether bytes begin as such a file.

    >>> is_mhtml(b"MIME-Version: 1.0\\nContent-Type: multipart/related; boundary=a"), is_mhtml(b"<html>")
    (True, False)
    """
    head = raw[:MHTML_START_BYTES].lower()
    return head.lstrip().startswith((b"mime-version:", b"from:")) and b"multipart/related" in head


def parse_mhtml(raw: bytes, name: str) -> TextDocument:
    """Parse the page that the file holds.

    Raises:
        SourceError: it holds none; or as ``parse_html``.
    """
    try:
        parts = [part for part in message_from_bytes(raw).walk() if part.get_content_type() == "text/html"]
        content = parts[0].get_payload(decode=True) if parts else None
    except (MessageError, ValueError, LookupError) as problem:
        raise SourceError("document_damaged", reason=problem) from problem
    if not isinstance(content, bytes):
        raise SourceError("document_damaged", reason="MHTML")
    return parse_html(content, name)
