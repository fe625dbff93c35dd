"""``liantu visit``: sheets to take along, and the filled ones."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from loaders.visits.form import ANSWER_COLUMN, DATE_COLUMN, WHO_COLUMN
from tests.support.command_line import Run
from tests.support.stores import Server
from ui.exports.visit_xlsx import COLUMN_LINE, HEAD_LINE


def test_sheets_are_written_filled_in_and_loaded(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.loaded()
    file = tmp_path / "走访.xlsx"
    status, _, err = run("visit", "sheets", "轨道交通", "-o", str(file), "--store", embedded_server.url)
    assert (status, file.is_file()) == (0, True), err
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    page.cell(HEAD_LINE + 1, DATE_COLUMN + 1).value = "2026年11月28日"
    page.cell(COLUMN_LINE + 2, ANSWER_COLUMN + 1).value = "有"
    page.cell(COLUMN_LINE + 2, WHO_COLUMN + 1).value = "走访得知的新厂"
    page.cell(COLUMN_LINE + 3, ANSWER_COLUMN + 1).value = "大概有"
    book.save(file)
    status, _, err = run("visit", "load", str(file), "--store", embedded_server.url)
    assert status == 0, err
    assert "记下 1 条" in err and "大概有" in err
    assert "走访得知的新厂" in run("search", "走访得知的新厂", "--store", embedded_server.url)[1]


def test_by_park_as_a_document_and_another_suffix_is_refused(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.loaded()
    arguments = ("visit", "sheets", "--by", "park", "--store", embedded_server.url, "-o")
    assert run(*arguments, str(tmp_path / "园区.docx"))[0] == 0
    status, _, err = run(*arguments, str(tmp_path / "园区.pdf"))
    assert status != 0 and "园区.pdf" in err
