"""The list of follow-ups as a workbook: filled in and read back, row by row."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from loaders.errors import LoadError
from loaders.sources.sheet import Sheet
from loaders.sources.workbook import parse_sheets
from ui.exports.follow_up_sheet import FollowSubject, follow_up_csv, follow_up_xlsx, read_follow_ups
from ui.presenters.follow_up import FollowUpLine, filtered, status_text
from ui.text import words

ZH, EN = words("zh"), words("en")
BOGIE = FollowSubject(chain="rail", about="rail/bogie", chain_name="轨道交通", name="转向架")
CRRC = FollowSubject(chain="", about="cand-crrc", chain_name="", name="=中车研究所")
LINE = FollowUpLine(
    chain="rail",
    about="rail/axle",
    chain_name="轨道交通",
    name="车轴",
    state="follow",
    owner="李四",
    day="2026-12",
    note="等批复",
    who="张三",
    at="2026-11-28",
    is_gap_left=True,
)


def filled(content: bytes, changes: dict[str, dict[int, str]]) -> list[Sheet]:
    """Return the workbook's sheets, cells of the rows of some names changed by column number."""
    book = load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=2):
        for column, text in changes.get(str(row[2].value), {}).items():
            row[column].value = text
    out = io.BytesIO()
    book.save(out)
    return parse_sheets(out.getvalue(), "台账.xlsx")


@pytest.mark.parametrize("words_", [ZH, EN])
def test_an_unchanged_workbook_changes_nothing(words_: object) -> None:
    content = follow_up_xlsx([LINE], [BOGIE, CRRC], ZH if words_ is ZH else EN)
    assert read_follow_ups(parse_sheets(content, "a.xlsx"), "reg-x", [LINE], [BOGIE, CRRC]).changed == ()


def test_what_was_filled_in_comes_back() -> None:
    content = follow_up_xlsx([LINE], [BOGIE, CRRC], ZH)
    sheets = filled(
        content,
        {
            "车轴": {3: "已解决"},
            "转向架": {3: "跟进", 4: "王五", 5: "2027-01-31", 6: "周三走访"},
            "=中车研究所": {3: "接触中"},
        },
    )
    read = read_follow_ups(sheets, "reg-x", [LINE], [BOGIE, CRRC])
    assert [(f.about, f.chain, f.state, f.owner, f.day, f.note) for f in read.changed] == [
        ("rail/axle", "rail", "solved", "李四", "2026-12", "等批复"),
        ("rail/bogie", "rail", "follow", "王五", "2027-01-31", "周三走访"),
        ("cand-crrc", "", "in_touch", "", "", ""),
    ]
    assert read.refused == ()


def test_a_row_that_cannot_be_read_is_told_by_its_number() -> None:
    sheet = Sheet(
        rows=(
            ("跟进台账", ""),
            ("产业链", "短板或院所", "状态"),
            ("轨道交通", "转向架", "签约"),
            ("轨道交通", "不存在", "跟进"),
            ("轨道交通", "转向架", "撤下"),
        )
    )
    read = read_follow_ups([sheet], "reg-x", [], [BOGIE])
    assert [(problem.code, problem.fields["line"]) for problem in read.refused] == [
        ("follow_state_unknown", 3),
        ("follow_subject_unknown", 4),
    ]
    assert read.changed == ()


def test_another_table_is_refused() -> None:
    with pytest.raises(LoadError) as refusal:
        read_follow_ups([Sheet(rows=(("企业名称", "产品"), ("甲", "乙")))], "reg-x", [], [BOGIE])
    assert refusal.value.code == "follow_columns"


def test_the_csv_has_a_line_for_each_and_runs_no_formula() -> None:
    text = follow_up_csv([LINE], ZH).decode("utf-8-sig")
    assert text.splitlines()[1] == "短板,轨道交通,车轴,跟进,李四,2026-12,等批复,张三,2026-11-28"


def test_the_filter_and_the_words_of_a_follow_up() -> None:
    assert filtered([LINE], kinds=["gap"], states=["follow"], chains=["rail"], owner="李") == [LINE]
    assert filtered([LINE], chains=["pv"]) == []
    assert filtered([LINE], kinds=["partner"]) == []
    assert status_text(LINE, ZH) == "跟进（李四，2026-12）"
