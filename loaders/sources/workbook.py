"""A spreadsheet file of any kind as sheets. The kind is told by the content, because file names are often wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from loaders.errors import SourceError, in_file
from loaders.gc_pause import gc_paused
from loaders.sources.binary_file import read_bytes
from loaders.sources.delimited import delimited_sheet
from loaders.sources.encoding import decode_text
from loaders.sources.excel import excel_sheets
from loaders.sources.html import html_sheets, is_html
from loaders.sources.limits import MAX_SPREADSHEET_BYTES, enforce
from loaders.sources.ods import check_ods
from loaders.sources.other_format import refuse_other_format, refuse_other_text
from loaders.sources.sheet import Sheet
from loaders.sources.xls import XLS_MAGIC, check_xls
from loaders.sources.xlsx import check_xlsx
from loaders.sources.zip_archive import ZIP_MAGIC, is_ods, open_zip, unpack_files

WORKBOOK_SUFFIXES = (
    "xlsx",
    "xlsm",
    "xls",
    "et",
    "ods",
    "csv",
    "tsv",
    "txt",
    "html",
    "htm",
    "zip",
)  # that a file picker offers
EXCEL_2003_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
XML_HEADER_BYTES = 4000  # at the start of a file, in which the namespace of Excel 2003 is sought


def read_sheets(path: Path) -> list[Sheet]:
    """Read the sheets of a file on disk.

    Raises:
        LoadError: it cannot be read, is no spreadsheet, damaged, locked, or beyond a limit.
    """
    return parse_sheets(read_bytes(path, MAX_SPREADSHEET_BYTES), path.name)


@gc_paused()
def parse_sheets(raw: bytes, file: str) -> list[Sheet]:
    """Parse a file's bytes: an XLSX, XLS, ODS, CSV, TSV or HTML, or a ZIP of them.

    A ZIP within the ZIP is refused, so that nesting cannot multiply the limits.

    Args:
        raw: the bytes.
        file: the file's name, for messages and for the sheets.

    Raises:
        LoadError: it is no spreadsheet, damaged, locked, or beyond a limit.
    """
    sheets: list[Sheet] = []
    with in_file(file):
        enforce("bytes", len(raw), MAX_SPREADSHEET_BYTES)
        for name, content in unpack_files(raw):
            path = f"{file}/{name}" if name else file
            with in_file(path):
                sheets += [replace(sheet, file=path) for sheet in _sheets(content)]
    return sheets


def _sheets(raw: bytes) -> Iterable[Sheet]:
    """Parse the bytes of one spreadsheet."""
    refuse_other_format(raw)
    if raw.startswith(ZIP_MAGIC):
        marks = check_ods(raw) if is_ods(open_zip(raw)) else check_xlsx(raw)
    elif raw.startswith(XLS_MAGIC):
        marks = check_xls(raw)
    elif EXCEL_2003_XML in raw[:XML_HEADER_BYTES]:
        raise SourceError("sheet_other_format", format="Excel 2003 XML")
    else:
        text, encoding = decode_text(raw)
        if is_html(text):
            sheets = html_sheets(text)
        else:
            refuse_other_text(text)
            sheets = [delimited_sheet(text)]
        return [replace(sheet, encoding=encoding) for sheet in sheets]
    return [marks[sheet.name].add_to(sheet) if sheet.name in marks else sheet for sheet in excel_sheets(raw)]
