"""Usual abbreviations of bodies, written out; the numbers of institutes, written in one way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml

DIGITS = {character: digit for digit, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100}
NUMERAL = r"(?:[0-9]+|[〇零一二三四五六七八九十百]+)"
ORDINAL_BODY = re.compile(rf"第({NUMERAL})")
NUMBERED_INSTITUTE = re.compile(rf"(?<![0-9〇零一二三四五六七八九十百第])({NUMERAL})(研究所|研究院|所|院)$")
ORDINAL_INSTITUTE_END = re.compile(r"第[0-9]+(研究所|研究院)$")
SHORT_INSTITUTE = re.compile(r"(?<!研究)所$")
COMPANY_END = re.compile(r"公司$|(?<=.)股份$|集团$")
FORM_BEFORE_INSTITUTE = re.compile(r"(?<=集团)(股份)?(有限)?(责任)?公司(?=第[0-9]+(研究所|研究院)$)")


def expand_abbreviations(text: str) -> str:
    """Return a name with its usual abbreviations written out.

    >>> expand_abbreviations("中科院苏州纳米所"), expand_abbreviations("武进高新区")
    ('中国科学院苏州纳米研究所', '武进高新技术产业开发区')
    >>> expand_abbreviations("中电科48所") == expand_abbreviations("中国电子科技集团公司第四十八研究所")
    True
    """
    text = _with_numbers(_with_head(text, "heads"))
    if COMPANY_END.search(text):
        return text
    if ORDINAL_INSTITUTE_END.search(text):
        text = _with_head(FORM_BEFORE_INSTITUTE.sub("", text), "numbered")
    text = _with_head(text, "universities")
    text = _pattern("places").sub(lambda found: _table("places")[found[0]], text, count=1)
    text = _pattern("kinds").sub(lambda found: _table("kinds")[found[0]], text)
    return SHORT_INSTITUTE.sub("研究所", text)


def _with_head(text: str, section: str) -> str:
    head = _pattern(section).match(text)
    if not head or text.startswith((_table(section)[head[0]], *_table("exceptions"))):
        return text
    return _table(section)[head[0]] + text[head.end() :]


def _with_numbers(text: str) -> str:
    """Return a name whose ordinals are figures, with 第 before them and 研究所 behind those of institutes."""
    text = ORDINAL_BODY.sub(lambda found: f"第{to_number(found[1])}", text)
    institute = NUMBERED_INSTITUTE.search(text)
    if institute:
        return f"{text[: institute.start()]}第{to_number(institute[1])}{_whole_kind(institute[2])}"
    return re.sub(r"(第[0-9]+)(所|院)$", lambda found: found[1] + _whole_kind(found[2]), text)


def _whole_kind(kind: str) -> str:
    return "研究所" if kind == "所" else kind  # 一院 is more often a hospital


def to_number(numeral: str) -> int:
    """Return a numeral in Arabic or Chinese figures as a number.

    >>> to_number("四十八"), to_number("七〇三"), to_number("十四"), to_number("48"), to_number("一百零二")
    (48, 703, 14, 48, 102)
    """
    if numeral.isascii():
        return int(numeral)
    if UNITS.keys().isdisjoint(numeral):
        return int("".join(str(DIGITS[character]) for character in numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    text = files("loaders.linking").joinpath("abbreviations.yaml").read_text("utf-8")
    return {
        str(section): dict.fromkeys(entries, "") | dict(entries if isinstance(entries, dict) else {})
        for section, entries in parse_own_yaml(text).items()
    }


def _table(section: str) -> Mapping[str, str]:
    return _tables()[section]


@cache
def _pattern(section: str) -> re.Pattern[str]:
    """Return a pattern of a section's abbreviations, the longest first."""
    words = "|".join(sorted(map(re.escape, _table(section)), key=len, reverse=True))
    if section == "places":
        return re.compile(rf"(?<=[一-鿿]{{2}})({words})(?!学)")
    return re.compile(rf"({words})(?!学院|学校)" if section == "universities" else f"({words})")
