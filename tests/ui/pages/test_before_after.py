"""The page of before and after: what a load changed, two years, plans done, and a sentence where there is nothing."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from graph.store.store import Store
from loaders.dataset.folder import read_dataset
from loaders.history import entry
from loaders.pipeline import load, undo
from loaders.service.history import history
from loaders.service.region_state import analyse_state, parse_state
from tests.support.pages import all_text, open_page, use
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server
from ui.exports.state_diff_files import state_diff_docx, state_diff_xlsx
from ui.presenters.scenario_diff import diff_scenarios
from ui.presenters.state_diff import StateComparison, compare_states, segment_marks
from ui.text import words

WITHOUT_FIRM = {**TABLES, "edges.csv": "\n".join(TABLES["edges.csv"].split("\n")[:3]) + "\n"}
ZH = words("zh")


@pytest.fixture
def two_loads(embedded_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Store:
    """A chain of two segments: L1 knows nobody in the first one, L2 adds a firm."""
    store = embedded_server.empty()
    for tables in (WITHOUT_FIRM, TABLES):
        load(store, read_dataset(folder(tmp_path, "small", tables)))
    use(embedded_server, monkeypatch)
    return store


def comparison(store: Store, before: str, after: str) -> StateComparison:
    old, new = (analyse_state(store, parse_state(text)) for text in (before, after))
    return compare_states(old, new, diff_scenarios(old, new, ZH), (before, after), ZH)


def test_a_load_s_page_says_which_segment_moved_by_whom_and_why(two_loads: Store) -> None:
    page = open_page("compare", before="L1", after="L2")
    text = all_text(page)
    assert not page.exception
    assert "1 条链、1 个环节有变化：进了一步 1，退了一步 0" in text
    assert "未知→弱" in text and "新来：丙公司" in text
    assert "有供给了，但还不牢：丙公司" in text
    assert "某链：变了的环节" in text and "data:image/svg+xml" in text


def test_the_default_is_what_the_last_load_that_changed_figures_changed(two_loads: Store, tmp_path: Path) -> None:
    load(two_loads, read_dataset(folder(tmp_path, "small", TABLES)))  # the same once more
    page = open_page("compare")
    assert [box.value for box in page.selectbox][-2:] == ["L1", "now"]
    assert "新来：丙公司" in all_text(page)


def test_two_equal_states_and_states_without_a_difference_say_so(two_loads: Store) -> None:
    assert "两边是同一个状态" in all_text(open_page("compare", before="now", after="now"))
    assert "各条链没有变化" in all_text(open_page("compare", before="L2", after="now"))
    nothing_assumed = open_page("compare", before="now", after="whatif")
    assert "还没有假定什么" in all_text(nothing_assumed) and "targeting?" in all_text(nothing_assumed)


def test_what_is_assumed_is_compared_by_the_address(two_loads: Store) -> None:
    text = all_text(open_page("compare", before="now", after="whatif", add="x/two|production|丁公司"))
    assert "缺→弱" in text and "新来：丁公司" in text


def test_where_the_details_are_gone_the_recorded_figures_are_shown(
    two_loads: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(entry, "VERSIONS_KEPT", 1)
    for count in range(2):
        tables = {**TABLES, "leads.csv": TABLES["leads.csv"].replace("可能", f"可能{count}")}
        load(two_loads, read_dataset(folder(tmp_path, "small", tables)))
    page = open_page("compare", before="L1", after="now")
    assert [warning.value for warning in page.warning] == [
        "L1 时的明细已不再保存（每份资料保存最近 30 次），只有当时的数字"
    ]
    text = all_text(page)
    assert "当时记下的数字" in text and "弱 0→1" in text


def test_the_history_says_after_an_undo_what_it_changed(two_loads: Store) -> None:
    undo(two_loads, "L2")
    event = history(two_loads)[0]
    text = all_text(open_page("compare", before="L2", after=event.id))
    assert "退了一步 1" in text and "没有供给了，原来是 丙公司" in text


def test_english_has_the_same_page(two_loads: Store) -> None:
    text = all_text(open_page("compare", before="L1", after="L2", lang="en"))
    assert "1 chain and 1 segment changed" in text and "1 forward, 0 back" in text


def test_the_files_name_both_states_and_hold_every_change(two_loads: Store) -> None:
    changes = comparison(two_loads, "L1", "L2")
    book = openpyxl.load_workbook(io.BytesIO(state_diff_xlsx(changes, "全部来源", ZH)))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"某市产业链前后对比", "之前：L1　之后：L2", "第一环", "新来：丙公司"} <= cells
    assert "新增的短板" not in book.sheetnames or changes.gaps("opened")
    doc = Document(io.BytesIO(state_diff_docx(changes, "全部来源", ZH, [])))
    texts = [paragraph.text for paragraph in doc.paragraphs]
    assert texts[:2] == ["某市产业链前后对比", "之前：L1　之后：L2"]
    assert any("丙公司" in cell.text for table in doc.tables for row in table.rows for cell in row.cells)


def test_the_marks_are_on_the_segments_that_changed(two_loads: Store) -> None:
    changes = comparison(two_loads, "L1", "L2")
    assert segment_marks(changes.segments, ZH) == {"x/one": "↑ 未知→弱"}


def test_a_year_and_a_grade_take_the_place_of_the_filter_s(bundled: Store) -> None:
    as_of = analyse_state(bundled, parse_state("2018"))
    assert as_of.as_of == 2018 and analyse_state(bundled, parse_state("grade:A")).source_filter.grade == "A"
    today, done = (analyse_state(bundled, parse_state(text)) for text in ("now", "plan"))
    moved = {segment.before for segment in diff_scenarios(today, done, ZH).segments if segment.before != segment.after}
    assert moved <= {"规划", "弱"}, "a plan that is done moves what was planned, or strengthens"
