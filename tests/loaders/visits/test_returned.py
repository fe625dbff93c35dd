"""Filled visiting sheets: what is an answer, what is refused and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import LoadError
from loaders.sources.sheet import Sheet
from loaders.visits.form import QuestionKey, head_key, parse_answer, parse_key
from loaders.visits.returned import parse_day, read_returned

KEY = QuestionKey(segment="x/two", state="未知", is_own=False)
OWN = QuestionKey(segment="x/two", state="未知", is_own=True)


def sheet(*rows: tuple[str, str, str, QuestionKey], day: str = "2026-11-28") -> Sheet:
    head = ("", "走访单位：", "某园区", "受访人：", "王工", "日期：", day, head_key())
    asked = (("1", "某链", "第二环", "？", answer, who, detail, key.text()) for answer, who, detail, key in rows)
    return Sheet(rows=(("题",), head, ("序号",), *asked), file="提纲.xlsx", name="某园区")


def test_a_filled_row_is_an_answer_with_who_and_when() -> None:
    returned = read_returned([sheet(("☑有　□没有　□不清楚", "丁 公司", "年产百万", KEY))])
    (answer,) = returned.answers
    assert (answer.key, answer.is_yes, answer.organisation, answer.detail) == (KEY, True, "丁 公司", "年产百万")
    assert (answer.head.name, answer.head.person, answer.head.day) == ("某园区", "王工", "2026-11-28")
    assert answer.origin == "提纲.xlsx [某园区]:4"


def test_rows_left_open_are_counted_and_never_taken_for_no() -> None:
    returned = read_returned([sheet(("□有　□没有　□不清楚", "", "", KEY), ("不清楚", "", "", KEY), ("", "", "", OWN))])
    assert (returned.answers, returned.refused, returned.open_rows) == ((), (), 3)


@pytest.mark.parametrize(
    ("row", "day", "code"),
    [
        (("也许有", "丁公司", "", KEY), "2026-11-28", "visit_answer"),
        (("☑有　☑没有", "丁公司", "", KEY), "2026-11-28", "visit_answer"),
        (("有", "丁公司", "", KEY), "", "visit_day"),
        (("有", " ", "", KEY), "2026-11-28", "visit_who"),
        (("没有", "", "", KEY), "2026-11-28", "visit_absent"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_its_place(
    row: tuple[str, str, str, QuestionKey], day: str, code: str
) -> None:
    returned = read_returned([sheet(row, ("有", "戊公司", "", KEY), day=day)])
    assert (returned.refused[0].code, returned.refused[0].fields["origin"]) == (code, "提纲.xlsx [某园区]:4")
    assert len(returned.answers) == (0 if code == "visit_day" else 1)


def test_the_own_no_of_one_who_is_visited_needs_no_reason() -> None:
    (answer,) = read_returned([sheet(("没有", "", "", OWN))]).answers
    assert not answer.is_yes


def test_another_workbook_is_refused_in_words() -> None:
    with pytest.raises(LoadError) as caught:
        read_returned([Sheet(rows=(("名称",), ("某公司",)), file="名单.xlsx")])
    assert (caught.value.code, caught.value.fields["file"]) == ("visit_form", "名单.xlsx")


@given(st.text(max_size=60))
def test_any_text_is_an_answer_or_none(text: str) -> None:
    assert parse_answer(text) in ("yes", "no", "unsure", "", None)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert parse_day(text) == "" or parse_day(text)[:4].isdecimal()


@given(st.from_regex(r"[a-z]{1,8}/[a-z]{1,8}", fullmatch=True), st.booleans())
def test_a_key_is_read_back(segment: str, is_own: bool) -> None:
    key = QuestionKey(segment=segment, state="弱", is_own=is_own)
    assert parse_key(key.text()) == key
