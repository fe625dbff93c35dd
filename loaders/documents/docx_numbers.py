"""The numbers that Word sets before paragraphs: they are no characters of the paragraph, but stand on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from loaders.documents.xml_elements import attribute, child, children, integer

MAX_LEVELS = 9  # of a list
COUNTED_DIGITS = "零一二三四五六七八九"
CHINESE_TENS = ("", "十", "百", "千")
FORMAL_DIGITS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
ROMAN_ONES = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MAX_SPELLED = 9_999  # larger numbers are written in digits
PLACEHOLDER = re.compile(r"%([1-9])")


def chinese_number(number: int) -> str:
    """Return a number as Chinese counts.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 105, 1020)]
    ['一', '十', '十二', '二十', '一百零五', '一千零二十']
    """
    if not 0 < number <= MAX_SPELLED:
        return str(number)
    digits = [int(digit) for digit in str(number)]
    places = [
        COUNTED_DIGITS[digit] + CHINESE_TENS[len(digits) - 1 - at] if digit else COUNTED_DIGITS[0]
        for at, digit in enumerate(digits)
    ]
    spelled = re.sub("零+", "零", "".join(places)).rstrip("零")
    return spelled.removeprefix("一") if 10 <= number < 20 else spelled


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= MAX_SPELLED else str(number)


def _roman(number: int) -> str:
    if not 0 < number <= MAX_SPELLED:
        return str(number)
    spelled = ""
    for value, letters in (*ROMAN, *ROMAN_ONES):
        spelled += letters * (number // value)
        number %= value
    return spelled


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


COUNTING_FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
)
SPELLED: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
    "decimalEnclosedCircle": _one_of(CIRCLES),
    "decimalEnclosedCircleChinese": _one_of(CIRCLES),
    "ideographTraditional": _one_of(STEMS),
    "ideographZodiac": _one_of(BRANCHES),
    "chineseLegalSimplified": lambda number: chinese_number(number).translate(FORMAL_DIGITS),
    **dict.fromkeys(COUNTING_FORMATS, chinese_number),
}
UNNUMBERED = frozenset({"bullet", "none"})


@dataclass(frozen=True)
class NumberLevel:
    """A level of a list: its first number, how numbers are spelled, and what stands around them."""

    start: int
    format: str
    text: str


@dataclass(frozen=True)
class NumberedList:
    """A list: the group of lists with which it counts on, and its levels."""

    group: str
    levels: Mapping[int, NumberLevel]
    starts: Mapping[int, int]  # of levels that begin anew with this list


class DocxNumbers:
    """Counts the numbered paragraphs of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        groups = {attribute(group, "abstractNumId"): _levels(group) for group in children(root, "abstractNum")}
        self._lists: dict[str, NumberedList] = {}
        for number in children(root, "num"):
            group = attribute(child(number, "abstractNumId"), "val")
            overrides = list(children(number, "lvlOverride"))
            own = {level: spec for override in overrides for level, spec in _levels(override).items()}
            starts = {
                integer(attribute(override, "ilvl"), 0): integer(attribute(start, "val"), 1)
                for override in overrides
                if (start := child(override, "startOverride")) is not None
            }
            self._lists[attribute(number, "numId")] = NumberedList(group, groups.get(group, {}) | own, starts)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun = set[str]()

    def next(self, list_id: str, level: int) -> str:
        """Return what stands before the next paragraph of a list; empty where it is no number, as a bullet."""
        numbered = self._lists.get(list_id)
        spec = numbered.levels.get(level) if numbered else None
        if numbered is None or spec is None:
            return ""
        counts = self._counts.setdefault(numbered.group, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({at: start - 1 for at, start in numbered.starts.items()})
        counts[level] = counts.get(level, spec.start - 1) + 1
        for deeper in range(level + 1, MAX_LEVELS):
            counts.pop(deeper, None)
        if spec.format in UNNUMBERED:
            return ""
        label = PLACEHOLDER.sub(lambda match: _spelled(numbered, counts, int(match[1]) - 1), spec.text)
        return f"{label} " if label[-1:].isascii() and label[-1:].isalnum() else label


def _levels(parent: etree._Element) -> dict[int, NumberLevel]:
    return {
        integer(attribute(level, "ilvl"), 0): NumberLevel(
            integer(attribute(child(level, "start"), "val"), 1),
            attribute(child(level, "numFmt"), "val") or "decimal",
            attribute(child(level, "lvlText"), "val"),
        )
        for level in children(parent, "lvl")
    }


def _spelled(numbered: NumberedList, counts: Mapping[int, int], level: int) -> str:
    spec = numbered.levels.get(level)
    number = counts.get(level, spec.start if spec else 1)
    return SPELLED.get(spec.format if spec else "decimal", str)(number)
