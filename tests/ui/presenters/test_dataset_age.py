"""The age of a dataset in words."""

from __future__ import annotations

import pytest

from ui.presenters.dataset_age import dataset_age
from ui.text import words


@pytest.mark.parametrize(
    ("date_text", "age"),
    [
        ("2018-02-08", "8 年前"),
        ("2026-11", "今年"),
        ("2025", "1 年前"),
        ("2027", "今年"),
        ("", "没有日期"),
        ("去年", "没有日期"),
        ("20181", "没有日期"),
    ],
)
def test_a_date_is_told_in_years(date_text: str, age: str) -> None:
    assert dataset_age(date_text, 2026, words("zh")) == age


def test_one_year_is_singular_in_english() -> None:
    assert dataset_age("2025", 2026, words("en")) == "1 year ago"
