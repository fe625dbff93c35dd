"""What a figure is of: the words before it or, of 5家中心, behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import msgspec

from loaders.reading.figures import any_of
from loaders.reading.word_file import read_words

BRACKET_OPENERS = {")": "(", "）": "（", "”": "“", "》": "《"}
LONGEST_CLAUSE = 120  # characters on one side of a figure that are looked at, so that the time stays linear
SENTENCE_STOPS = "。；！？"
LONGEST_SENTENCE = 300  # characters before a figure in which words of a target or a period are looked for
LONGEST_HEAD = 40  # characters of a head behind a figure


class RankWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words for ranks in words/indicators.yaml."""

    verb: str
    between: str
    scope: str
    first: str
    ordinal: str
    top: str
    keep: str


class IndicatorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"origin": "from"}):
    """The words of words/indicators.yaml, which says what each is."""

    stops: str
    change: tuple[str, ...]
    counting: str
    no_verb: str
    lead: tuple[str, ...]
    trail: tuple[str, ...]
    growth: str
    dependent: str
    empty_heads: str
    head_ends: tuple[str, ...]
    each: str
    both: str
    attributive: str
    sums: str
    limits: str
    totals: str
    stock: tuple[str, ...]
    shares: str
    standing: str
    flow: tuple[str, ...]
    granted: str
    giving: str
    grant: str
    granted_share: str
    capped: str
    aim: str
    target: str
    actual: str
    origin: str
    rank: RankWords
    coverage: str
    doubled: str


@cache
def indicator_words() -> IndicatorWords:
    """Return the words that indicators are read by."""
    return msgspec.convert(read_words("indicators"), IndicatorWords)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """The words for what a figure is of.

    Attributes:
        head: the thing counted or measured: 企业.
        start: where the words begin, or the figure where it is first.
        end: where the words end, or the figure where it is last.
        verb: the verb of a change before it: 新增.
        tail: what says more of it: 增长, 占比.
        behind: whether the head stands behind the figure.
    """

    head: str
    start: int
    end: int
    verb: str = ""
    tail: str = ""
    behind: bool = False

    @property
    def name(self) -> str:
        """Return the name: with the verb of a change and what says that it grew."""
        return self.verb + self.head + self.tail


def clause_start(text: str, place: int, lowest: int = 0) -> int:
    """Return where the clause begins that a place is in; stops inside brackets and quotation marks do not end it.

    >>> clause_start("一，企业（平台、项目）达29个", 11)
    2
    """
    closers: list[str] = []
    position = place
    lowest = max(lowest, place - LONGEST_CLAUSE)
    while position > lowest:
        char = text[position - 1]
        if char in BRACKET_OPENERS:
            closers.append(BRACKET_OPENERS[char])
        elif closers and char == closers[-1]:
            closers.pop()
        elif char in "(（" or (not closers and char in indicator_words().stops):
            return position
        position -= 1
    return position


def sentence_start(text: str, place: int) -> int:
    """Return where the sentence begins that a place is in, or the furthest place that is looked at.

    >>> sentence_start("新增。建成5家", 5)
    3
    """
    lowest = max(place - LONGEST_SENTENCE, 0)
    return max(lowest, *(text.rfind(stop, lowest, place) + 1 for stop in SENTENCE_STOPS))


def clause_end(text: str, place: int, highest: int | None = None) -> int:
    """Return where the clause ends that a place is in.

    >>> clause_end("新增2家企业（平台、项目），", 4)
    13
    """
    openers: list[str] = []
    closer = {opener: closing for closing, opener in BRACKET_OPENERS.items()}
    highest = min(len(text) if highest is None else highest, place + LONGEST_CLAUSE)
    for position in range(place, highest):
        char = text[position]
        if char in closer:
            openers.append(closer[char])
        elif openers and char == openers[-1]:
            openers.pop()
        elif char in "）)”" or (not openers and char in indicator_words().stops):
            return position
    return highest


def conjuncts(text: str) -> list[str]:
    """Return the parts of A、B和C; marks inside brackets and quotation marks do not part.

    >>> conjuncts("“A、B”、C和D")
    ['“A、B”', 'C', 'D']
    """
    parts, depth, last = [], 0, 0
    for position, char in enumerate(text):
        depth += (char in "（(“《") - (char in "）)”》")
        if depth == 0 and char in "、和与及":
            parts.append(text[last:position])
            last = position + 1
    return [part for part in (*parts, text[last:]) if part.strip("以")]


def strip_lead(text: str) -> str:
    """Return a measure's words without what goes before its name.

    >>> strip_lead("到2027年，力争全省技术合同成交额")
    '技术合同成交额'
    """
    return _lead().sub("", text)


def strip_trail(text: str) -> str:
    """Return a measure's words without what leads over to the figure.

    >>> strip_trail("成交额分别达到")
    '成交额'
    """
    return _trail().sub("", text)


def change_verb(text: str) -> str:
    """Return the verb of a change that ends these words, or nothing."""
    found = _change_at_end().search(text)
    return found[0] if found else ""


def leading_verb(text: str) -> str:
    """Return the verb of a change that begins these words, or nothing."""
    found = _change_at_start().match(text)
    return found[0] if found else ""


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:\s|[，、,“”]*(?:{'|'.join(indicator_words().lead)}))+")


@cache
def _trail() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|{'|'.join(indicator_words().trail)})+$")


@cache
def _change_at_end() -> re.Pattern[str]:
    return re.compile(f"{any_of(indicator_words().change)}+$")


@cache
def _change_at_start() -> re.Pattern[str]:
    added = any_of(verb for verb in indicator_words().change if verb[0] in "新净")
    return re.compile(f"{added}|{any_of(indicator_words().change)}(?!{indicator_words().no_verb})")
