"""The limits of a document. They protect a small office PC from a file that claims, or unpacks to, far too much."""

from __future__ import annotations

from loaders.errors import SourceError

MAX_DOCUMENT_BYTES = 100 * 1024 * 1024  # of the file; a scan of a hundred pages has 50 MB
MAX_XML_BYTES = 64 * 1024 * 1024  # of the XML of a DOCX or OFD, unpacked; its tree takes ten times as much memory
MAX_TEXT_CHARACTERS = 3_000_000  # of a document's text; a five-year plan has 100,000
MAX_TEXT_BLOCKS = 300_000  # of a document
MAX_DOCUMENT_PAGES = 1_000  # of a PDF or OFD
MAX_SCANNED_PAGES = 200  # of a scan: each takes 2 to 10 seconds
MAX_PICTURE_PIXELS = 100_000_000  # of one picture, which takes 300 MB; a scan of A3 at 600 dpi has 70 million
MAX_PAGE_CHARACTERS = 100_000  # of one page of a PDF or OFD; a full page of a newspaper has 15,000
MAX_TABLES = 5_000  # of a document, nested ones counted
MAX_TABLE_CELLS = 500_000  # of all tables of a document together
MAX_TABLE_COLUMNS = 1_000  # of one table, columns that cells span counted
MAX_TABLE_NESTING = 20  # tables and text boxes within each other; Word's own pages have three
MAX_XML_TEXT = 10_000_000  # characters of one paragraph, the limit of libxml2
MAX_XML_NESTING = 256  # elements within elements, the limit of libxml2; the walk goes down by recursion


def enforce_limit(what: str, count: int, limit: int) -> None:
    """Check one limit of a document.

    Args:
        what: what is counted: bytes, characters, blocks, pages, tables, cells, columns, nesting, pixels.
        count: how many there are.
        limit: how many there may be.

    Raises:
        SourceError: ``document_limit``: there are more.
    """
    if count > limit:
        raise SourceError("document_limit", what=what, found=count, limit=limit)
