"""What offices really have: every format, encoding and way of storing a number."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlsxwriter.worksheet

from loaders.errors import LoadError
from loaders.sources.cell import UNCOMPUTED
from loaders.sources.sheet import Merge
from loaders.sources.workbook import parse_sheets, read_sheets
from tests.support.workbooks import book, changed, ods, ods_row

CSV = "企业名称,代码\n常州甲有限公司,1\n常州乙有限公司,2\n"
ROWS = (("企业名称", "代码"), ("常州甲有限公司", "1"), ("常州乙有限公司", "2"))
HTML = """<html><head><meta charset="gb2312"><style>td{color:red}</style></head><body><table border=1>
<tr><th colspan=2>名单</th></tr><tr><td>企业名称<td>代码</tr>
<tr><td rowspan=2>常州<br>甲&amp;乙</td><td>1</td></tr><tr><td>2</td></tr>
<tr><td>常州丙<table><tr><td>内</td></tr></table></td><td>3</td></tr></table></body></html>"""


def read(raw: bytes, file: str = "名单") -> tuple[tuple[str, ...], ...]:
    (sheet,) = parse_sheets(raw, file)
    return sheet.rows


def fault(raw: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_sheets(raw, "名单")
    return caught.value


def test_stored_values_are_read_as_they_are_seen() -> None:
    made = datetime.datetime(2018, 11, 28, tzinfo=None)
    found = read(book([["a", 4111010001.0, 0.25, True, made, "１２　３\u200b", "甲\n乙", None]]))
    assert found == (("a", "4111010001", "0.25", "是", "2018-11-28", "１２　３", "甲\n乙"),)


def test_a_formula_is_its_stored_value_and_stays_text() -> None:
    raw = book([], more=lambda sheet: (sheet.write_formula(0, 0, "=1+1", None, 2), sheet.write_string(0, 1, "=1+1")))
    assert read(raw) == (("2", "=1+1"),)


def test_rows_keep_the_positions_that_a_person_sees() -> None:
    found = read(book([], more=lambda sheet: sheet.write(4, 2, "x")))
    assert (len(found), found[4]) == (5, ("", "", "x"))


def test_every_sheet_with_cells_is_read_with_its_merges() -> None:
    (sheet,) = parse_sheets(book([], more=lambda s: s.merge_range(0, 0, 1, 3, "标题")), "名单.xlsx")
    assert (sheet.title, sheet.merges) == ("名单.xlsx [名单]", (Merge(0, 0, 1, 3),))


def test_an_old_workbook() -> None:
    (sheet,) = read_sheets(Path(__file__).with_name("old.xls"))
    assert sheet.rows[2] == ("1", "常州甲光伏有限公司", "4111010001", "2018-11-28")
    assert sheet.merges == (Merge(0, 0, 0, 3),)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 (BOM)"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_every_encoding_and_separator(codec: str, name: str, separator: str) -> None:
    (sheet,) = parse_sheets(CSV.replace(",", separator).replace("\n", "\r\n").encode(codec), "名单.xls")
    assert (sheet.rows, sheet.encoding) == (ROWS, name)


def test_a_line_break_in_a_cell_keeps_the_lines() -> None:
    assert read('a,b\n"甲\n乙",1\nc,2\n'.encode()) == (("a", "b"), (), ("甲\n乙", "1"), ("c", "2"))


@pytest.mark.parametrize("codec", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_web_page_saved_as_a_spreadsheet(codec: str) -> None:
    (sheet,) = parse_sheets(HTML.encode(codec), "名单.xls")
    assert sheet.rows == (("名单", ""), ("企业名称", "代码"), ("常州\n甲&乙", "1"), ("", "2"), ("常州丙\n内", "3"))
    assert sheet.merges == (Merge(0, 0, 0, 1), Merge(2, 0, 3, 0))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_zip_of_them_with_names_in_either_encoding(codec: str) -> None:
    names = {"A": "二〇一八/高企.csv", "B": "__MACOSX/._高企.csv", "C": "~$高企.xlsx"}
    stand_in = {letter * len(name.encode(codec)): name for letter, name in names.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for letters, name in stand_in.items():
            archive.writestr(name if codec == "utf-8" else letters, CSV.encode())
    raw = out.getvalue()
    for letters, name in stand_in.items() if codec != "utf-8" else ():
        raw = raw.replace(letters.encode(), name.encode(codec))  # as old Windows programs write it: not marked
    (sheet,) = parse_sheets(raw, "名单.zip")
    assert (sheet.file, sheet.rows) == ("名单.zip/二〇一八/高企.csv", ROWS)


def zipped(**entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "Excel 2003 XML"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<graphml><graph/></graphml>', "XML (graphml)"),
        (b'{"nodes": [{"name": "\xe7\x94\xb2"}]}', "JSON"),
        (b"[1, 2]", "JSON"),
        (b'{"name": 1}\n{"name": 2}\n', "JSON"),
        (b"<!DOCTYPE html>\n<html><body>x</body></html>", "XML (html)"),
        (b"\x1f\x8b\x08\x00", "GZIP"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"PAR1\x15\x04", "Parquet"),
        (zipped(Index__Document_iwa="x"), "Numbers / Pages"),
        (zipped(xl__workbook_bin="x"), "XLSB"),
        (zipped(word__document_xml="x"), "DOCX"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="x"), "ODT"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # a ZIP has the time in it: no two runs would agree
)
def test_a_file_of_another_format_is_named(raw: bytes, name: str) -> None:
    problem = fault(raw)
    assert (problem.code, problem.fields["format"]) == ("sheet_other_format", name)


def test_traditional_characters_in_big5_are_named() -> None:
    assert fault("企業名稱,產品\n常州甲光有限公司,電池片\n".encode("big5")).code == "file_big5"


def test_a_bar_separates_where_nothing_else_does() -> None:
    (sheet,) = parse_sheets("企业名称|区县\n常州甲有限公司|武进区\n".encode(), "a.csv")
    assert sheet.rows[1] == ("常州甲有限公司", "武进区")
    (sheet,) = parse_sheets("企业名称,产品\n常州甲有限公司,a|b|c|d\n".encode(), "a.csv")
    assert sheet.rows[1] == ("常州甲有限公司", "a|b|c|d")


@pytest.mark.parametrize("mark", ["｜", "，", "；", "^", "~", "\x01"])
def test_another_mark_separates_where_it_divides_every_line_alike(mark: str) -> None:
    (sheet,) = parse_sheets(f"企业名称{mark}区县\n常州甲有限公司{mark}武进区\n".encode(), "a.csv")
    assert sheet.rows == (("企业名称", "区县"), ("常州甲有限公司", "武进区"))
    (sheet,) = parse_sheets(f"主营产品\n电池{mark}隔膜\n".encode(), "a.csv")
    assert len(sheet.rows[1]) == 1


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="file_unreadable"):
        read_sheets(tmp_path / "无.xlsx")


def test_an_empty_file_is_an_empty_sheet() -> None:
    assert read(b"") == ()


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>x</title><body><table><tr><td>企业名称<td>代码<tr><td>甲<td>1</table>",
        "<table><thead><th>企业名称</th><th>代码</th></thead><tr><td>甲</td><td>1</td></tr></table>",
        "<table><tr><td>企业名称</td><td>代码</td></tr><td>甲</td><td>1</td></table>",
    ],
)
def test_a_page_may_leave_tags_out(page: str) -> None:
    assert read(page.encode()) == (("企业名称", "代码"), ("甲", "1"))


def test_parts_of_a_cell_are_not_one_word() -> None:
    assert read("<table><tr><td><div>锂电池</div><div>隔膜</div><td>x</table>".encode()) == (("锂电池\n隔膜", "x"),)


def test_an_unclosed_quote_is_reported() -> None:
    assert fault('企业名称,产品\n甲,"隔膜\n乙,电池\n'.encode()).code == "csv_damaged"


def test_line_breaks_and_semicolons_in_quotes_do_not_tell_the_separator() -> None:
    assert read(("企业名称,产品\n" + '甲,"1.电池;\n2.隔膜;\n"\n' * 3).encode())[0] == ("企业名称", "产品")


def test_a_hidden_sheet_is_marked() -> None:
    made = openpyxl.Workbook()
    for name, state in (("今年", "visible"), ("去年", "hidden")):
        sheet = made.create_sheet(name)
        sheet["A1"], sheet.sheet_state = name, state
    out = io.BytesIO()
    made.save(out)
    assert [(sheet.name, sheet.hidden) for sheet in parse_sheets(out.getvalue(), "名单.xlsx")] == [
        ("今年", False),
        ("去年", True),
    ]


def sheet_xml(cells: str) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    content = f"{head}{cells}</sheetData></worksheet>".encode()
    return changed(book([["x"]]), lambda n, old: content if n == "xl/worksheets/sheet1.xml" else old)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="B1" t="e"><f>A9</f><v>#N/A</v></c>', "#N/A"),
        ('<c r="B1"><f>A9</f></c>', UNCOMPUTED),
        ('<c r="B1"><f>A9</f><v></v></c>', UNCOMPUTED),
        ('<c r="B1" t="str"><f>A9</f>\n<v/>\n</c>', UNCOMPUTED),
        ('<c r="B1" t="str"><f>A9</f><v>甲</v></c>', "甲"),
        ('<c r="B1"><f>A9</f><v>0</v></c>', "0"),
        ('<c r="B1"><v>7</v></c>', "7"),
    ],
)
def test_an_error_and_a_formula_without_a_result_are_told_from_nothing(cell: str, text: str) -> None:
    raw = sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1"><v>3</v></c></row>')
    assert read(raw) == (("1", text, "3"),)


def test_hidden_and_filtered_rows_of_a_workbook_are_told() -> None:
    def more(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.autofilter(0, 0, 3, 0)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})

    (sheet,) = parse_sheets(book([["企业名称"], ["甲"], ["乙"], ["丙"]], more=more), "名单.xlsx")
    assert sheet.hidden_rows == {1, 3}
    assert len(sheet.rows) == 4


def test_each_sheet_has_its_own_hidden_rows() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for number, name in enumerate(("甲&乙", "丙")):
            sheet = made.add_worksheet(name)
            sheet.write_column(0, 0, ["企业名称", "x", "y"])
            sheet.set_row(number + 1, None, None, {"hidden": True})
    found = parse_sheets(out.getvalue(), "名单.xlsx")
    assert [(sheet.name, sheet.hidden_rows) for sheet in found] == [("甲&乙", {1}), ("丙", {2})]


def test_a_number_with_more_digits_than_are_kept_is_shown_as_excel_shows_it() -> None:
    assert read(book([["x", 913204120000000128.0, 123456789012345.0]])) == (("x", "9.13204E+17", "123456789012345"),)


def test_an_open_document_is_read_with_its_hidden_rows() -> None:
    filler = '<table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>'
    hidden = ods_row("常州乙有限公司", "2", attributes='table:visibility="filter"')
    raw = ods(ods_row("企业名称", "代码") + ods_row("常州甲有限公司", "1") + hidden + filler)
    (sheet,) = parse_sheets(raw, "名单.ods")
    assert (sheet.rows, sheet.name, sheet.hidden_rows) == (ROWS, "名单", {2})


def test_an_open_document_with_a_password_is_said_to_be_locked() -> None:
    assert fault(ods("", manifest="<manifest><encryption-data/></manifest>")).code == "sheet_locked"
