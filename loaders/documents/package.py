"""The parts of a document that is a ZIP of XML: DOCX and OFD."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from lxml import etree

from graph.model.zip_faults import ZIP_FAULTS
from loaders.documents.limits import MAX_XML_BYTES, MAX_XML_NESTING, MAX_XML_TEXT, enforce_limit
from loaders.errors import SourceError
from loaders.sources.limits import MAX_ZIP_ENTRIES
from loaders.sources.other_format import archive_format
from loaders.sources.zip_archive import ENCRYPTED_FLAG, WORKBOOK_PART, unpack_entry

# A name that would leave the folder in which a careless program unpacks it.
PATH_TRICK = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:")
DOCUMENT_CODES = {
    "sheet_damaged": "document_damaged",
    "sheet_locked": "document_locked",
    "sheet_limit": "document_limit",
}


@contextmanager
def as_document() -> Iterator[None]:
    """Word the faults of a shared reader of bytes as those of a document, not of a spreadsheet.

    >>> with as_document():
    ...     raise SourceError("sheet_locked")
    Traceback (most recent call last):
    loaders.errors.SourceError: document_locked
    """
    try:
        yield
    except SourceError as problem:
        raise SourceError(DOCUMENT_CODES.get(problem.code, problem.code), **problem.fields) from problem


class Package:
    """A ZIP's parts, unpacked within one limit for all, as they are asked for."""

    def __init__(self, raw: bytes) -> None:
        """Open a ZIP. Raises SourceError where it is damaged, locked, or its names are tricks."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except ZIP_FAULTS as problem:
            raise SourceError("document_damaged", reason=problem) from problem
        self._bytes_left = MAX_XML_BYTES
        infos = self._archive.infolist()
        enforce_limit("entries", len(infos), MAX_ZIP_ENTRIES)
        if trick := next((info.filename for info in infos if PATH_TRICK.search(info.filename)), ""):
            raise SourceError("document_damaged", reason=f"ZIP: {trick}")
        self._infos = {part_key(info.filename): info for info in infos}
        if len(self._infos) < len(infos):
            raise SourceError("document_damaged", reason="ZIP: two files of one name")
        if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
            raise SourceError("document_locked")

    def document_kind(self) -> str:
        """Return the name of the format where it is another program's; empty where it is unknown."""
        if self.has(WORKBOOK_PART):
            return "XLSX"
        with as_document():
            return archive_format(self._archive)

    def has(self, path: str) -> bool:
        """Return whether there is such a part. Letter case does not matter."""
        return part_key(path) in self._infos

    def read(self, path: str) -> bytes:
        """Unpack a part.

        Raises:
            SourceError: it is not there, damaged, or beyond the limit.
        """
        if (info := self._infos.get(part_key(path))) is None:
            raise SourceError("document_damaged", reason=f"ZIP: {path}")
        with as_document():
            content = unpack_entry(self._archive, info, self._bytes_left, MAX_XML_BYTES)
        self._bytes_left -= len(content)
        return content

    def xml(self, path: str) -> etree._Element:
        """Parse a part as XML.

        Raises:
            SourceError: as ``read``; or it is no XML, nests too deeply, or has a document type, which may declare
                entities.
        """
        return parse_xml(self.read(path))


def part_key(path: str) -> str:
    """Return the key of a part's path.

    >>> part_key("/Word/./document.xml")
    'word/document.xml'
    """
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/").lower()


def resolved(package: Package, base: str, location: str) -> str:
    """Return the path of a part that another one names; empty where there is none.

    Args:
        package: the package.
        base: the path of the part that names it.
        location: as it is named: from the package's root with a leading slash, else from the folder of ``base``.
    """
    if not location:
        return ""
    paths = (location, posixpath.join(posixpath.dirname(base), location))
    return next((path for path in (paths if location.startswith("/") else paths[::-1]) if package.has(path)), "")


def parse_xml(content: bytes) -> etree._Element:
    """Parse XML without entities, document type or network.

    Raises:
        SourceError: ``document_damaged``, ``document_limit``.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        if "depth" in str(problem):  # lxml's own limit is 256
            raise SourceError(
                "document_limit", what="nesting", found=f"> {MAX_XML_NESTING}", limit=MAX_XML_NESTING
            ) from problem
        raise SourceError("document_damaged", reason=problem) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("document_damaged", reason="<!DOCTYPE>")
    return root


def check_parser_limits(errors: Iterable[etree._LogEntry]) -> None:
    """Tell what libxml2 has left out because of its own limits.

    Raises:
        SourceError: ``document_limit``.
    """
    if messages := [error.message for error in errors if error.type_name == "ERR_RESOURCE_LIMIT"]:
        if any("depth" in message for message in messages):
            enforce_limit("nesting", MAX_XML_NESTING + 1, MAX_XML_NESTING)
        enforce_limit("characters", MAX_XML_TEXT + 1, MAX_XML_TEXT)
