from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.method import default_method
from queries.plan_wording import PlanWording
from queries.statement_source import StatementSource
from ui.exports import gap_table
from ui.exports.csv import csv_bytes, escape_formula
from ui.exports.gaps_xlsx import GapListTitle, gaps_xlsx
from ui.exports.xlsx import row_height
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
    level="high",
    parts={"v": 1.0, "low": 0.0, "high": 0.0},
    reason="-理由",
    sources=(SOURCE,),
    reposts_only=False,
    datasets=(),
    wording=(),
)


TITLE = GapListTitle(region="某市", day=date(2026, 3, 1), chains=["某链"])
HEAD_ROW = 3  # below the title and the line of who hands the list in


def opened(rows: list[GapRow], language: str = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(gaps_xlsx(rows, default_method(), words(language), TITLE)))


def test_the_workbook_is_for_reading_and_runs_nothing() -> None:
    book = opened([ROW, replace(ROW, id="bu:t")])
    assert book.sheetnames == ["确认的短板", "先去问清", "来源", "技术信息 编号与得分", "技术信息 口径"]
    gaps = book["确认的短板"]
    assert gaps.freeze_panes == f"A{HEAD_ROW + 1}"
    assert gaps.auto_filter.ref == f"A{HEAD_ROW}:H{HEAD_ROW + 2}"
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.coordinate
                assert cell.hyperlink is None
    values = [cell.value for cell in gaps[HEAD_ROW + 1]]
    assert values == [1, "=1+1", "@SUM(A1)", "补链", "-理由", SOURCE.organisation, "", ""]
    assert book["来源"][f"D{HEAD_ROW + 1}"].value == SOURCE.organisation


def test_the_list_has_a_title_with_region_chain_and_day_and_a_line_to_sign() -> None:
    gaps = opened([ROW])["先去问清"]
    assert gaps["A1"].value == "某市某链产业链先去问清的环节"
    line = gaps["A2"].value
    assert "填报单位：" in line and "2026年3月1日" in line and "全部来源" in line


def test_the_sheets_to_hand_over_have_no_id_and_no_score() -> None:
    book = opened([ROW])
    for sheet in book.worksheets[:3]:
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert [text for text in texts if "bu:s" in text or text in ("0.5", "d/1", "d")] == [], sheet.title
    assert "bu:s" in [cell.value for cell in book["技术信息 编号与得分"][2]]


def test_the_sheets_to_hand_over_print_on_a4_with_every_text_in_full() -> None:
    long = "一二三四五六七八九十" * 12
    gaps = opened([replace(ROW, reason=long)])["确认的短板"]
    assert (gaps.page_setup.paperSize, gaps.page_setup.orientation) == (
        9,
        "landscape",
    ) or gaps.page_setup.paperSize == "9"
    assert gaps.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    width = gaps.column_dimensions["E"].width
    lines = 2 * len(long) / width
    assert gaps.row_dimensions[HEAD_ROW + 1].height >= 13.8 * lines
    assert gaps.oddFooter.center.text == "&P / &N"


@given(st.lists(st.text(max_size=200), min_size=1, max_size=5))
def test_a_row_is_never_lower_than_a_line_nor_higher_than_excel_allows(cells: list[str]) -> None:
    assert 15 <= row_height(cells, [10] * len(cells)) <= 409


def test_who_is_here_and_who_is_next_to_it_are_apart() -> None:
    beside = replace(SOURCE, organisation="邻甲", segment="n", statement="d/2")
    row = replace(ROW, sources=(SOURCE, beside), source_segments={"s": "本环节", "n": "邻环节"})
    cells = [cell.value for cell in opened([row])["确认的短板"][HEAD_ROW + 1]]
    assert cells[5:7] == [SOURCE.organisation, "邻甲（邻环节）"]


def test_confirmed_gaps_and_those_to_ask_about_are_apart() -> None:
    rows = [ROW, replace(ROW, segment_name="乙", certain=False)]
    sheets = opened(rows).worksheets[:2]
    assert [[sheet.cell(HEAD_ROW + 1, 3).value, sheet.cell(HEAD_ROW + 2, 3).value] for sheet in sheets] == [
        ["@SUM(A1)", None],
        ["乙", None],
    ]


