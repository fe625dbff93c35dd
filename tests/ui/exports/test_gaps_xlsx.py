from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.method import default_method
from queries.statement_source import StatementSource
from ui.exports import gap_table
from ui.exports.csv import csv_bytes, escape_formula
from ui.exports.gaps_xlsx import gaps_xlsx
from ui.presenters.gaps import GapRow
from ui.text import words

SOURCE = StatementSource(
    statement="d/1",
    organisation='=HYPERLINK("http://x")',
    organisation_id="o",
    label="Enterprise",
    segment="s",
    role="production",
    status="existing",
    confidence="explicit",
    evidence="https://example.com/a",
    source_title="+题",
    publisher="@报",
    published="2018-01-02",
    grade="B",
    access="mirror",
    publisher_kind="",
    as_of="2018",
    dataset="d",
)
ROW = GapRow(
    id="bu:s",
    kind="补链",
    certain=True,
    chain="c",
    chain_name="=1+1",
    segment="s",
    segment_name="@SUM(A1)",
    score=0.5,
    parts={"v": 1.0, "low": 0.0, "high": 0.0},
    reason="-理由",
    sources=(SOURCE,),
    reposts_only=False,
    datasets=(),
    wording=(),
)


def test_the_workbook_is_for_reading_and_runs_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(gaps_xlsx([ROW, replace(ROW, id="bu:t")], default_method(), words("zh"))))
    assert book.sheetnames == ["确认的短板", "先去问清", "来源", "口径"]
    gaps = book["确认的短板"]
    assert gaps.freeze_panes == "A2"
    assert gaps.auto_filter.ref == "A1:I3"
    assert gaps.column_dimensions["G"].width > 50
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.coordinate
                assert cell.hyperlink is None
    assert [cell.value for cell in gaps[2]][:6] == [1, "补链", "确定", "=1+1", "@SUM(A1)", 0.5]
    assert book["来源"]["C2"].value == SOURCE.organisation


def test_confirmed_gaps_and_those_to_ask_about_are_apart() -> None:
    rows = [ROW, replace(ROW, id="bu:t", certain=False)]
    book = openpyxl.load_workbook(io.BytesIO(gaps_xlsx(rows, default_method(), words("zh"))))
    assert [[sheet.cell(line, 9).value for line in range(2, sheet.max_row + 1)] for sheet in book.worksheets[:2]] == [
        ["bu:s"],
        ["bu:t"],
    ]


def test_a_source_is_cited_and_where_it_was_read_is_not_in_the_file() -> None:
    content = gaps_xlsx([ROW], default_method(), words("zh"))
    cells = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content))["来源"][2]]
    assert cells[6:12] == [
        "@报",
        "+题",
        "2018-01-02",
        "B 媒体（经镜像读取）",
        "@报 · +题 · 2018-01-02 · B 媒体（经镜像读取）",
        "https://example.com/a",
    ]


def test_an_empty_list_is_a_workbook_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(gaps_xlsx([], default_method(), words("en"))))
    assert book["Confirmed gaps"].max_row == 1


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    said = words("zh")
    content = csv_bytes(gap_table.header(said), ([str(c) for c in line] for line in gap_table.table([ROW], said)))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][3:7] == ["'=1+1", "'@SUM(A1)", "0.5", "'-理由"]


@pytest.mark.parametrize("text", ["-1.5", "+3", "1e5", "常州"])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


@pytest.mark.parametrize("text", ["＝1+1", " =1+1", "\n=1+1", "\u3000@SUM(A1)", "＠甲"])
def test_full_width_signs_and_blanks_before_a_formula_are_defused(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    kept = escape_formula(text)
    assert not kept.startswith(("=", "@", "＝", "＠", "\t", "\r", "\n"))
    assert not kept.lstrip().startswith(("=", "@", "＝", "＠"))
    assert kept.removeprefix("'") == text.removeprefix("'") or kept == text
