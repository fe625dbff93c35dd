"""Normalisation of cell texts into the values that a property's type takes."""

from __future__ import annotations

import re
import unicodedata

from graph.model.credit_code import CREDIT_CODE, check_character
from graph.model.property import Property
from graph.model.records import Value

CELL_LIST_SEPARATOR = "|"
TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}  # a table for str.translate
INTEGER = re.compile(r"[+-]?[0-9]{1,18}")  # 18 digits fit the 64-bit integers of both stores
NUMBER_PATTERN = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,300})(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,2})?")
# Unicode categories: control characters, zero-width and bidi marks, lone surrogates.
CONTROL_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})


def normalize_text(text: str) -> str:
    """Return the text in one Unicode form (NFC), without invisible characters and outer blanks.

    >>> normalize_text(" \\u200b常州\\ufeff ")
    '常州'
    """
    normal = unicodedata.normalize("NFC", text)
    if not normal.isprintable():
        normal = "".join(c for c in normal if c in "\n\t" or unicodedata.category(c) not in CONTROL_CATEGORIES)
    return normal.strip()


def parse_value(expected: Property, text: str) -> Value | None:
    """Return the value that a cell gives a property, or None when the cell is empty.

    Raises:
        ValueError: the text is not of the property's type.

    >>> parse_value(Property(name="year", type="year", bounds=(1900, 2100)), "２０１８")
    2018
    >>> parse_value(Property(name="aliases", type="texts"), "甲 | 乙")
    ('甲', '乙')
    """
    text = normalize_text(text)
    if not text:
        return None
    if expected.type == "texts":
        return split_list(text)
    if expected.is_integer:
        plain = text.translate(TO_HALF_WIDTH)
        if not INTEGER.fullmatch(plain):
            raise ValueError(text)
        return int(plain)
    if expected.bounds or expected.type == "number":
        value = parse_number(text)
        if value is None:
            raise ValueError(text)
        return value
    return text


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a list in one cell in their order, without empty ones and repeats.

    >>> split_list(" 甲 ||乙|甲| ")
    ('甲', '乙')
    """
    return tuple(dict.fromkeys(part for part in map(normalize_text, text.split(CELL_LIST_SEPARATOR)) if part))


def parse_number(text: str) -> float | None:
    """Return the number that a text is, with full-width digits and thousands commas, or None.

    It is None rather than an error because sources write 超百项 as often as 100.

    >>> parse_number("1,000")
    1000.0
    >>> parse_number("超百项") is None
    True
    """
    plain = normalize_text(text).translate(TO_HALF_WIDTH)
    return float(plain.replace(",", "")) if NUMBER_PATTERN.fullmatch(plain) else None


def normalize_credit_code(text: str) -> str:
    """Return a unified social credit code (统一社会信用代码) in its one form, with its check digit verified.

    Spaces, hyphens, full-width and small letters are allowed, and the ``.0`` that spreadsheets append to a number.

    Raises:
        ValueError: the text is no such code, or its last digit does not check the others (GB 32100-2015).

    >>> normalize_credit_code("9111 0000 6000 3734 1l")
    '91110000600037341L'
    """
    code = normalize_text(text).translate(TO_HALF_WIDTH).upper().replace(" ", "").replace("-", "").removesuffix(".0")
    if not CREDIT_CODE.fullmatch(code) or check_character(code[:-1]) != code[-1]:
        raise ValueError(text)
    return code


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is a word of its own, as far as its script separates words.

    A word in Latin letters must have no letter or digit beside it. Chinese has no word boundary to look for.

    >>> is_whole_word("MEMS器件", 1, 4), is_whole_word("EMS器件", 0, 3)
    (False, True)
    """
    if not text[start:end].isascii():
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
