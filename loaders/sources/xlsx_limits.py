"""An XLSX or XLSM file, weighed before it is opened: one cell at XFD1048576 would be a sheet of 17 thousand million."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from xml.parsers import expat

from loaders.errors import LoadError
from loaders.sources.sheet import MAX_MERGES, MAX_SHEETS, check_size, enforce
from loaders.sources.zip_limits import zip_entries

PARTS = (".xml", ".rels")
PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
PART = 1 << 20
VALUES = frozenset({"v", "t", "si", "is"})


def is_xlsx(raw: bytes) -> bool:
    """Whether it is a ZIP with a workbook in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def check_limits(raw: bytes, file: str) -> None:
    """Check what the workbook would take up.

    Raises:
        LoadError: it is damaged, or beyond a limit.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = 0
        for info, content in zip_entries(archive, file):
            if info.filename.endswith(PARTS):  # a sheet may have any name that a relationship gives it
                scale = _SizeScanner(f"{file} [{info.filename.rpartition('/')[2]}]")
                scale.weigh(content)
                sheets += bool(scale.rows)
                enforce(file, "sheets", sheets, MAX_SHEETS)


class _SizeScanner:
    """Counts where a sheet's cells are, while its XML passes; nothing of it is kept."""

    def __init__(self, file: str) -> None:
        self.file, self.row, self.column = file, 0, 0
        self.rows = self.columns = self.merges = 0

    def weigh(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EntityDeclHandler = self._entity
        try:
            for start in range(0, len(content), PART):
                parser.Parse(content[start : start + PART], False)
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise LoadError("sheet_damaged", file=self.file, reason=problem) from problem

    def _entity(self, *_: object) -> None:
        raise LoadError("sheet_damaged", file=self.file, reason="<!ENTITY>")

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in VALUES:  # most of a sheet
            return
        kind = name[name.find(":") + 1 :]
        if kind == "c":
            if place := PLACE.fullmatch(attributes.get("r", "")):
                self.column, self.row = _column(place[1]), int(place[2])
            else:
                self.column += 1
            if self.row > self.rows or self.column > self.columns:
                self.rows, self.columns = max(self.row, self.rows), max(self.column, self.columns)
                check_size(self.file, self.rows, self.columns)
        elif kind == "row":
            self.row, self.column = self._number(attributes.get("r"), self.row + 1), 0
        elif kind == "Relationship":
            if attributes.get("Type", "").endswith("/worksheet") and not attributes.get("Target", "").endswith(PARTS):
                raise LoadError("sheet_damaged", file=self.file, reason=attributes.get("Target", ""))
        elif kind == "mergeCell":
            self.merges += 1
            enforce(self.file, "merges", self.merges, MAX_MERGES)

    def _number(self, text: str | None, otherwise: int) -> int:
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found
