"""Main products and business scopes, cut into items: what is made, and what is done with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.model.normalize import TO_HALF_WIDTH, normalize_text
from loaders.lists.phrases import (
    ALL_NOT_MADE,
    BEGINNING,
    ENDING,
    INSTEAD,
    LEFT_OUT,
    NAMES_NO_THING,
    NOT_MADE,
    OF_ALL,
    PHRASES,
    SHARED,
    VERB,
)

CACHE_SIZE = 10_000  # the same products stand in many rows
NO_VERBS: frozenset[str] = frozenset()
SENTENCE = re.compile(r"[;；。\n]+")
# Between two Chinese characters 及, 和, 与 and - divide, but not in 饱和, 中和, 调和, 温和, 缓和, 共和, 柔和, 参与.
CUT = re.compile(
    r"([,，、;；。.:：|｜/\n\t①-⑳]+|以及|及其|(?<=[^\x00-\x7f饱中调温缓共柔参])[及和与](?=[^\x00-\x7f])"
    r"|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|(?<=[^\x00-\x7f]{2}) +(?=[^\x00-\x7f]{2}))"
)
BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
# Within brackets the marks are private characters for a while.
HIDDEN_MARKS = {ord(mark): 0xE000 + place for place, mark in enumerate(",，、;；。.:：|｜/\n\t及和与-")}
SHOWN_MARKS = {hidden: mark for mark, hidden in HIDDEN_MARKS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductItem:
    """One thing: its text as written, and what is said of it.

    ``phrase`` is the text in lower case and half width, without what stands in brackets; ``core`` is that without verbs
    and endings. ``verbs`` are those of the item itself, of its brackets, or shared by its sentence. ``is_doubtful`` is
    whether something beside the phrase says that it is not made here (未投产：…, （委外加工）); words in the phrase
    are left to the classifier, which knows the keyword.
    """

    text: str
    phrase: str
    core: str
    verbs: frozenset[str] = NO_VERBS
    is_doubtful: bool = False

    @property
    def is_made(self) -> bool:
        """Return whether anything says that it is made, or nothing says anything."""
        return not self.verbs or not self.verbs.isdisjoint(PHRASES.making)

    @property
    def is_traded(self) -> bool:
        """Return whether only trade or service is said."""
        return bool(self.verbs) and self.verbs <= {*PHRASES.trade, *PHRASES.service}

    @property
    def is_served(self) -> bool:
        """Return whether a service to it is said."""
        return not self.verbs.isdisjoint(PHRASES.service)


def product_items(text: str) -> Iterator[ProductItem]:
    """Return the items of a text, in order; what follows 不含 and the like is left out.

    >>> [(item.core, item.is_made) for item in product_items("医药批发、光伏组件系列，不含电池")]
    [('医药', False), ('光伏组件', True)]
    """
    for sentence in sentences(text):
        yield from sentence_items(sentence)


def sentences(text: str) -> list[str]:
    """Split a text into sentences. Marks within brackets do not end one."""
    kept = LEFT_OUT.sub("", normalize_text(text))
    return SENTENCE.split(BRACKETS.sub(lambda bracket: bracket[0].translate(HIDDEN_MARKS), kept))


def sentence_items(sentence: str) -> Iterator[ProductItem]:
    """Return the items of a sentence, in order, and then those within brackets. Each has its own verbs, but for these.

    Verbs behind 的 speak of all before them that say nothing else (电池、组件的销售). Verbs or marks before a colon
    speak of all behind it (未投产：电池、组件), and 现已停产 of all before it. Bare verbs go on with those of the item
    before them (组件研发、生产) or behind them (生产、销售组件), and say nothing in a list of things (组件、租赁). A
    bare mark speaks of the item before it (组件，停产).
    """
    reading = _Reading()
    for part, is_before_colon in _parts(sentence):
        if NAMES_NO_THING.fullmatch(part):
            reading.add_mark(part, is_before_colon=is_before_colon)
        else:
            reading.add_thing(part)
    yield from _with_shared_verbs(reading.items)
    for item in reading.items:
        yield from _bracketed(item)


class _Reading:
    """The parts of a sentence so far: the items, and what is said of those to come."""

    def __init__(self) -> None:
        self.items: list[ProductItem] = []
        self._verbs_ahead, self._verbs_waiting, self._is_doubtful_ahead = NO_VERBS, NO_VERBS, False

    def add_thing(self, part: str) -> None:
        """Add a part that names a thing."""
        if instead := INSTEAD.match(part):
            self._doubt_all()
        item = _item(part[instead.end() :] if instead else part)
        verbs = item.verbs | self._verbs_waiting if VERB.match(part) else item.verbs
        self._verbs_waiting = NO_VERBS
        if item.core:
            is_doubtful = item.is_doubtful or self._is_doubtful_ahead
            self.items.append(replace(item, verbs=verbs or self._verbs_ahead, is_doubtful=is_doubtful))
        if ALL_NOT_MADE.search(part):
            self._doubt_all()

    def add_mark(self, part: str, *, is_before_colon: bool) -> None:
        """Add a part of verbs and marks alone."""
        verbs, is_not_made = frozenset(VERB.findall(part)), NOT_MADE.search(part) is not None
        if is_before_colon:
            self._verbs_ahead, self._is_doubtful_ahead = verbs | self._verbs_waiting, is_not_made
            self._verbs_waiting = NO_VERBS
        elif is_not_made and OF_ALL.search(part):
            self._doubt_all()
        elif is_not_made:
            self.items[-1:] = [replace(item, is_doubtful=True) for item in self.items[-1:]]
        elif self.items and self.items[-1].verbs - self._verbs_ahead:
            self.items[-1] = replace(self.items[-1], verbs=self.items[-1].verbs | verbs)
        else:
            self._verbs_waiting |= verbs

    def _doubt_all(self) -> None:
        self.items = [replace(item, is_doubtful=True) for item in self.items]


def _with_shared_verbs(items: Sequence[ProductItem]) -> list[ProductItem]:
    shared, result = NO_VERBS, []
    for item in reversed(items):
        if SHARED.search(item.phrase):
            shared = item.verbs
        elif item.verbs:
            shared = NO_VERBS
        result.append(replace(item, verbs=item.verbs or shared))
    return result[::-1]


def _bracketed(item: ProductItem) -> Iterator[ProductItem]:
    """Return the things that stand in an item's brackets: what they are to it is not known."""
    for bracket in BRACKETS.findall(item.text):
        for part, _ in _parts(bracket):
            if not NAMES_NO_THING.fullmatch(part):
                yield replace(_item(part), is_doubtful=True)


def _parts(sentence: str) -> Iterator[tuple[str, bool]]:
    """Return the parts between marks, and whether a colon follows."""
    pieces = [*CUT.split(sentence), ""]
    for part, mark in zip(pieces[::2], pieces[1::2], strict=True):
        if text := part.translate(SHOWN_MARKS).strip():
            yield text, ":" in mark.translate(TO_HALF_WIDTH)


@lru_cache(CACHE_SIZE)
def _item(text: str) -> ProductItem:
    phrase = BRACKETS.sub("", text.translate(TO_HALF_WIDTH)).casefold().strip()
    ending = ENDING.search(phrase)
    end = ending.start() if ending else len(phrase)
    beginning = BEGINNING.match(phrase[:end])
    start = beginning.end() if beginning and end > beginning.end() + 1 else 0
    in_brackets = " ".join(BRACKETS.findall(text))
    verbs = VERB.findall(in_brackets) or VERB.findall(phrase[:start]) + VERB.findall(phrase[end:])
    return ProductItem(
        text=text,
        phrase=phrase,
        core=phrase[start:end].strip(),
        verbs=frozenset(verbs),
        is_doubtful=NOT_MADE.search(in_brackets) is not None,
    )
