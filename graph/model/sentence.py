"""The sentence around a place in a text, to be quoted."""

from __future__ import annotations

QUOTE_ENDS = frozenset("。！？!?；;\n\r")
MAX_QUOTE = 240  # characters: six lines of a table's column; a longer sentence is cut around the place
CUT_MARK = "…"


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence that holds ``text[start:end]``, with its end mark; "" for a place outside the text.

    >>> sentence_around("一、建甲园。\\n二、争取乙院落户甲园。", 11, 13)
    '二、争取乙院落户甲园。'
    """
    if not 0 <= start < end <= len(text):
        return ""
    first = next((place + 1 for place in range(start - 1, -1, -1) if text[place] in QUOTE_ENDS), 0)
    last = next((place + 1 for place in range(end - 1, len(text)) if text[place] in QUOTE_ENDS), len(text))
    room = max(0, MAX_QUOTE - (end - start)) // 2
    cut_first, cut_last = max(first, start - room), min(last, end + room)
    sentence = text[cut_first:cut_last].strip()
    return f"{CUT_MARK if cut_first > first else ''}{sentence}{CUT_MARK if cut_last < last else ''}"
