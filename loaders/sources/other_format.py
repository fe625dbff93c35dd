"""Formats that are no list, by name: so that a person hears what the file is, not where a reader stumbled."""

from __future__ import annotations

import json
import re
import zipfile

from graph.model.zip_faults import ZIP_FAULTS
from loaders.errors import SourceError

MAGIC = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"BZh": "BZIP2",
    b"\xfd7zXZ": "XZ",
    b"PAR1": "Parquet",
    b"ARROW1": "Arrow",
    b"SQLite format 3\x00": "SQLite",
    b"\x00\x01\x00\x00Standard": "Access",
    b"$FL2": "SPSS",
}
ZIP_PARTS = {
    "Index/Document.iwa": "Numbers / Pages",
    "xl/workbook.bin": "XLSB",
    "word/document.xml": "DOCX",
    "ppt/presentation.xml": "PPTX",
    "OFD.xml": "OFD",
}
OPEN_DOCUMENT = {"text": "ODT", "presentation": "ODP"}  # a spreadsheet is read
DOCUMENT_TYPE = "application/vnd.oasis.opendocument."
MIMETYPE_BYTES = 200  # of an OpenDocument's entry ``mimetype``
XML_ROOT = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([A-Za-z][\w:.-]*)", re.DOTALL | re.IGNORECASE
)
JSON_START = 100_000  # characters in which its lines are looked at
JSON_LINES = 3  # first lines that are objects of their own make a text JSON Lines
OLE_STREAMS = {"WordDocument": "DOC", "PowerPoint Document": "PPT", "VisioDocument": "VSD"}  # other old Office files


def refuse_other_format(raw: bytes) -> None:
    """Refuse bytes that begin as a known format that is no list does.

    Raises:
        SourceError: ``sheet_other_format`` with the format's name.
    """
    if name := next((name for magic, name in MAGIC.items() if raw.startswith(magic)), ""):
        raise SourceError("sheet_other_format", format=name)


def refuse_other_archive(archive: zipfile.ZipFile) -> None:
    """Refuse a ZIP that is a document of another office program.

    Raises:
        SourceError: ``sheet_other_format`` with the format's name; ``sheet_damaged``.
    """
    if name := archive_format(archive):
        raise SourceError("sheet_other_format", format=name)


def refuse_other_text(text: str) -> None:
    """Refuse a text that is JSON or XML. HTML is for the caller to look for before.

    Raises:
        SourceError: ``sheet_other_format`` with JSON, or the name of the XML's root.

    >>> refuse_other_text("企业名称,产品")
    >>> refuse_other_text('<?xml version="1.0"?><graphml/>')
    Traceback (most recent call last):
    loaders.errors.SourceError: sheet_other_format: format='XML (graphml)'
    """
    if root := XML_ROOT.match(text):
        raise SourceError("sheet_other_format", format=f"XML ({root[1]})")
    if text.lstrip().startswith(("{", "[")) and _is_json(text):
        raise SourceError("sheet_other_format", format="JSON")


def _is_json(text: str) -> bool:
    lines = [line for line in text[:JSON_START].splitlines() if line.strip()][:JSON_LINES]
    return _parses(text) or (len(lines) > 1 and all(line.startswith("{") and _parses(line) for line in lines))


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def archive_format(archive: zipfile.ZipFile) -> str:
    """Return which document of another office program a ZIP is; "" for none.

    Raises:
        SourceError: ``sheet_damaged``.
    """
    names = set(archive.namelist())
    if part := next((part for part in ZIP_PARTS if part in names), ""):
        return ZIP_PARTS[part]
    return OPEN_DOCUMENT.get(document_kind(archive), "")


def document_kind(archive: zipfile.ZipFile) -> str:
    """Return which OpenDocument a ZIP is: spreadsheet, text, presentation, ...; "" for none.

    Raises:
        SourceError: ``sheet_damaged``.
    """
    if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > MIMETYPE_BYTES:
        return ""
    try:
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
    except ZIP_FAULTS as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem
    return kind.removeprefix(DOCUMENT_TYPE).removesuffix("-template") if kind.startswith(DOCUMENT_TYPE) else ""
