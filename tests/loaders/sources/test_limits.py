"""Files that would kill a reader: each is refused before it is opened, by a message that says what is too much."""

from __future__ import annotations

import io
import re
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from loaders.errors import LoadError, SourceError
from loaders.sources import xls, zip_archive
from loaders.sources.workbook import parse_sheets
from tests.support.workbooks import book, changed, ods, ods_row

SHEET = "xl/worksheets/sheet1.xml"


def refused(raw: bytes, code: str = "sheet_limit") -> LoadError:
    tracemalloc.start()
    with pytest.raises(LoadError) as caught:
        parse_sheets(raw, "名单.xlsx")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.code == code
    assert most < 200_000_000
    return caught.value


def sheet_of(cells: str, name: str = SHEET) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    content = f"{head}{cells}</sheetData></worksheet>".encode()
    return changed(book([["x"]]), lambda n, old: content if n == name else old)


def test_one_cell_far_away() -> None:
    assert refused(book([], more=lambda sheet: sheet.write(1_048_575, 16_383, "x"))).fields["what"] == "rows"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="199999"><c><v>1</v></c><c r="AZ199999"><v>1</v></c></row>',
        "<row r='1048576'><c><v>1</v></c></row>",
        '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
        '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:c r="XFD1048576"/></x:row>',
        "<row>" + "<c/>" * 501 + "</row>",
    ],
)
def test_far_cells_in_every_spelling(cells: str) -> None:
    assert refused(sheet_of(cells)).fields["what"] in ("rows", "columns", "cells")


def test_a_sheet_under_another_name_is_weighed_too() -> None:
    raw = book([], more=lambda sheet: sheet.write(1_048_575, 16_383, "x"))
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"worksheets/sheet1.xml", b"data/sheet1.bin")
            new.writestr(name.replace("worksheets/sheet1.xml", "data/sheet1.bin"), content)
    refused(moved.getvalue(), "sheet_damaged")


def test_white_space_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "MAX_UNPACKED_BYTES", 20_000_000)
    assert refused(sheet_of(" " * 30_000_000)).fields["what"] == "unpacked"


def test_merges_without_end() -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 50_003))
    assert refused(sheet_of(f"</sheetData><mergeCells>{merges}</mergeCells><sheetData>")).fields["what"] == "merges"


def test_an_entity_is_not_opened() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    refused(changed(book([["x"]]), lambda name, old: bomb if name == SHEET else old), "sheet_damaged")


@pytest.mark.parametrize("cut", [100, 1000, 3000])
def test_half_a_file(cut: int) -> None:
    raw = book([["x"]])[:cut]
    with pytest.raises(LoadError):
        parse_sheets(raw, "名单.xlsx")


def test_a_cell_far_away_in_an_old_file() -> None:
    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    far = record(xls.BEGIN_OF_SHEET, b"\0\x06\x10\0" + b"\0" * 12) + record(
        0x203, struct.pack("<HHH", 65535, 255, 0) + b"\0" * 8
    )
    with pytest.raises(SourceError) as caught:
        xls.check_records(far)
    assert caught.value.fields["what"] == "cells"
    with pytest.raises(SourceError, match="sheet_locked"):
        xls.check_records(record(xls.FILE_PASS, b"\0\0"))


def test_a_broken_old_file() -> None:
    raw = Path(__file__).with_name("old.xls").read_bytes()
    for cut in range(600, 5000, 700):
        with pytest.raises(LoadError):
            parse_sheets(raw[:cut], "名单.xls")


@pytest.mark.parametrize("cells", ["<td>x" * 501, "<td colspan=99999999>x<td>y", "<td rowspan=150000 colspan=400>x"])
def test_spans_without_end(cells: str) -> None:
    refused(f"<table><tr>{cells}</tr></table>".encode())


def test_lines_without_end() -> None:
    assert refused(b"\n" * 200_001).fields["what"] == "rows"
    assert refused(b"," * 501).fields["what"] == "columns"
    assert refused(b'a,b\n"' + b"x" * 200_000 + b'",1', "csv_damaged")


def test_a_zip_in_a_zip_is_not_opened() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", "a,b\n")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    refused(outer.getvalue(), "sheet_unknown")


@pytest.mark.parametrize(
    "reference", ["A4000000000", "A99999999", "ZZZZZZ99999999999", "AAAAA2", "XFE1", "A1048577", "A0", "1A"]
)
def test_a_cell_that_no_sheet_can_have_is_refused(reference: str) -> None:
    error = refused(sheet_of(f'<row><c r="{reference}"><v>1</v></c></row>'), "sheet_damaged")
    assert reference[:20] in str(error.fields["reason"])


@pytest.mark.parametrize("number", ["1048577", "99999999999", "0", "x", ""])
def test_a_row_that_no_sheet_can_have_is_refused(number: str) -> None:
    refused(sheet_of(f'<row r="{number}"><c><v>1</v></c></row>'), "sheet_damaged")


def test_the_last_cell_of_a_sheet_is_a_cell() -> None:
    assert refused(sheet_of('<row><c r="XFD1048576"><v>1</v></c></row>')).fields["what"] == "rows"


def test_many_names_of_one_sheet_are_counted_as_the_reader_counts_them() -> None:
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 102)).encode()
    raw = changed(
        book([["x"]]),
        lambda name, old: (
            re.sub(b"<sheets>.*</sheets>", b"<sheets>" + names + b"</sheets>", old)
            if name == "xl/workbook.xml"
            else old
        ),
    )
    assert refused(raw).fields["what"] == "sheets"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (ods_row("x", attributes='table:number-rows-repeated="1048576"'), "sheet_limit"),
        ('<table:table-row table:number-rows-repeated="999999"/>' + ods_row("x"), "sheet_limit"),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="9999"/>'
            '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
            "sheet_limit",
        ),
        ('<table:table-row table:number-rows-repeated="99999999999"/>', "sheet_damaged"),
        ("<table:table-row>", "sheet_damaged"),
    ],
)
def test_an_open_document_beyond_the_limits_is_refused(rows: str, code: str) -> None:
    refused(ods(rows), code)
