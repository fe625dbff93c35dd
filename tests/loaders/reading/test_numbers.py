"""Numbers in Chinese and Arabic digits come out as one value, however they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.figures import figures
from loaders.reading.numbers import amount, chinese_integer, plain_digits

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def in_chinese(number: int) -> str:
    """Return a number from 1 to 9999 99999999 in Chinese numerals, by its groups of four digits."""
    groups, position = [], 0
    while number:
        number, group = divmod(number, 10**4)
        if group:
            groups.append(below_ten_thousand(group) + ("", "万", "亿")[position])
        position += 1
    return "".join(reversed(groups))


def below_ten_thousand(number: int) -> str:
    digits = [int(digit) for digit in f"{number:04d}"]
    parts = [DIGITS[digit] + ten if digit else "零" for digit, ten in zip(digits, ("千", "百", "十", ""), strict=True)]
    text = "".join(parts).strip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text


@given(st.integers(1, 10**12 - 1))
def test_a_chinese_numeral_reads_back_as_the_number_it_was_written_from(number: int) -> None:
    assert chinese_integer(in_chinese(number)) == number


@given(st.decimals(0, 10**9, places=2), st.booleans(), st.booleans())
def test_a_printed_number_reads_back_with_separators_and_full_width_digits(
    number: Decimal, separated: bool, full_width: bool
) -> None:
    printed = f"{number:,f}" if separated else f"{number:f}"
    assert Decimal(plain_digits(printed.translate(FULL_WIDTH) if full_width else printed)) == number


@given(st.integers(1, 99999), st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from(["家", "元", "公里"]))
def test_a_figure_round_trips_through_a_sentence(number: int, magnitude: str, unit: str) -> None:
    (figure,) = figures(f"去年达到{number}{magnitude}{unit}。")
    size = chinese_integer(magnitude) if magnitude else 1
    assert amount(figure.value, figure.unit) == (Decimal(number * size), unit)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("百分之十二", "12"), ("五分之一", "1/5"), ("两千", "2000"), ("1 200", "1200"), ("１２．５", "12.5")],
)
def test_fractions_and_blanks_are_read(printed: str, plain: str) -> None:
    assert plain_digits(printed) == plain
