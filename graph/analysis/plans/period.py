"""Periods of figures: the years that a printed period covers, and whether it ends before its last year does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model.normalize import TO_HALF_WIDTH, normalize_text

PERIOD_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
SHORT_END = re.compile(r"((?:19|20)[0-9]{2})年?[-—–~至到]([0-9]{2})年(?![0-9])")  # 2021-25年
FIVE_YEARS = re.compile(r"([一二三四五六七八九十]{1,3})五(末)?")
# A single month or quarter, December and the fourth one too: of a figure that adds up it is only a part of the year.
PARTIAL = re.compile(
    r"上半年|下半年|年中|前[一二三四五六七八九十两0-9]+个?(?:月|季度)|[一二三四1-4](?:季度|季)|Q[1-4]|[0-9]月|"
    r"(?:19|20)[0-9]{2}[./-](?:0?[1-9]|1[0-2])(?![0-9])"
)
YEAR_END = re.compile(r"1月?[-—–~至到]12月|12月(?:底|末|31)|12[./-]31|年底|年末|全年")
CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True)
class Period:
    """The first and the last year; ``partial``: it ends before the last year does."""

    first: int
    last: int
    partial: bool = False


def parse_period(text: str) -> Period | None:
    """Return the years of a period; None where it names none.

    >>> parse_period("2024年上半年")
    Period(first=2024, last=2024, partial=True)
    >>> [(period.first, period.last) for text in ("2018", "十四五", "2021—2025年") if (period := parse_period(text))]
    [(2018, 2018), (2021, 2025), (2021, 2025)]
    """
    plain = normalize_text(text).translate(TO_HALF_WIDTH).replace(" ", "")
    plain = SHORT_END.sub(lambda match: f"{match[1]}-{match[1][:2]}{match[2]}年", plain)
    years = [int(year) for year in PERIOD_YEAR.findall(plain)]
    if not years:
        return _five_years(plain)
    partial = bool(PARTIAL.search(plain)) and not YEAR_END.search(plain)
    return Period(min(years), max(years), partial)


def _five_years(text: str) -> Period | None:
    """Return the years of 十四五 (2021 to 2025); the plans since the tenth follow each other without a gap."""
    match = FIVE_YEARS.search(text)
    number = _number(match[1]) if match else 0
    if number < 10:  # earlier plans: no figure of today is due in them
        return None
    first = 2001 + 5 * (number - 10)
    return Period(first + 4 if match and match[2] else first, first + 4)


def _number(numeral: str) -> int:
    """Return a Chinese numeral from 1 to 19; 0 for another."""
    if numeral in CHINESE_DIGITS:
        return CHINESE_DIGITS[numeral]
    if len(numeral) == 2 and numeral[0] == "十" and numeral[1] != "十":
        return 10 + CHINESE_DIGITS[numeral[1]]
    return 0
