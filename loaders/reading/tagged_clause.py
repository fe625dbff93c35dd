"""Clauses: the stretches of a passage within which names are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.reading.tagger import TaggedWord

STOPS = frozenset("，,。；;：:！？!?\n…[]【】")
ENCLOSING = {"“": "”", "《": "》", "‘": "’", "〈": "〉", "「": "」"}  # around a name; a stop between them is none
OPENING = ENCLOSING | {"（": "）", "(": ")", "〔": "〕"}
CLOSING = frozenset(OPENING.values())
CLAUSE_NUMBER = re.compile("[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}[、.．]")
NUMBER_IN_PARENTHESES = re.compile("[（(][一二三四五六七八九十0-9]{1,3}[）)]")
MAX_CLAUSE_WORDS = 100  # a longer clause is cut, so that no text takes memory beyond measure; plans have up to 90
MAX_ENCLOSED = 30  # words between a mark and its partner; farther away it is taken for a mark without one


@dataclass(frozen=True)
class TaggedClause:
    """Words of a text between two stops; a stop between marks that enclose a name is none.

    Attributes:
        text: the text whose offsets the words have.
        words: its words, without the stop.
        stop: the stop that ends it, or "".
        partners: the index of the closing mark by that of the opening one, and the other way round.
    """

    text: str
    words: tuple[TaggedWord, ...]
    stop: str
    partners: dict[int, int]

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """Return its words as they are written."""
        return tuple(self.text[word.start : word.end] for word in self.words)

    @cached_property
    def start(self) -> int:
        """Return the place of its first character."""
        return self.words[0].start

    @cached_property
    def end(self) -> int:
        """Return the place after its last character."""
        return self.words[-1].end

    def part(self, first: int, last: int) -> TaggedClause:
        """Return some of its words, without the marks around them."""
        while first + 1 < last and self.partners.get(first) == last - 1:
            first, last = first + 1, last - 1
        kept = range(first, last)
        partners = {
            left - first: right - first for left, right in self.partners.items() if left in kept and right in kept
        }
        return TaggedClause(self.text, self.words[first:last], "", partners)

    def slice(self, first: int, last: int) -> str:
        """Return the text from a word up to, not including, another."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def tagged_clauses(text: str, words: Sequence[TaggedWord]) -> Iterator[TaggedClause]:
    """Yield the clauses of a text.

    Args:
        text: the text.
        words: its words in order.
    """
    partners = mark_partners([text[word.start : word.end] for word in words])
    first, inside = 0, -1
    for index, word in enumerate(words):
        stop = text[word.start : word.end]
        if stop in ENCLOSING:
            inside = max(inside, partners.get(index, -1))
        if index - first == MAX_CLAUSE_WORDS:
            yield from _clause(text, words, first, index, "", partners)
            first = index
        if stop in STOPS and index > inside:
            yield from _clause(text, words, first, index, stop, partners)
            first = index + 1
    yield from _clause(text, words, first, len(words), "", partners)


def _clause(
    text: str, words: Sequence[TaggedWord], first: int, last: int, stop: str, partners: dict[int, int]
) -> Iterator[TaggedClause]:
    while first < last and text[words[first].start : words[first].end].isspace():
        first += 1
    first = min(last, first + _enumerator([text[word.start : word.end] for word in words[first : first + 3]]))
    if first < last:
        pairs = ((left, partners[left]) for left in range(first, last) if left in partners)
        inner = {left - first: right - first for left, right in pairs if first <= right < last}
        yield TaggedClause(text, tuple(words[first:last]), stop, inner)


def _enumerator(strings: Sequence[str]) -> int:
    """Return how many words number the clause: 一、 or （一） or 1."""
    for length, pattern in ((2, CLAUSE_NUMBER), (3, NUMBER_IN_PARENTHESES)):
        if len(strings) >= length and pattern.fullmatch("".join(strings[:length])):
            return length
    return 0


def mark_partners(strings: Sequence[str]) -> dict[int, int]:
    """Return the index of each enclosing mark's partner. A mark without one is left out.

    >>> mark_partners(["“", "一", "（", "二", "）", "”", "》"])
    {2: 4, 4: 2, 0: 5, 5: 0}
    """
    partners: dict[int, int] = {}
    open_marks: list[int] = []
    for index, string in enumerate(strings):
        if string in OPENING:
            open_marks.append(index)
        elif string in CLOSING:
            for depth in range(len(open_marks) - 1, -1, -1):
                left = open_marks[depth]
                if OPENING[strings[left]] == string and index - left <= MAX_ENCLOSED:
                    partners |= {left: index, index: left}
                    del open_marks[depth:]
                    break
        elif string in "。\n":
            open_marks.clear()
    return partners
