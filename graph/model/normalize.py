"""Cleaning of values: what a cell says, as a property's type wants it."""

from __future__ import annotations

import re
import unicodedata
from operator import mul

from graph.model.records import Value
from graph.model.schema import Property

CELL_LIST_SEPARATOR = "|"
TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
NUMBER = re.compile(r"[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,300})(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,2})?")
CODE_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: without I, O, S, V, Z
CODE_VALUES = {digit: value for value, digit in enumerate(CODE_DIGITS)}
CODE_LENGTH = 18
CODE_WEIGHTS = (*(3**place % len(CODE_DIGITS) for place in range(CODE_LENGTH - 1)), 1)
INVISIBLE_CATEGORIES = frozenset(
    {"Cc", "Cf", "Cs"}
)  # control characters, zero-width and bidi marks, halves of characters


def normalize_text(text: str) -> str:
    """The text in one Unicode form (NFC), without unseen characters and outer blanks."""
    kept = unicodedata.normalize("NFC", text)
    if not kept.isprintable():
        kept = "".join(c for c in kept if c in "\n\t" or unicodedata.category(c) not in INVISIBLE_CATEGORIES)
    return kept.strip()


def parse_value(wanted: Property, text: str) -> Value | None:
    """The cell's value, or None when the cell is empty.

    Raises:
        ValueError: the text is not of the property's type.
    """
    text = normalize_text(text)
    if not text:
        return None
    if wanted.type == "texts":
        return split_list(text)
    if wanted.is_integer:
        plain = text.translate(TO_HALF_WIDTH)
        if not WHOLE.fullmatch(plain):
            raise ValueError(text)
        return int(plain)
    if wanted.bounds or wanted.type == "number":
        value = parse_number(text)
        if value is None:
            raise ValueError(text)
        return value
    return text


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list in one cell, without empty ones and repeats, in their order."""
    return tuple(dict.fromkeys(part for part in map(normalize_text, text.split(CELL_LIST_SEPARATOR)) if part))


def parse_number(text: str) -> float | None:
    """The number that a text is, full-width digits and thousands commas included, or None.

    Sources write 超百项 as often as 100.
    """
    plain = normalize_text(text).translate(TO_HALF_WIDTH)
    return float(plain.replace(",", "")) if NUMBER.fullmatch(plain) else None


def normalize_credit_code(text: str) -> str:
    """A unified social credit code in its one form; its last digit checks the others (GB 32100-2015).

    Raises:
        ValueError: it is none, or the check fails.
    """
    code = normalize_text(text).translate(TO_HALF_WIDTH).upper().replace(" ", "").replace("-", "").removesuffix(".0")
    if len(code) != CODE_LENGTH or not CODE_VALUES.keys() >= set(code):
        raise ValueError(text)
    values = [CODE_VALUES[digit] for digit in code]
    if sum(map(mul, values, CODE_WEIGHTS)) % len(CODE_DIGITS):
        raise ValueError(text)
    return code


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether a word found in a text is one there: in Latin letters it stands by itself, EMS is not in MEMS."""
    if not text[start:end].isascii():
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
