from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.schema import Property
from graph.model.values import cleaned, number, parsed, split


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_no_control_character(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not any(ord(c) < 32 and c not in "\n\t" for c in once)


@given(st.lists(st.text(alphabet="甲乙丙a1", min_size=1), unique=True))
def test_a_list_survives_its_cell(items: list[str]) -> None:
    assert split("|".join(items)) == tuple(items)


def test_lists_lose_blanks_and_repeats() -> None:
    assert split(" 甲 ||乙|甲| ") == ("甲", "乙")


@pytest.mark.parametrize(("text", "value"), [("2018", 2018), (" 2018 ", 2018), ("", None)])
def test_integers_in_full_width_too(text: str, value: int | None) -> None:
    assert parsed(Property("year", "integer"), text) == value


@pytest.mark.parametrize("text", ["约2018", "2018.5", "二〇一八"])
def test_what_is_no_integer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        parsed(Property("year", "integer"), text)


@pytest.mark.parametrize(("text", "value"), [("2.80", 2.8), ("1,000", 1000.0), ("超百项", None), ("", None)])
def test_numbers_only_where_a_number_stands(text: str, value: float | None) -> None:
    assert number(text) == value
