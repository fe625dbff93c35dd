"""The unified social credit code (统一社会信用代码) of GB 32100-2015: its characters and its check character."""

from __future__ import annotations

import re

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 31 characters: without I, O, S, V, Z
# Any of them may stand anywhere: codes of rural collectives begin with N, some others with Y.
CREDIT_CODE = re.compile(f"[{CREDIT_CODE_ALPHABET}]{{18}}")
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))  # 1, 3, 9, 27, 19, …: the table of GB 32100-2015


def check_character(body: str) -> str:
    """Return the last character of a code from the 17 before it, as GB 32100-2015 computes it (modulo 31).

    The code's places 9 to 17 are the organisation's own code of GB 11714, whose check character among them is not
    looked at: this one covers it.

    >>> check_character("91110000600037341")
    'L'
    """
    total = sum(CREDIT_CODE_ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return CREDIT_CODE_ALPHABET[-total % 31]
