"""An old XLS file, weighed before it is opened: its records say where the cells are ([MS-XLS] 2.4)."""

from __future__ import annotations

import io
import struct

import olefile

from loaders.errors import LoadError
from loaders.sources.sheet import MAX_MERGES, MAX_SHEETS, check_size, enforce

MAGIC = olefile.MAGIC
STREAMS = ("Workbook", "Book")
LOCKED, LOCKED_PACKAGE = 0x2F, "EncryptedPackage"
BEGIN, MERGES = 0x809, 0xE5
# Blank, Number, Label, BoolErr, RString, LabelSst, RK, Formula, and MulBlank, MulRk, which end with their last column.
ONE = frozenset({0x201, 0x203, 0x204, 0x205, 0xD6, 0xFD, 0x27E, 0x06})
MANY = frozenset({0xBE, 0xBD})


def check_limits(raw: bytes, file: str) -> None:
    """Check what the workbook would take up.

    Raises:
        LoadError: it is damaged, locked by a password, of a version before Excel 97, or beyond a limit.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as found:
            if found.exists(LOCKED_PACKAGE):
                raise LoadError("sheet_locked", file=file)
            name = next((name for name in STREAMS if found.exists(name)), "")
            if not name:
                raise LoadError("sheet_unknown", file=file)
            _weigh(found.openstream(name).read(), file)
    except (OSError, struct.error, IndexError, ValueError, TypeError) as problem:
        raise LoadError("sheet_damaged", file=file, reason=problem) from problem


def _weigh(stream: bytes, file: str) -> None:
    at = sheets = rows = columns = merges = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body, at = at + 4, at + 4 + size
        if kind == LOCKED:
            raise LoadError("sheet_locked", file=file)
        if kind == BEGIN:
            sheets, rows, columns = sheets + 1, 0, 0
            enforce(file, "sheets", sheets, MAX_SHEETS)
        elif kind in ONE or kind in MANY:
            row, column = struct.unpack_from("<HH", stream, body)
            last = struct.unpack_from("<H", stream, at - 2)[0] if kind in MANY else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            check_size(file, rows, columns)
        elif kind == MERGES:
            merges += struct.unpack_from("<H", stream, body)[0]
            enforce(file, "merges", merges, MAX_MERGES)
