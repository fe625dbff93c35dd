"""A file of whatever kind, by what it is and not by what it is called, into sheets."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from loaders.errors import LoadError
from loaders.gc_pause import gc_paused
from loaders.sources import xls_limits as xls
from loaders.sources import xlsx_limits as xlsx
from loaders.sources.delimited import delimited_sheet
from loaders.sources.excel import excel_sheets
from loaders.sources.html import html_sheets, is_html
from loaders.sources.sheet import MAX_BYTES, MAX_FILES, Sheet, enforce
from loaders.sources.zip_limits import zip_entries

SUFFIXES = ("xlsx", "xlsm", "xls", "csv", "tsv", "txt", "html", "htm", "zip")  # how such files are called
ZIP = b"PK\x03\x04"
OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf")
OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file on disk.

    Raises:
        LoadError: it cannot be read, is no spreadsheet, damaged, locked, or beyond a limit.
    """
    return parse_sheets(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises LoadError when it cannot be read, or is beyond a limit."""
    try:
        enforce(path.name, "bytes", path.stat().st_size, MAX_BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem


@gc_paused()
def parse_sheets(raw: bytes, file: str) -> list[Sheet]:
    """The sheets of a file's bytes: XLSX, XLS, CSV, TSV, HTML, or a ZIP of them. Raises LoadError."""
    enforce(file, "bytes", len(raw), MAX_BYTES)
    if raw.startswith(ZIP) and not xlsx.is_xlsx(raw):
        return _archive(raw, file)
    return _one(raw, file)


def _one(raw: bytes, file: str) -> list[Sheet]:
    if raw.startswith(ZIP):
        if not xlsx.is_xlsx(raw):
            raise LoadError("sheet_unknown", file=file)
        xlsx.check_limits(raw, file)
        return list(excel_sheets(raw, file))
    if raw.startswith(xls.MAGIC):
        xls.check_limits(raw, file)
        return list(excel_sheets(raw, file))
    if raw.startswith(OTHERS) or OLD_XML in raw[:4000]:
        raise LoadError("sheet_unknown", file=file)
    return html_sheets(raw, file) if is_html(raw) else [delimited_sheet(raw, file)]


def _archive(raw: bytes, file: str) -> list[Sheet]:
    found: list[Sheet] = []
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw), metadata_encoding="gb18030")  # of names not marked as UTF-8
    except (zipfile.BadZipFile, UnicodeDecodeError, OSError, ValueError) as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem
    with archive:
        names = [info.filename for info in archive.infolist() if not _passed_over(info.filename)]
        enforce(file, "files", len(names), MAX_FILES)
        for info, content in zip_entries(archive, file):
            if not _passed_over(info.filename):
                found += _one(content, f"{file}/{info.filename}")
    if not found:
        raise LoadError("sheet_unknown", file=file)
    return found


def _passed_over(name: str) -> bool:
    """Folders, and what a Mac or an open Excel leaves beside."""
    last = name.rpartition("/")[2]
    return not last or name.startswith("__MACOSX/") or last.startswith(("~$", "."))
