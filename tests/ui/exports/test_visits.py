"""Visiting sheets there and back: written, filled in, loaded, seen in the analysis, undone with its dataset."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from loaders.service.visits import VisitReport, load_visits
from loaders.sources.workbook import parse_sheets
from loaders.visits.form import ANSWER_COLUMN, DATE_COLUMN, DETAIL_COLUMN, KEY_COLUMN, PERSON_COLUMN, WHO_COLUMN
from queries.region import RegionAnalysis, analyse_region
from tests.support.people import person
from tests.support.small_datasets import folder
from ui.exports.visit_docx import visit_docx
from ui.exports.visit_xlsx import COLUMN_LINE, HEAD_LINE, visit_xlsx
from ui.presenters.visit_report import visit_lines
from ui.presenters.visits import BY_FIRM, BY_PARK, MAX_SHEET_QUESTIONS, visit_sheets
from ui.text import LANGUAGES, words

ZH = words("zh")


@pytest.fixture
def small(embedded: Store, tmp_path: Path) -> Store:
    load(embedded, read_dataset(folder(tmp_path)))
    return embedded


def filled(
    store: Store, *, answer: str, who: str = "", detail: str = "", day: str = "2026-11-28", language: str = "zh"
) -> bytes:
    """The sheets of a store, every question with the same answer."""
    said = words(language)
    analysis = analyse_region(store)
    raw = visit_xlsx(visit_sheets(store, analysis, said, BY_FIRM), analysis.region_name, said)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for page in book:
        page.cell(HEAD_LINE + 1, DATE_COLUMN + 1).value = day
        page.cell(HEAD_LINE + 1, PERSON_COLUMN + 1).value = "王工"
        for line in range(COLUMN_LINE + 2, page.max_row + 1):
            if page.cell(line, KEY_COLUMN + 1).value:
                page.cell(line, ANSWER_COLUMN + 1).value = answer
                page.cell(line, WHO_COLUMN + 1).value = who or page.cell(line, WHO_COLUMN + 1).value
                page.cell(line, DETAIL_COLUMN + 1).value = detail
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handed_in(store: Store, raw: bytes, who: str = "张三") -> VisitReport:
    return load_visits(store, parse_sheets(raw, "提纲.xlsx"), person(who))


def suppliers(analysis: RegionAnalysis, segment: str) -> list[str]:
    cell = analysis.coverages["chain-x"].cell(segment)
    return [analysis.organisations.get(id_, id_) for id_ in cell.suppliers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_becomes_a_statement_of_the_visitor_s_own_dataset(small: Store, language: str) -> None:
    before = suppliers(analyse_region(small), "x/one")
    raw = filled(small, answer=words(language)("visit.answer.yes"), who="新厂", language=language)
    report = handed_in(small, raw)
    assert (report.facts, report.refused) == (1, ())
    analysis = analyse_region(small)
    assert suppliers(analysis, "x/one") == [*before, "新厂"]
    source = next(source for source in analysis.sources.values() if source.organisation == "新厂")
    assert "2026-11-28" in source.source_title and "王工" in source.source_title
    assert source.dataset.startswith("own-")


def test_the_same_file_twice_is_recorded_once(small: Store) -> None:
    raw = filled(small, answer="有", who="新厂")
    assert handed_in(small, raw).facts == 1
    again = handed_in(small, raw)
    assert (again.facts, again.known, again.report) == (0, 1, None)


def test_a_no_of_the_one_who_is_visited_changes_nothing(small: Store) -> None:
    before = analyse_region(small)
    report = handed_in(small, filled(small, answer="没有"))
    assert (report.facts, report.denied) == (0, 1)
    assert suppliers(analyse_region(small), "x/one") == suppliers(before, "x/one")


def test_an_unfilled_file_changes_nothing_and_says_so(small: Store) -> None:
    report = handed_in(small, filled(small, answer=ZH("visit.boxes")))
    assert (report.facts, report.denied, report.open_rows) == (0, 0, 1)
    assert "没有回答的 1 条" in visit_lines(report, ZH)[0]


def test_a_refused_row_is_told_with_its_sheet_and_row(small: Store) -> None:
    lines = visit_lines(handed_in(small, filled(small, answer="或许", who="新厂")), ZH)
    assert any("或许" in line and f":{COLUMN_LINE + 2}" in line for line in lines)


def test_nobody_in_particular_cannot_hand_in(small: Store) -> None:
    raw = filled(small, answer="有", who="新厂")
    with pytest.raises(UsageError):
        handed_in(small, raw, who=" ")


def test_a_formula_in_an_answer_stays_a_text(small: Store) -> None:
    report = handed_in(small, filled(small, answer="有", who="丁<b>&公司"))
    assert report.facts == 1
    assert "丁<b>&公司" in suppliers(analyse_region(small), "x/one")


@pytest.mark.parametrize("grouping", [BY_FIRM, BY_PARK])
def test_every_open_question_of_a_chain_is_on_a_sheet_that_fits_a_page(embedded_bundled: Store, grouping: str) -> None:
    analysis = analyse_region(embedded_bundled)
    sheets = visit_sheets(embedded_bundled, analysis, ZH, grouping, ["rail"])
    asked = {question.key.segment for sheet in sheets for question in sheet.questions}
    coverage = analysis.coverages["rail"]
    open_ = {s for s in coverage.chain.segments if coverage.cell(s).cover.high > coverage.cell(s).cover.low}
    assert asked == open_
    assert all(1 <= len(sheet.questions) <= MAX_SHEET_QUESTIONS for sheet in sheets)


def test_the_sheets_are_for_paper_and_show_no_id(embedded_bundled: Store) -> None:
    analysis = analyse_region(embedded_bundled)
    sheets = visit_sheets(embedded_bundled, analysis, ZH, BY_FIRM, ["rail"])
    book = openpyxl.load_workbook(io.BytesIO(visit_xlsx(sheets, analysis.region_name, ZH)))
    assert len(book.worksheets) == len(sheets)
    for page in book:
        assert str(page.page_setup.paperSize) == "9" and page.page_setup.orientation == "landscape"
        assert page.column_dimensions["H"].hidden
        texts = [str(cell.value) for row in page.iter_rows(max_col=KEY_COLUMN) for cell in row if cell.value]
        assert [text for text in texts if "rail/" in text or "liantu" in text] == []
    doc = Document(io.BytesIO(visit_docx(sheets, analysis.region_name, ZH)))
    assert len(doc.tables) == len(sheets)
    assert "□有" in doc.tables[0].rows[1].cells[ANSWER_COLUMN].text
