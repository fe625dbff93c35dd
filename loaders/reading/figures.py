"""The figures of a text: a number with its unit and sign (超过, 以上, 3—5), without what it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import msgspec

from loaders.reading.numbers import (
    ARABIC_NUMERAL,
    CHINESE_NUMERAL,
    MAGNITUDE_WORDS,
    NUMERAL_CHARACTERS,
    amount,
    plain_digits,
)
from loaders.reading.word_file import read_words

QUOTED_NAME = 24  # characters between quotation marks that are still a name, not a quoted sentence
LONE_NUMERALS = {"百": "100", "千": "1000", "十": "10"}  # numerals that are a value and no magnitude: 百个


class FigureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of words/figures.yaml, which says what each is."""

    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    more: str
    units: dict[str, dict[str, str]]
    bare_money: str
    name_parts: str
    dash: str
    quotes: tuple[str, ...]
    per: str
    every: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number with its unit.

    Attributes:
        start: its place in the text, from the word that compares on.
        end: the end of the unit or of the word that compares after it.
        value: the number in half-width digits; of a range the lower end.
        value_max: the upper end of a range, in the same unit, else empty.
        unit: as printed, with the magnitude: 万亿元.
        comparator: as of an IndicatorProposal.
        measures: the key of units in figures.yaml.
        printed: the number as printed, without magnitude; empty: 万亿元 without a number.
        number: where the number starts.
    """

    start: int
    number: int
    end: int
    value: str
    unit: str
    comparator: str
    measures: str
    value_max: str = ""
    printed: str = ""


@cache
def figure_words() -> FigureWords:
    """Return the words that figures are read by."""
    return msgspec.convert(read_words("figures"), FigureWords)


def any_of(patterns: Iterable[str]) -> str:
    """Return a pattern of any of these, the longest tried first.

    >>> any_of(["亿", "亿元"])
    '(?:亿元|亿)'
    """
    return "(?:" + "|".join(sorted(patterns, key=len, reverse=True)) + ")"


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text in its order, without years, dates, ordinals and numbers inside names.

    >>> [(f.comparator, f.value, f.unit) for f in figures("新增企业超1.2万家，第3个园区增长5％以上")]
    [('>', '1.2', '万家'), ('>=', '5', '％')]
    """
    inside_names = {place for start, end in quoted_names(text) for place in range(start, end)}
    for match in _figure_pattern().finditer(text):
        if match.start("number") not in inside_names and (figure := _figure(text, match)):
            yield figure


def quoted_names(text: str) -> list[tuple[int, int]]:
    """Return the places between quotation marks that are short enough for a name.

    >>> quoted_names("出台“金融15条”")
    [(2, 9)]
    """
    marks = ((pair[0], pair[1]) for pair in figure_words().quotes)
    pattern = "|".join(f"{left}[^{left}{right}]{{1,{QUOTED_NAME}}}{right}" for left, right in marks)
    return [match.span() for match in re.finditer(pattern, text)]


@cache
def _figure_pattern() -> re.Pattern[str]:
    words = figure_words()
    before, after = (any_of(chain.from_iterable(signs.values())) for signs in (words.before, words.after))
    units = {unit: follows for units in words.units.values() for unit, follows in units.items()}
    longest_first = sorted(units, key=len, reverse=True)
    unit = "|".join(re.escape(unit) + (f"(?!{units[unit]})" if units[unit] else "") for unit in longest_first)
    unit = f"(?:(?:{unit}|{words.bare_money})(?:{words.per}){{0,2}})"
    fraction = rf"{CHINESE_NUMERAL}分之{CHINESE_NUMERAL}|[0-9]{{1,3}}/[1-9][0-9]{{0,2}}(?![0-9-])"
    number = f"{fraction}|{ARABIC_NUMERAL}|{CHINESE_NUMERAL}"
    more, magnitude = words.more, MAGNITUDE_WORDS
    return re.compile(
        rf"(?P<before>{before})?\s*(?<![0-9A-Za-z.．第〔几数+＋×/／~～—－-])"
        rf"(?P<number>{number}|(?={magnitude}))(?P<more>{more})?\s*(?P<magnitude>{magnitude})?(?P<yet>{more})?\s*"
        rf"(?:(?P<unit>{unit})|(?=\s*{words.dash}\s*[0-9])|(?<=/[0-9])|(?<=分之[{NUMERAL_CHARACTERS}]))"
        rf"(?:\s*{words.dash}\s*(?P<high>{number})\s*(?P<high_magnitude>{magnitude})?\s*(?P<high_unit>{unit}))?"
        rf"\s*(?P<after>{after})?"
    )


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    unit = match["unit"] if match["unit"] is not None else match["high_unit"] or ""
    fraction = "/" in match["number"] or "分之" in match["number"]
    kind = "share" if fraction else _measures(unit)
    if not (unit or match["magnitude"] or fraction) or _is_name_part(text, match, kind):
        return None
    value, printed_unit = _value(match, unit)
    high = _high(match, printed_unit)
    return Figure(
        start=match.start() + len(match[0]) - len(match[0].lstrip()),
        number=match.start("number"),
        end=match.start() + len(match[0].rstrip()),
        value=value,
        value_max=high,
        unit=printed_unit,
        comparator="range" if high else comparator_of(match),
        measures=kind,
        printed=match["number"],
    )


def _value(match: re.Match[str], unit: str) -> tuple[str, str]:
    number, magnitude = match["number"], match["magnitude"] or ""
    if number.startswith("百分之"):
        return plain_digits(number), "%"
    if match["unit"] is None and match["high_magnitude"] and not magnitude:
        magnitude = match["high_magnitude"]
    if number in LONE_NUMERALS and magnitude:
        return "1", number + magnitude + unit
    return plain_digits(number) if number else "1", magnitude + unit


def _high(match: re.Match[str], unit: str) -> str:
    """Return the upper end of a range in the lower end's unit: of 5000万元—4亿元 40000."""
    if not match["high"]:
        return ""
    value, high_unit = plain_digits(match["high"]), (match["high_magnitude"] or "") + match["high_unit"]
    if high_unit == unit or "/" in value:
        return value
    high, low = amount(value, high_unit)[0], amount("1", unit)[0]
    return format((high / low).normalize(), "f")


def comparator_of(match: re.Match[str]) -> str:
    """Return the sign that the words before and after a number say; what stands after goes before."""
    for side, signs in (("after", figure_words().after), ("before", figure_words().before)):
        for sign, words in signs.items():
            here = match[side] and re.compile(any_of(words)).match(match.string, match.start(side))
            if here and sign != "=" and here.end() == match.end(side):
                return sign
    return ">" if match["more"] or match["yet"] else "="


def _measures(unit: str) -> str:
    """Return the key of units in figures.yaml that a printed unit belongs to."""
    bare = re.sub(f"(?:{figure_words().per})+$", "", unit)
    of_units = ((kind, units) for kind, units in figure_words().units.items() if unit in units or bare in units)
    return next((kind for kind, _ in of_units), "money")


def _is_name_part(text: str, match: re.Match[str], kind: str) -> bool:
    """Return whether the number is a part of a name: 万吨级, 千人计划, 三大."""
    if re.match(figure_words().name_parts, text[match.end() :]):
        return not (match["before"] and kind == "money")
    bare = not match["number"] or match["number"] in LONE_NUMERALS
    return bare and not match["before"] and (kind != "count" or not match["number"])
