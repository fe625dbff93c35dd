"""The limits of an old XLS workbook, checked before it is opened: its records say where the cells are."""

from __future__ import annotations

import io
import struct

import olefile

from loaders.errors import SourceError
from loaders.sources.limits import MAX_SHEETS, SheetExtent, enforce

XLS_MAGIC = olefile.MAGIC
WORKBOOK_STREAMS = ("Workbook", "Book")
ENCRYPTED_STREAM = "EncryptedPackage"  # an XLSX with a password is an OLE file with this stream

# Types of records, [MS-XLS] 2.3.1.
FILE_PASS = 0x2F  # the workbook is encrypted
BEGIN_OF_SHEET = 0x809
MERGE_CELLS = 0xE5
CELL_RECORDS = frozenset({0x201, 0x203, 0x204, 0x205, 0xD6, 0xFD, 0x27E, 0x06})  # Blank, Number, ..., RK, Formula
ROW_RECORDS = frozenset({0xBE, 0xBD})  # MulBlank and MulRk: several cells; they end with their last column


def check_xls(raw: bytes) -> None:
    """Check how far the cells of an old workbook's sheets reach.

    Raises:
        SourceError: it is damaged, locked by a password, of a version before Excel 97, or beyond a limit.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as container:
            if container.exists(ENCRYPTED_STREAM):
                raise SourceError("sheet_locked")
            name = next((name for name in WORKBOOK_STREAMS if container.exists(name)), "")
            if not name:
                raise SourceError("sheet_unknown")
            check_records(container.openstream(name).read())
    except (OSError, struct.error, IndexError, ValueError, TypeError) as problem:
        raise SourceError("sheet_damaged", reason=problem) from problem


def check_records(stream: bytes) -> None:
    """Check how far the cells of a workbook stream reach, by the positions that its records name.

    Raises:
        SourceError: it is locked by a password, or beyond a limit.
        struct.error, IndexError: a record is cut off.
    """
    position = sheets = 0
    extent = SheetExtent()
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        body, position = position + 4, position + 4 + size
        if kind == FILE_PASS:
            raise SourceError("sheet_locked")
        if kind == BEGIN_OF_SHEET:
            sheets += 1
            enforce("sheets", sheets, MAX_SHEETS)
            extent = SheetExtent(merges=extent.merges)
        elif kind in CELL_RECORDS or kind in ROW_RECORDS:
            row, column = struct.unpack_from("<HH", stream, body)
            last = struct.unpack_from("<H", stream, position - 2)[0] if kind in ROW_RECORDS else column
            extent.include(row + 1, last + 1)
        elif kind == MERGE_CELLS:
            extent.add_merges(struct.unpack_from("<H", stream, body)[0])
