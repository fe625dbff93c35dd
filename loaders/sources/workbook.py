"""A spreadsheet file of any kind as sheets. The kind is told by the content, because file names are often wrong."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from loaders.errors import LoadError
from loaders.gc_pause import gc_paused
from loaders.sources.delimited import delimited_sheet
from loaders.sources.html import html_sheets, is_html
from loaders.sources.limits import MAX_LIST_FILES, MAX_SPREADSHEET_BYTES, enforce
from loaders.sources.sheet import Sheet
from loaders.sources.xls import XLS_MAGIC, xls_sheets
from loaders.sources.xlsx import is_xlsx, xlsx_sheets
from loaders.sources.zip_archive import ZIP_MAGIC, entry_name, open_zip, zip_entries

WORKBOOK_SUFFIXES = ("xlsx", "xlsm", "xls", "csv", "tsv", "txt", "html", "htm", "zip")  # that a file picker offers
OTHER_MAGIC = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf")
EXCEL_2003_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
XML_HEADER_BYTES = 4000  # at the start of a file, in which the namespace of Excel 2003 is sought


def read_sheets(path: Path) -> list[Sheet]:
    """Read the sheets of a file on disk.

    Raises:
        LoadError: it cannot be read, is no spreadsheet, damaged, locked, or beyond a limit.
    """
    return parse_sheets(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """Read a file whole. Raises LoadError when it cannot be read, or is beyond a limit."""
    try:
        enforce(path.name, "bytes", path.stat().st_size, MAX_SPREADSHEET_BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem


@gc_paused()
def parse_sheets(raw: bytes, file: str) -> list[Sheet]:
    """Parse a file's bytes: an XLSX, XLS, CSV, TSV or HTML, or a ZIP of them.

    Args:
        raw: the bytes.
        file: the file's name, for messages and for the sheets.

    Raises:
        LoadError: it is no spreadsheet, damaged, locked, or beyond a limit.
    """
    enforce(file, "bytes", len(raw), MAX_SPREADSHEET_BYTES)
    if not raw.startswith(ZIP_MAGIC):
        return _unzipped_sheets(raw, file)
    with open_zip(raw, file) as archive:
        return list(xlsx_sheets(archive, raw, file)) if is_xlsx(archive) else _archived_sheets(archive, file)


def _unzipped_sheets(raw: bytes, file: str) -> list[Sheet]:
    if raw.startswith(XLS_MAGIC):
        return list(xls_sheets(raw, file))
    if raw.startswith(OTHER_MAGIC) or EXCEL_2003_XML in raw[:XML_HEADER_BYTES]:
        raise LoadError("sheet_unknown", file=file)
    return html_sheets(raw, file) if is_html(raw) else [delimited_sheet(raw, file)]


def _archived_sheets(archive: ZipFile, file: str) -> list[Sheet]:
    """Parse the spreadsheets in a ZIP. A ZIP within the ZIP is refused, so that nesting cannot multiply the limits."""
    listed = [info for info in archive.infolist() if not _is_left_over(entry_name(info, file))]
    enforce(file, "files", len(listed), MAX_LIST_FILES)
    sheets: list[Sheet] = []
    for info, content in zip_entries(archive, file):
        name = entry_name(info, file)
        if not _is_left_over(name):
            sheets += _entry_sheets(content, f"{file}/{name}")
    if not sheets:
        raise LoadError("sheet_unknown", file=file)
    return sheets


def _entry_sheets(raw: bytes, file: str) -> list[Sheet]:
    if not raw.startswith(ZIP_MAGIC):
        return _unzipped_sheets(raw, file)
    with open_zip(raw, file) as archive:
        if not is_xlsx(archive):
            raise LoadError("sheet_unknown", file=file)
        return list(xlsx_sheets(archive, raw, file))


def _is_left_over(name: str) -> bool:
    """Return whether an entry is a folder, or what macOS or an open Excel leaves beside a file."""
    last = name.rpartition("/")[2]
    return not last or name.startswith("__MACOSX/") or last.startswith(("~$", "."))
