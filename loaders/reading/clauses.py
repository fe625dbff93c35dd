"""Sentences and clauses of a passage, with the things that stand in them and the verbs around the things."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TypeVar

from loaders.documents.text_document import Span
from loaders.reading.passage import Passage
from loaders.reading.proposal import EntityProposal
from loaders.reading.relation_words import relation_words

MASK = "\ufffc"  # stands for each character of a thing, so that a verb in a name is none of the sentence
SENTENCE_STOP = re.compile(r"[。；！？;!?]")
MAX_CLAUSE_CHARACTERS = 300  # a longer one is cut, so that the time stays linear in texts without commas
MAX_SENTENCE_CLAUSES = 60  # likewise in texts without full stops
CLAUSE_STOPS = "。；！？，：;!?,:"
CLAUSE = re.compile(
    rf"[^{CLAUSE_STOPS}]{{0,{MAX_CLAUSE_CHARACTERS - 1}}}[{CLAUSE_STOPS}]"
    rf"|[^{CLAUSE_STOPS}]{{1,{MAX_CLAUSE_CHARACTERS}}}"
)
MAX_INTERRUPTIONS = 8  # passages, such as running heads, in the middle of one that a page end cuts
LONGEST_OPENING = 4  # characters before a group's first member: a quotation mark and a number
LINK_TO_GROUP = re.compile("[”’]?(?:等|为主体的)")  # between a group's members and the words for it
CONJUNCTION = re.compile(r"[、和及与暨]|以及|并")


@dataclass(frozen=True, slots=True)
class PlacedEntity:
    """A place of a thing in a passage.

    Attributes:
        start: its first character in the passage's text; of a group that lists its members, what follows the last.
        end: the character after its last.
        entity: the thing.
        place: its place in the document, with the members that a group lists.
    """

    start: int
    end: int
    entity: EntityProposal
    place: Span


@dataclass(frozen=True, slots=True)
class Word:
    """A verb or noun of words/relations.yaml in a passage."""

    start: int
    end: int
    text: str
    kind: str


Placed = TypeVar("Placed", PlacedEntity, Word)


@dataclass(frozen=True)
class Clause:
    """A piece of a passage between two of ，；。 with its things and words in reading order.

    Attributes:
        start: its first character in the passage's text.
        end: the character after its last.
        masked: the passage's text, each character of a thing as ``MASK``.
        mentions: the things that are in no longer thing, unless they share its head.
        sentence: counts the sentences of the passage.
    """

    passage: Passage
    start: int
    end: int
    masked: str
    mentions: tuple[PlacedEntity, ...]
    words: tuple[Word, ...]
    sentence: int

    @property
    def span(self) -> Span:
        """Return its place in the document."""
        return self.passage.span(self.start, self.end)


def clauses(passage: Passage, mentions: Sequence[PlacedEntity]) -> Iterator[Clause]:
    """Yield the clauses of a passage, in reading order.

    Args:
        passage: the passage.
        mentions: the things in it, ordered by start, the longer first.
    """
    mentions = outer_mentions(passage.text, mentions)
    masked = _mask(passage.text, mentions)
    words = [
        Word(match.start(), match.end(), match[0], relation_words().classes[match[0]])
        for match in relation_words().pattern.finditer(masked)
    ]
    sentence, clauses_so_far = 0, 0
    for match in CLAUSE.finditer(masked):
        start, end = match.span()
        things, words_here = tuple(_within(mentions, start, end)), tuple(_within(words, start, end))
        yield Clause(passage, start, end, masked, things, words_here, sentence)
        clauses_so_far += 1
        if SENTENCE_STOP.match(masked[end - 1]) or clauses_so_far == MAX_SENTENCE_CLAUSES:
            sentence, clauses_so_far = sentence + 1, 0


def mentions_by_passage(
    passages: Iterable[Passage], entities: Iterable[EntityProposal]
) -> list[tuple[Passage, list[PlacedEntity]]]:
    """Return each passage with the things in it, in reading order. A thing across two passages is in none."""
    found: list[tuple[Passage, list[PlacedEntity]]] = [(passage, []) for passage in passages]
    found.sort(key=lambda pair: pair[0].offsets[0])
    starts = [passage.offsets[0] for passage, _ in found]
    for entity in entities:
        for span in (entity.span, *entity.mentions):
            last = bisect_right(starts, span.start)
            for passage, mentions in reversed(found[max(0, last - MAX_INTERRUPTIONS) : last]):
                start, end = bisect_left(passage.offsets, span.start), bisect_left(passage.offsets, span.end)
                if start < end and passage.span(start, end) == span:
                    mentions.append(PlacedEntity(start, end, entity, span))
                    break
    for _, mentions in found:
        mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return found


def outer_mentions(text: str, mentions: Sequence[PlacedEntity]) -> list[PlacedEntity]:
    """Return the things that are in no longer one. A conjunct with a shared head stays beside the next conjunct.

    Args:
        text: the passage's text.
        mentions: ordered by start, the longer first.
    """
    outer: list[PlacedEntity] = []
    for mention in sorted(after_members(text, mentions), key=lambda mention: (mention.start, -mention.end)):
        before = outer[-1] if outer else None
        if before is None or before.end <= mention.start or _shares_head(text, before, mention):
            outer.append(mention)
    return outer


def _shares_head(text: str, before: PlacedEntity, mention: PlacedEntity) -> bool:
    """Return whether a thing is a later conjunct of the one that it lies in: 鹏城、广州国家实验室."""
    inside = before.start < mention.start and mention.end >= before.end
    return inside and CONJUNCTION.match(text[mention.start - 1]) is not None


def after_members(text: str, mentions: Sequence[PlacedEntity]) -> Iterator[PlacedEntity]:
    """Yield the things; a group that begins with its members starts after the last of them.

    Args:
        text: the passage's text.
        mentions: ordered by start, the longer first.
    """
    for position, mention in enumerate(mentions):
        if mention.entity.type != "Group":
            yield mention
            continue
        members = [other for other in _starting_in(mention, mentions, position + 1) if other.end < mention.end]
        if len(members) > 1 and members[0].start - mention.start <= LONGEST_OPENING:
            end_of_members = max(member.end for member in members)
            link = LINK_TO_GROUP.match(text, end_of_members, mention.end)
            mention = replace(mention, start=link.end() if link else end_of_members)
        yield mention


def _mask(text: str, mentions: Iterable[PlacedEntity]) -> str:
    characters = list(text)
    for mention in mentions:
        characters[mention.start : mention.end] = MASK * (mention.end - mention.start)
    return "".join(characters)


def _starting_in(mention: PlacedEntity, mentions: Sequence[PlacedEntity], position: int) -> Iterator[PlacedEntity]:
    """Yield the things from a position on that start in one before them."""
    following = (mentions[index] for index in range(position, len(mentions)))
    return takewhile(lambda other: other.start < mention.end, following)


def _within(items: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Return those of the items, ordered by start, that start in a piece of the passage."""
    first = bisect_left(items, start, key=lambda item: item.start)
    return items[first : bisect_left(items, end, key=lambda item: item.start)]
