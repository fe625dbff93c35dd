from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.normalize import normalize_credit_code, normalize_text, parse_number, parse_value, split_list
from graph.model.property import Property

YEAR = Property(name="year", type="year", bounds=(1900, 2100))


@given(st.text())
def test_normalizing_text_is_idempotent_and_leaves_no_control_character(text: str) -> None:
    once = normalize_text(text)
    assert normalize_text(once) == once
    assert not any(ord(c) < 32 and c not in "\n\t" for c in once)


@given(st.lists(st.text(alphabet="甲乙丙a1", min_size=1), unique=True))
def test_a_list_joined_into_one_cell_is_split_into_the_same_list(items: list[str]) -> None:
    assert split_list("|".join(items)) == tuple(items)


def test_split_lists_have_no_blanks_and_no_repeats() -> None:
    assert split_list(" 甲 ||乙|甲| ") == ("甲", "乙")


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u202e", "\u2066", "\x1b", "\ud800"])
def test_invisible_characters_are_removed(mark: str) -> None:
    assert normalize_text(f"常{mark}州{mark}") == "常州"


@pytest.mark.parametrize(("text", "value"), [("2018", 2018), (" \uff12\uff10\uff11\uff18 ", 2018), ("", None)])
def test_integers_are_parsed_in_full_width_digits_too(text: str, value: int | None) -> None:
    assert parse_value(YEAR, text) == value


@pytest.mark.parametrize("text", ["约2018", "2018.5", "二〇一八", "201\u2078", "2_018", "\u0662\u0660"])
def test_a_text_that_is_no_integer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_value(YEAR, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.80", 2.8),
        ("1,000", 1000.0),
        ("-1e3", -1000.0),
        ("超百项", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("1,2", None),
        ("1_0", None),
        ("\u00b2", None),
    ],
)
def test_a_number_is_parsed_only_where_the_whole_text_is_one(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("code", ["91110000600037341L", "N2320402MF0000001H", "９１１１００００ 6000-37341l"])
def test_a_credit_code_may_begin_with_a_letter_and_come_with_separators(code: str) -> None:
    assert normalize_credit_code(code) in ("91110000600037341L", "N2320402MF0000001H")


@pytest.mark.parametrize("code", ["91110000600037341M", "9111000060003734", "91110000600037341O"])
def test_a_text_that_is_no_credit_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=re.escape(code)):
        normalize_credit_code(code)
