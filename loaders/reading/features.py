"""Features of candidates: the words, tags and classes of words at their ends, around them and inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from loaders.reading.tagged_clause import CLOSING, OPENING, TaggedClause
from loaders.reading.vocabulary import Vocabulary

DIGIT_RUN = re.compile("[0-9０-９.]+")
LISTING = frozenset(("、", "和", "与", "及", "以及", "或"))
GOVERNING_TAGS = frozenset(("v", "p"))
INNER_TAGS = ("u", "c", "p", "m", "d", "v", "q", "ns", "nt", "nr", "t", "f", "a")
LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30)  # bounds of classes of lengths, in characters
MAX_TAGS = 5  # words of a candidate whose tags together are a feature
MAX_WORD = 5  # characters of a word that is a feature itself; longer ones are names


class ClauseFeatures:
    """The features of one clause's candidates. Those of a start and of an end are shared by many candidates."""

    def __init__(self, clause: TaggedClause, vocabulary: Vocabulary, outer: str = "") -> None:
        """Prepare the features.

        Args:
            clause: the clause; or the words of a name in which names are looked for.
            vocabulary: the words.
            outer: the type of that name; empty: it is a clause.
        """
        self.outer = outer
        self.clause, self.vocabulary = clause, vocabulary
        self.strings = clause.strings
        self.tags = tuple(word.tag for word in clause.words)
        self.classes = tuple(vocabulary.of(string) for string in self.strings)

    def at_start(self, first: int) -> Iterator[str]:
        """Yield the features of a start: what stands before it and its first word."""
        yield from self.word("p", first - 1)
        yield from self.word("pp", first - 2)
        yield from self.word("f", first)
        yield f"ptft:{self._tag(first - 1)},{self._tag(first)}"
        governor = self.governors[first]
        yield from self.word("g", governor)
        listed = self._string(first - 1) in LISTING
        if listed:
            yield "listed"
            for name in self._classes(governor):
                yield f"lg:{name}"

    def at_end(self, last: int) -> Iterator[str]:
        """Yield the features of an end: its last word and what stands behind it."""
        yield from self.word("l", last - 1)
        yield from self.word("n", last)
        yield from self.word("nn", last + 1)
        yield f"ltnt:{self._tag(last - 1)},{self._tag(last)}"
        tail = self.tails[last]
        if tail >= 0:
            yield from self.word("t", tail)

    def between(self, first: int, last: int) -> Iterator[str]:
        """Yield the features of a candidate as a whole."""
        name = self._bare(first, last)
        length = sum(len(name) >= bound for bound in LENGTHS)
        head = self.vocabulary.head(name)
        modifier = name[: len(name) - len(head)]
        signature = "+".join(self._head_kind(head))
        yield from self._form(first, last, name, length)
        yield from self._head(first, last, head, modifier, length)
        for names in self.vocabulary.of(name):
            yield f"is:{names}"
        if name.endswith("产业"):
            for names in self.vocabulary.of(name[:-2]):
                yield f"isindustry:{names}"
        for names in self.vocabulary.of(modifier):
            yield f"mod:{names}"
        for shape in self.vocabulary.shapes_of(name):
            yield f"shape:{shape}"
            yield f"shape,hs:{shape},{signature}"
        yield from self._conjuncts(first, last, signature)
        yield from self._inside(first, last)
        yield from self._marks(first, last)

    def _form(self, first: int, last: int, name: str, length: int) -> Iterator[str]:
        yield f"len:{length}"
        yield f"words:{min(last - first, 8)}"
        yield f"c1:{name[-1]}"
        yield f"c2:{name[-2:]}"
        yield f"b2:{name[:2]}"
        if last - first <= MAX_TAGS:
            yield f"tags:{'-'.join(self.tags[first:last])}"

    def _head(self, first: int, last: int, head: str, modifier: str, length: int) -> Iterator[str]:
        kind = self._head_kind(head)
        signature = "+".join(kind)
        yield f"h:{head}"
        yield "bare" if head and not modifier else "modified" if head else "headless"
        yield f"hs:{signature}"
        yield f"hs,pt:{signature},{self._tag(first - 1)}"
        yield f"hs,nt:{signature},{self._tag(last)}"
        for found in kind:
            yield f"hc:{found}"
            yield f"hc,len:{found},{min(length, 6)}"
            yield f"hc,ft:{found},{self._tag(first)}"
            for before in self._classes(first - 1):
                yield f"hc,pc:{found},{before}"
            for governing in self._classes(self.governors[first]):
                yield f"hc,gc:{found},{governing}"
            for after in self._classes(last):
                yield f"hc,nc:{found},{after}"
        if self.outer:
            yield f"outer:{self.outer},{signature}"
            yield f"outer,ends:{self.outer},{first == 0},{last == len(self.strings)}"
            yield f"outer,after:{self._string(first - 1)},{last == len(self.strings)},{signature}"

    def outside(self, index: int) -> Iterator[str]:
        """Yield the features of a word that is no part of a name."""
        yield from self.word("o", index)

    @cached_property
    def governors(self) -> tuple[int, ...]:
        """For each word, the nearest verb or preposition before it; -1: none."""
        found, governors = -1, []
        for index, tag in enumerate(self.tags):
            governors.append(found)
            if tag in GOVERNING_TAGS or (tag in ("vn", "d") and self._is_verb(index)):
                found = index
        return (*governors, found)

    @cached_property
    def tails(self) -> tuple[int, ...]:
        """For each end, the last word of what ends the list that it stands in (…等新兴产业: 产业); -1: no list."""
        found, tails = -1, [-1] * (len(self.strings) + 1)
        for index in range(len(self.strings) - 1, 0, -1):
            if self.strings[index] == "等":
                found = self._phrase_end(index + 1)
            elif self.tags[index] in ("v", "p") and self.strings[index] not in LISTING:
                found = -1
            if self.strings[index] in LISTING or self.strings[index] == "等":
                tails[index] = found
        return tuple(tails)

    def _phrase_end(self, index: int) -> int:
        """Return the last word of the noun phrase that begins at a word; -1: there is none."""
        end = -1
        while index < len(self.tags) and self.tags[index] not in ("v", "p", "d", "u", "c", "xc"):
            if self.tags[index] != "w":
                end = index
            elif self.strings[index] not in OPENING and self.strings[index] not in CLOSING:
                break
            index += 1
        return end

    def _is_verb(self, index: int) -> bool:
        return any(name.endswith("_verb") or name == "context.focus_word" for name in self.classes[index])

    def _bare(self, first: int, last: int) -> str:
        while first + 1 < last and self.strings[first] in OPENING and self.clause.partners.get(first) == last - 1:
            first, last = first + 1, last - 1
        return self.clause.slice(first, last)

    def _head_kind(self, head: str) -> Sequence[str]:
        return self.vocabulary.heads.get(head, ("none",))

    def _conjuncts(self, first: int, last: int, signature: str) -> Iterator[str]:
        """Yield whether the parts of a list inside a candidate have heads of their own, or share the last one."""
        for index in range(first + 1, last - 1):
            if self.strings[index] not in LISTING:
                continue
            before = self.vocabulary.head(self.clause.slice(first, index))
            types = "+".join(self._head_kind(before))
            alike = "same" if before and before == self.vocabulary.head(self.clause.slice(index + 1, last)) else "other"
            yield f"conjunct:{self.strings[index]},{types}"
            yield f"conjunct,hs:{types},{signature}"
            yield f"conjunct,t:{self.tails[last] >= 0},{bool(before)}"
            yield f"conjunct,is:{alike},{self._known(first, index)}"
            break

    def _known(self, first: int, last: int) -> str:
        """Return the first class of some words, if together they are a word of the vocabulary."""
        return next(iter(self.vocabulary.of(self._bare(first, last))), "")

    def _inside(self, first: int, last: int) -> Iterator[str]:
        inner = set(self.tags[first + 1 : last - 1])
        for tag in INNER_TAGS:
            if tag in inner:
                yield f"in:{tag}"
        for string in ("、", "的", "和", "等"):
            if string in self.strings[first + 1 : last - 1]:
                yield f"has:{string}"
        names = {
            name for index in range(first, last - 1) for name in self.classes[index] if name.startswith("context.")
        }
        for name in names:
            yield f"inc:{name}"

    def _marks(self, first: int, last: int) -> Iterator[str]:
        opened = self.strings[first] if self.strings[first] in OPENING else ""
        closed = self.strings[last - 1] if self.strings[last - 1] in CLOSING else ""
        inner = "".join(string for string in self.strings[first + 1 : last - 1] if string in OPENING)
        whole = opened and self.clause.partners.get(first) == last - 1
        if opened or closed or inner:
            yield f"marks:{opened},{inner[:1]},{closed},{bool(whole)}"
        enclosed = self._string(first - 1) in OPENING and self._string(last) in CLOSING
        if enclosed:
            yield f"enclosed:{self._string(first - 1)}"

    def word(self, place: str, index: int) -> Iterator[str]:
        """Yield a word's tag, the word itself and its classes, each with the place that it stands at."""
        yield f"{place}t:{self._tag(index)}"
        string = DIGIT_RUN.sub("0", self._string(index))
        if len(string) <= MAX_WORD:
            yield f"{place}:{string}"
        for name in self._classes(index):
            yield f"{place}c:{name}"

    def _string(self, index: int) -> str:
        return self.strings[index] if 0 <= index < len(self.strings) else self.clause.stop if index > 0 else "^"

    def _tag(self, index: int) -> str:
        return self.tags[index] if 0 <= index < len(self.tags) else "$" if index > 0 else "^"

    def _classes(self, index: int) -> tuple[str, ...]:
        return self.classes[index] if 0 <= index < len(self.classes) else ()
