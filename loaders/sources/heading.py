"""The form in which headings are compared."""

from __future__ import annotations

import re

WHITE_SPACE = re.compile(r"\s+")
HALF_WIDTH_MARKS = str.maketrans("（）／", "()/")


def normalize_heading(text: str) -> str:
    """Return a heading in the form in which headings are compared.

    >>> normalize_heading("统一社会\\n信用代码 （ID）")
    '统一社会信用代码(id)'
    """
    return WHITE_SPACE.sub("", text).translate(HALF_WIDTH_MARKS).casefold()
