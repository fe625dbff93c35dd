"""Numbers as Chinese documents print them: 1,200, １２, 三十二, 百, 三分之一."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

NUMERAL_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
NUMERAL_TENS = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"万": 10**4, "亿": 10**8}
NUMERAL_CHARACTERS = "零〇一二两三四五六七八九十百千"
CHINESE_NUMERAL = f"[{NUMERAL_CHARACTERS}]{{1,12}}"  # bounded, so that a long run of them is read in linear time
ARABIC_NUMERAL = r"[0-9０-９]+(?:,[0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?"
MAGNITUDE_WORDS = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万"
_FRACTION_OF = re.compile(f"(?P<below>{CHINESE_NUMERAL})分之(?P<above>{CHINESE_NUMERAL})")


def plain_digits(printed: str) -> str:
    """Return a number as printed with half-width digits alone: without separators, a Chinese one in Arabic digits.

    >>> plain_digits("１,２００.50"), plain_digits("三十二"), plain_digits("百"), plain_digits("1/3")
    ('1200.50', '32', '100', '1/3')
    >>> plain_digits("三分之一"), plain_digits("百分之五")
    ('1/3', '5')
    """
    text = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", printed))
    if fraction := _FRACTION_OF.fullmatch(text):
        above, below = (chinese_integer(fraction[side]) for side in ("above", "below"))
        return str(above) if fraction["below"] == "百" else f"{above}/{below}"
    if re.fullmatch(f"[{NUMERAL_CHARACTERS}万亿]+", text):
        return str(chinese_integer(text))
    return text


def chinese_integer(text: str) -> int:
    """Return the value of a Chinese numeral; a magnitude alone is one of it.

    >>> chinese_integer("两千零一十八"), chinese_integer("十二万"), chinese_integer("一万亿"), chinese_integer("千")
    (2018, 120000, 1000000000000, 1000)
    >>> chinese_integer("二〇二五")
    2025
    """
    if len(text) > 1 and all(char in NUMERAL_DIGITS for char in text):
        return int("".join(str(NUMERAL_DIGITS[char]) for char in text))
    for word, size in sorted(MAGNITUDES.items(), key=lambda item: -item[1]):
        if word in text:
            high, _, low = text.rpartition(word)
            return (chinese_integer(high) if high else 1) * size + (chinese_integer(low) if low else 0)
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int:
    total, digit = 0, None
    for char in text:
        if char in NUMERAL_TENS:
            total += (1 if digit is None else digit) * NUMERAL_TENS[char]
            digit = None
        else:
            digit = NUMERAL_DIGITS[char] or None
    return total + (digit or 0)


def amount(value: str, unit: str) -> tuple[Decimal, str]:
    """Return a value in the unit without its magnitude, so that figures compare.

    >>> amount("1.2", "万亿元"), amount("5", "家"), amount("1/4", "")
    ((Decimal('1200000000000'), '元'), (Decimal('5'), '家'), (Decimal('0.25'), ''))
    """
    above, _, below = value.partition("/")
    number = Decimal(above) / Decimal(below or 1)
    printed = re.match(f"(?:{MAGNITUDE_WORDS}|千|百)", unit)
    if not printed:
        return number, unit
    return _trimmed(number * chinese_integer(printed[0])), unit[printed.end() :]


def _trimmed(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
