"""An XLSX or XLSM workbook. Its limits are checked before it is opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.parsers import expat

from loaders.errors import LoadError
from loaders.sources.excel import excel_sheets
from loaders.sources.limits import MAX_SHEETS, SheetExtent, enforce
from loaders.sources.sheet import Sheet
from loaders.sources.zip_archive import CHUNK_BYTES, zip_entries

WORKBOOK_PART = "xl/workbook.xml"
XML_PARTS = (".xml", ".rels")
CELL_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
VALUE_TAGS = frozenset({"v", "t", "si", "is"})


def is_xlsx(archive: zipfile.ZipFile) -> bool:
    """Return whether a ZIP is a workbook."""
    return WORKBOOK_PART in archive.namelist()


def xlsx_sheets(archive: zipfile.ZipFile, raw: bytes, file: str) -> Iterator[Sheet]:
    """Check a workbook's limits, then read its sheets.

    Args:
        archive: the workbook, opened as a ZIP.
        raw: the same workbook's bytes.
        file: its name, for messages.

    Raises:
        LoadError: it is damaged, or beyond a limit.
    """
    sheets = 0
    for info, content in zip_entries(archive, file):
        if info.filename.endswith(XML_PARTS):  # any part may be a sheet: a relationship gives it its name
            scanner = _ExtentScanner(f"{file} [{info.filename.rpartition('/')[2]}]")
            scanner.scan(content)
            sheets += bool(scanner.extent.rows)
            enforce(file, "sheets", sheets, MAX_SHEETS)
    return excel_sheets(raw, file)


class _ExtentScanner:
    """Follows the positions of a sheet's cells while its XML is parsed. No content is kept."""

    def __init__(self, file: str) -> None:
        self.file, self.row, self.column = file, 0, 0
        self.extent = SheetExtent(file)

    def scan(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start_element
        parser.EntityDeclHandler = self._refuse_entity
        try:
            for start in range(0, len(content), CHUNK_BYTES):
                parser.Parse(content[start : start + CHUNK_BYTES], False)
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise LoadError("sheet_damaged", file=self.file, reason=problem) from problem

    def _refuse_entity(self, *_: object) -> None:
        """Refuse entities, because a few nested ones expand to gigabytes of text."""
        raise LoadError("sheet_damaged", file=self.file, reason="<!ENTITY>")

    def _start_element(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in VALUE_TAGS:  # most tags of a sheet: left at once, for speed
            return
        tag = name[name.find(":") + 1 :]
        if tag == "c":
            self._cell(attributes.get("r", ""))
        elif tag == "row":
            self.row, self.column = _row_number(attributes.get("r"), self.row + 1), 0
        elif tag == "Relationship":
            target = attributes.get("Target", "")
            if attributes.get("Type", "").endswith("/worksheet") and not target.endswith(XML_PARTS):
                raise LoadError("sheet_damaged", file=self.file, reason=target)
        elif tag == "mergeCell":
            self.extent.add_merges()

    def _cell(self, reference: str) -> None:
        if match := CELL_REFERENCE.fullmatch(reference):
            self.row, self.column = int(match[2]), column_number(match[1])
        else:
            self.column += 1  # a cell without a reference follows the one before
        if self.row > self.extent.rows or self.column > self.extent.columns:
            self.extent.include(self.row, self.column)


def _row_number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Return a column's number, counted from 1.

    ``xlsxwriter.utility.xl_cell_to_rowcol`` reads a whole reference, but takes twice as long a cell as the pattern and
    this cached sum together, and a sheet has up to five million cells.

    >>> column_number("A"), column_number("z"), column_number("XFD")
    (1, 26, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
