"""Features of a thing in its clause that say what the issuer does to it: 主语省略, 建设X, X建设, 发挥X作用."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.reading.clauses import MASK, Clause, PlacedEntity, Word
from loaders.reading.relation_words import relation_words

LIST_LINK = re.compile(r"[、和及与暨]|以及|等")
MEASURE = re.compile(
    r"[0-9一二两三四五六七八九十百千万]+[余多]?[个家条项批座支场届次只所部]|一批|更多|新一[轮批]|好的?"
)
LONGEST_LIST_LINK = 24  # characters between two conjuncts: a conjunct that is no thing, a number, an adjective
LONGEST_OBJECT_GAP = 10  # characters between a verb and its object: a number and an adjective
FAR = 8  # characters after a thing from where on a verb is rarely about it
WEAK_VERBS = frozenset({"advance", "none", "improve"})  # the word behind the thing says more
ACTS = {
    "build": "build",
    "issue": "build",
    "strive": "build",
    "support": "support",
    "ability": "support",
    "improve": "improve",
    "carry_out": "carry out",
    "host": "host",
    "attract": "attract",
    "focus": "focus",
    "cooperate": "cooperate",
}  # class of a verb -> what it amounts to
KEYED_PUNCTUATION = "，。；、等的：）”"


@dataclass(frozen=True)
class Context:
    """A thing, the list that it stands in, and the verbs before and after the list.

    Attributes:
        start: of the list in the passage's text.
        end: of the list.
        follows: whether conjuncts stand before it, precedes: behind it.
        last: the last of the list.
    """

    clause: Clause
    mention: PlacedEntity
    start: int
    end: int
    last: PlacedEntity
    follows: bool
    precedes: bool

    @property
    def before(self) -> list[Word]:
        """Return the words before the list, the nearest first."""
        return [word for word in reversed(self.clause.words) if word.end <= self.start]

    @property
    def after(self) -> list[Word]:
        """Return the words behind the list, the nearest first."""
        words = [word for word in self.clause.words if word.start >= self.end]
        adverbs = (pair for pair in pairwise(words) if pair[0].kind == "advance" and pair[0].end == pair[1].start)
        return words[1:] if next(adverbs, None) == tuple(words[:2]) else words


def context(clause: Clause, position: int) -> Context:
    """Return the context of the clause's thing at a position."""
    mentions = clause.mentions
    first = last = position
    while first > 0 and _linked(clause, mentions[first - 1], mentions[first]):
        first -= 1
    while last < len(mentions) - 1 and _linked(clause, mentions[last], mentions[last + 1]):
        last += 1
    return Context(
        clause,
        mentions[position],
        mentions[first].start,
        max(mention.end for mention in mentions[first : last + 1]),
        mentions[last],
        first < position,
        position < last,
    )


def features(place: Context, verb_before: str, stated: Iterable[str] = ()) -> list[str]:
    """Return the features of a thing.

    Args:
        place: the thing in its clause.
        verb_before: the class of the last verb of the sentence before the clause; empty: none.
        stated: what the sentence says of it and other things, as ``target of FOCUSES_ON``.
    """
    return [*_own(place), *_left(place), *_right(place), *_around(place, verb_before), *stated]


def _own(place: Context) -> Iterator[str]:
    entity = place.mention.entity
    yield "any"
    yield f"type={entity.type}"
    yield f"type={entity.type}.{entity.granularity}"
    yield f"status={entity.status}"
    yield f"head={entity.name.rstrip('”》）)')[-2:]}"


def _left(place: Context) -> Iterator[str]:
    """Yield the features of the verb before the list."""
    before, kind = place.before, place.mention.entity.type
    left = before[0].kind if before else "none"
    yield f"left={left}"
    yield f"left={left} type={kind}"
    if not before:
        return
    between = place.clause.masked[before[0].end : place.start]
    yield f"gap={_length(between)}"
    if MASK in between:
        yield f"left={left} past a thing"
    if "的" in between:
        yield "left past 的"
    yield f"left word={before[0].text}"
    yield f"left word={before[0].text} type={kind}"
    if before[1:]:
        yield f"left={left} after {before[1].kind}"


def _right(place: Context) -> Iterator[str]:
    """Yield the features of the verb or noun behind the list, and of the verbs on both sides."""
    after, before, kind = place.after, place.before, place.mention.entity.type
    right = _role(place, after[0]) if after else "none"
    left = before[0].kind if before else "none"
    act = _act(left, right)
    yield f"act={act}"
    yield f"act={act} type={kind}"
    yield f"right={right}"
    yield f"right={right} type={kind}"
    yield f"left={left} right={right}"
    yield f"left={left} right={right} type={kind}"
    if after and not right.startswith("far"):
        yield f"right word={after[0].text}"
        yield f"right word={after[0].text} type={kind}"
    if after[1:] and after[1].start - after[0].end <= 4:
        yield f"right={right} before {after[1].kind}"


def _around(place: Context, verb_before: str) -> Iterator[str]:
    masked, clause = place.clause.masked, place.clause
    head = masked[clause.start : place.start]
    if head.strip() == "":
        yield "at the start"
    elif head[-1] in relation_words().prepositions:
        yield f"before={head[-1]}"
    following = masked[place.end : place.end + 1]
    yield f"behind={following if following in KEYED_PUNCTUATION else 'other'}"
    if place.follows or place.precedes:
        yield "in a list" if place.precedes else "last of a list"
    if place.precedes and place.last.entity.granularity == "class":
        yield "in a list before its class"
    if not place.before and not place.after:
        yield f"verb before={verb_before}"
        yield f"verb before={verb_before} type={place.mention.entity.type}"
    if head.rfind("（") > head.rfind("）"):
        yield "in brackets"


def _linked(clause: Clause, mention: PlacedEntity, following: PlacedEntity) -> bool:
    """Return whether two things stand in one list."""
    if following.start < mention.end:
        return True
    link = clause.masked[mention.end : following.start]
    if len(link) > LONGEST_LIST_LINK or not LIST_LINK.search(link):
        return False
    first, last = mention.end + link.find("、"), mention.end + link.rfind("、")  # what stands between is a conjunct
    return not any(
        mention.end <= word.start < following.start and len(word.text) > 1 and not first < word.start < last
        for word in clause.words
    )


def _role(place: Context, word: Word) -> str:
    """Return the class of the word behind a thing: with ``does`` if it has its own object, ``far`` if far off."""
    following = next((mention for mention in place.clause.mentions if mention.start >= word.end), None)
    has_object = following is not None and following.start - word.end <= LONGEST_OBJECT_GAP
    far = word.start - place.end > FAR
    return ("far " if far else "") + ("does " if has_object else "") + word.kind


def _act(left: str, right: str) -> str:
    """Return the class that the verbs on both sides amount to: 推进X建设 is to build, 推动X发展 to support.

    >>> _act("advance", "build"), _act("support", "none"), _act("none", "does designate")
    ('build', 'support', 'other')
    """
    for verb in (left, right) if left not in WEAK_VERBS else (right, left):
        act = ACTS.get(verb)
        if act:
            return act
    return "advance" if left == "advance" else "other"


def _length(gap: str) -> str:
    """Return the length of what stands between a verb and a thing.

    >>> _length("一批"), _length("高水平的")
    ('measure', '3-6')
    """
    gap = gap.replace(MASK, "")
    if MEASURE.fullmatch(gap):
        return "measure"
    return next((name for most, name in ((0, "0"), (2, "1-2"), (6, "3-6")) if len(gap) <= most), "7+")
