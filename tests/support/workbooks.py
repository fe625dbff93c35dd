"""Workbooks to read, made by xlsxwriter; and XLSX files taken apart and put together again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet


def book(
    rows: Sequence[Sequence[object]], name: str = "名单", more: Callable[[Worksheet], object] = lambda s: None
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        more(sheet)
    return out.getvalue()


def changed(raw: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same ZIP with each entry's content changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
    return out.getvalue()
