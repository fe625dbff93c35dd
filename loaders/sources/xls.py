"""The limits of an old XLS workbook, checked before it is opened: its records say where the cells are."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping

import olefile

from loaders.errors import SourceError
from loaders.sources.limits import MAX_SHEETS, SheetExtent, enforce
from loaders.sources.other_format import OLE_STREAMS
from loaders.sources.sheet_marks import SheetMarks

XLS_MAGIC = olefile.MAGIC
WORKBOOK_STREAMS = ("Workbook", "Book")
ENCRYPTED_STREAM = "EncryptedPackage"  # an XLSX with a password is an OLE file with this stream

# Types of records, [MS-XLS] 2.3.1.
FILE_PASS = 0x2F  # the workbook is encrypted
BEGIN_OF_SHEET = 0x809
MERGE_CELLS = 0xE5
BOUND_SHEET = 0x85  # a sheet's name and where it begins
ROW = 0x208
ROW_FLAGS, HIDDEN_ROW = 12, 0x20  # the place of a row's flags in its record, and the one that hides it
BOOL_ERROR, FORMULA, STORED_ERROR = 0x205, 0x06, 2
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
CELL_RECORDS = frozenset({0x201, 0x203, 0x204, 0x205, 0xD6, 0xFD, 0x27E, 0x06})  # Blank, Number, ..., RK, Formula
ROW_RECORDS = frozenset({0xBE, 0xBD})  # MulBlank and MulRk: several cells; they end with their last column


def check_xls(raw: bytes) -> Mapping[str, SheetMarks]:
    """Check how far the cells of an old workbook's sheets reach.

    Returns:
        The name of each sheet -> its marks.

    Raises:
        SourceError: it is damaged, locked by a password, of a version before Excel 97, or beyond a limit.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as container:
            if container.exists(ENCRYPTED_STREAM):
                raise SourceError("sheet_locked")
            if other := next((name for stream, name in OLE_STREAMS.items() if container.exists(stream)), ""):
                raise SourceError("sheet_other_format", format=other)
            name = next((name for name in WORKBOOK_STREAMS if container.exists(name)), "")
            if not name:
                raise SourceError("sheet_unknown")
            return check_records(container.openstream(name).read())
    except (OSError, struct.error, IndexError, ValueError, TypeError) as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem


def check_records(stream: bytes) -> Mapping[str, SheetMarks]:
    """Check how far the cells of a workbook stream reach, by the positions that its records name.

    Returns:
        The name of each sheet -> its marks.

    Raises:
        SourceError: it is locked by a password, or beyond a limit.
        struct.error, IndexError: a record is cut off.
    """
    position = sheets = 0
    extent, marks = SheetExtent(), SheetMarks()
    marks_at: dict[int, SheetMarks] = {}  # by the place in the stream where a sheet begins
    names: dict[int, str] = {}
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        body, position = position + 4, position + 4 + size
        if kind == FILE_PASS:
            raise SourceError("sheet_locked")
        if kind == BEGIN_OF_SHEET:
            sheets += 1
            enforce("sheets", sheets, MAX_SHEETS)
            extent = SheetExtent(merges=extent.merges)
            marks = marks_at[body - 4] = SheetMarks()
        elif kind == BOUND_SHEET:
            names[struct.unpack_from("<I", stream, body)[0]] = _sheet_name(stream[body:position])
        elif kind == ROW:
            if struct.unpack_from("<H", stream, body + ROW_FLAGS)[0] & HIDDEN_ROW:
                marks.hidden_rows.add(struct.unpack_from("<H", stream, body)[0])
        elif kind in CELL_RECORDS or kind in ROW_RECORDS:
            row, column = struct.unpack_from("<HH", stream, body)
            last = struct.unpack_from("<H", stream, position - 2)[0] if kind in ROW_RECORDS else column
            extent.include(row + 1, last + 1)
            if error := _error_value(kind, stream[body:position]):
                marks.add_fault(row, column, error)
        elif kind == MERGE_CELLS:
            extent.add_merges(struct.unpack_from("<H", stream, body)[0])
    return {names[place]: marks for place, marks in marks_at.items() if place in names}


def _sheet_name(record: bytes) -> str:
    """Return the name of a BoundSheet8 record: its length, a flag for two bytes a character, and the characters."""
    length, is_wide = record[6], record[7] & 1
    return record[8 : 8 + 2 * length].decode("utf-16-le") if is_wide else record[8 : 8 + length].decode("latin-1")


def _error_value(kind: int, record: bytes) -> str:
    """Return the error of a cell, "" for none. A formula's stored value is one if its last two bytes are FF."""
    if kind == BOOL_ERROR and record[7]:
        return ERRORS.get(record[6], "#N/A")
    if kind == FORMULA and record[12:14] == b"\xff\xff" and record[6] == STORED_ERROR:
        return ERRORS.get(record[8], "#N/A")
    return ""