def test_a_source_is_cited_and_where_it_was_read_is_not_in_the_file() -> None:
    cells = [cell.value for cell in opened([ROW])["来源"][HEAD_ROW + 1]]
    assert cells[7:13] == [
        "@报 · +题 · 2018-01-02 · B 媒体（经镜像读取）",
        "@报",
        "+题",
        "2018-01-02",
        "B 媒体（经镜像读取）",
        "https://example.com/a",
    ]


def test_a_passage_of_a_plan_is_cited_as_any_source() -> None:
    said = PlanWording(
        subject="石墨烯",
        actor="某局",
        actor_label="Authority",
        relation="FOCUSES_ON",
        status="planned",
        section="(一)1",
        char_start=1,
        char_end=2,
        text="",
        statement="p/1",
        evidence="p/c1",
        source_title="某计划",
        publisher="某局",
        published="",
        grade="A",
        access="direct",
        publisher_kind="",
    )
    cells = [cell.value for cell in opened([replace(ROW, sources=(), wording=(said,))])["来源"][HEAD_ROW + 1]]
    assert cells[7:12] == [
        "聚焦 石墨烯；出处：某局 · 某计划 · 未见日期 · A 官方（(一)1）",
        "某局",
        "某计划",
        "未见日期",
        "A 官方",
    ]


def test_the_sources_print_on_a4_as_far_as_the_citation() -> None:
    long = replace(SOURCE, source_title="一二三四五六七八九十" * 12)
    sheet = opened([replace(ROW, sources=(long,))])["来源"]
    assert sheet["A1"].value == "某市某链产业链短板清单的来源"
    assert sheet.print_area == f"'来源'!$A$1:$H${HEAD_ROW + 3}"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGH"]
    assert sum(widths) <= sum(opened([ROW])["确认的短板"].column_dimensions[letter].width for letter in "ABCDEFGH") + 1
    assert sheet.row_dimensions[HEAD_ROW + 1].height >= 13.8 * 2 * 120 / 44


def test_an_empty_list_is_a_workbook_too() -> None:
    sheet = opened([], "en")["Confirmed gaps"]
    assert [cell.value for row in sheet.iter_rows(min_row=HEAD_ROW + 1) for cell in row if cell.value] == ["None."]


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    said = words("zh")
    content = csv_bytes(gap_table.csv_header([ROW], said), gap_table.csv_table([ROW], said))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1] == ["1", "'=1+1", "'@SUM(A1)", "补链", "'-理由", f"'{SOURCE.organisation}", "", "", "确认的短板"]


def test_a_list_with_a_gap_in_hand_says_who_has_it_and_runs_nothing() -> None:
    said, statuses = words("zh"), {("c", "s"): "=1+1（@李四）", ("c", "other"): "搁置"}
    rows = [ROW, replace(ROW, segment="t", certain=False)]
    book = openpyxl.load_workbook(io.BytesIO(gaps_xlsx(rows, default_method(), said, TITLE, statuses=statuses)))
    for sheet, status in zip(book.worksheets[:2], ("=1+1（@李四）", ""), strict=True):
        assert [cell.value for cell in sheet[HEAD_ROW]][-2:] == ["跟进", "备注"]
        cell = sheet.cell(HEAD_ROW + 1, 8)
        assert (cell.value or "", cell.data_type) == (status, "s")
    csv_rows = [gap_table.csv_header(rows, said, statuses), *gap_table.csv_table(rows, said, statuses)]
    read = list(csv.reader(io.StringIO(csv_bytes(csv_rows[0], csv_rows[1:]).decode("utf-8-sig"))))
    assert [row[7] for row in read] == ["跟进", "'=1+1（@李四）", ""]


def test_a_list_of_which_nothing_is_in_hand_has_no_column_for_it() -> None:
    assert gap_table.list_columns([ROW], {("c", "other"): "搁置"}) == gap_table.GAP_LIST_COLUMNS


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
