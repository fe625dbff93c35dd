"""The way from a statement to its place in the document as it was read."""

from __future__ import annotations

from loaders.review.review_store import KEY_DIGITS, ReviewStore
from queries.rows.support import EverythingRow
from ui.components.page_context import PageContext
from ui.open_store import reviews_folder


def original_link(context: PageContext, row: EverythingRow) -> str:
    """Return a link to the place of a statement on the page 读文件; "" where its document was not read there."""
    key = (row.document_sha256 or "")[:KEY_DIGITS]
    if not key or not ReviewStore(reviews_folder(context.settings)).has(key):
        return ""
    place = f"{row.char_start}-{row.char_end}"
    return context.links.anchor("read", context.words("source.see_original"), review=key, at=place)
