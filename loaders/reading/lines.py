"""Lines of plain text as paragraphs: page numbers and running heads left out, lines that break a sentence joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.documents.text_document import Span

PAGE_NUMBER_LINE = re.compile(
    r"[\s—–-]*\d{1,4}[\s—–-]*|\s*第\s*\d{1,4}\s*页\s*([，,/]?\s*共\s*\d{1,4}\s*页)?\s*|\s*\d{1,4}\s*/\s*\d{1,4}\s*"
)
ENUMERATOR = re.compile(
    r"\s*(第[一二三四五六七八九十百\d]+[章节篇条部]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是|附件|专栏|——)"
)
UNFINISHED = re.compile(r"[，、,“《（(\[【〈‘]$|[（(\[【][^）)\]】]{0,12}：$")
FINISHED = re.compile(r"[。；;：:！？!?”）)》】\]…]$")
MID_SENTENCE = re.compile(r"[，。；：、]")
MIN_BROKEN = (
    20  # characters of a line that may break a sentence without a mark; a shorter one is a heading or a table's row
)
MIN_HEAD_REPEATS = 3  # times a running head stands in the text
RUNNING_HEAD = (4, 40)  # bounds of its length in characters


def paragraphs(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the lines of each paragraph.

    Args:
        text: the text.
        lines: the places of its lines in order, blank ones left out.
    """
    strings = [text[start:end].rstrip() for start, end in lines]
    repeats = Counter(strings)
    kept = [
        (line, string) for line, string in zip(lines, strings, strict=True) if not is_chrome(string, repeats[string])
    ]
    joined: list[Span] = []
    read = ""
    for line, string in kept:
        if joined and not continues(read, string):
            yield joined
            joined, read = [], ""
        joined.append(line)
        read += string
    if joined:
        yield joined


def is_chrome(line: str, repeats: int) -> bool:
    """Return whether a line is a page number or a running head.

    Args:
        line: the line.
        repeats: how often it stands in the text.

    >>> is_chrome("— 12 —", 1), is_chrome("第 3 页 共 10 页", 1), is_chrome("2025年", 1), is_chrome("某市发展规划", 5)
    (True, True, False, True)
    """
    if PAGE_NUMBER_LINE.fullmatch(line):
        return True
    head = RUNNING_HEAD[0] <= len(line) <= RUNNING_HEAD[1] and not MID_SENTENCE.search(line)
    return head and repeats >= MIN_HEAD_REPEATS and not ENUMERATOR.match(line) and not FINISHED.search(line)


def continues(before: str, line: str) -> bool:
    """Return whether a line goes on with the sentence before it.

    >>> continues("推进常州市新一代信息技术产业集群和智能制造", "创新中心建设，培育企业。")
    True
    >>> continues("一、总体要求", "坚持创新，加快发展。"), continues("责任单位：市科技局", "2.推进园区建设，加快发展。")
    (False, False)
    """
    if line[:1].isspace() or ENUMERATOR.match(line):
        return False
    if UNFINISHED.search(before):
        return True
    heading = ENUMERATOR.match(before) and not MID_SENTENCE.search(before[4:])
    return len(before) >= MIN_BROKEN and not heading and not FINISHED.search(before) and bool(MID_SENTENCE.search(line))
