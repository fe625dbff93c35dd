"""The limits of an OpenDocument spreadsheet (LibreOffice, WPS), checked before it is opened."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.errors import SourceError
from loaders.sources.limits import MAX_SHEETS, SheetExtent, enforce
from loaders.sources.sheet_marks import SheetMarks
from loaders.sources.xml_scanner import XmlScanner
from loaders.sources.zip_archive import open_zip, zip_entries

CONTENT_PART, MANIFEST_PART = "content.xml", "META-INF/manifest.xml"
ENCRYPTION = b"encryption-data"  # in the manifest of a document with a password
HIDDEN_VISIBILITY = ("collapse", "filter")  # of a row's visibility
MAX_HIDDEN = 200_000  # rows of one element that are kept as hidden: a filler at a sheet's end may be hidden too
MAX_REPEATED = 1_048_576  # rows or columns that one element may stand for: a whole sheet's


def check_ods(raw: bytes) -> Mapping[str, SheetMarks]:
    """Check how far the cells of a spreadsheet's sheets reach.

    Returns:
        The name of each sheet -> its marks.

    Raises:
        SourceError: it is damaged, locked by a password, or beyond a limit.
    """
    parts = {info.filename: content for info, content in zip_entries(open_zip(raw))}
    if ENCRYPTION in parts.get(MANIFEST_PART, b""):
        raise SourceError("sheet_locked")
    scanner = _ContentScanner()
    scanner.scan(parts.get(CONTENT_PART, b""))
    return scanner.marks


class _ContentScanner(XmlScanner):
    """Follows rows and cells, which stand for several where they are repeated, while the XML is parsed."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, SheetMarks] = {}
        self.sheet, self.extent = SheetMarks(), SheetExtent()
        self.row = self.column = 0  # the first after those that have been read
        self.rows = self.columns = 1  # that the last row and cell stand for

    def _start_element(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self.sheet = self.marks[attributes.get("table:name", "")] = SheetMarks()
            enforce("sheets", len(self.marks), MAX_SHEETS)
            self.extent, self.row, self.rows = SheetExtent(merges=self.extent.merges), 0, 0
        elif name == "table:table-row":
            self.row, self.column, self.columns = self.row + self.rows, 0, 0
            self.rows = _count(attributes.get("table:number-rows-repeated"))
            if attributes.get("table:visibility") in HIDDEN_VISIBILITY:
                self.sheet.hidden_rows |= set(range(self.row, min(self.row + self.rows, self.row + MAX_HIDDEN)))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "text:p":
            self._include()  # a cell may have a text and no type

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.column += self.columns
        self.columns = _count(attributes.get("table:number-columns-repeated"))
        if "office:value-type" in attributes or "table:formula" in attributes:
            self._include()
        across, down = (_count(attributes.get(f"table:number-{way}-spanned")) for way in ("columns", "rows"))
        if across * down > 1:
            self.extent.add_merges()

    def _include(self) -> None:
        self.extent.include(self.row + self.rows, self.column + self.columns)


def _count(text: str | None) -> int:
    """Parse how many one element stands for. Raises SourceError where no sheet has so many."""
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MAX_REPEATED):
        raise SourceError("sheet_damaged", reason=f"repeated {text[:20]}")
    return int(text)
