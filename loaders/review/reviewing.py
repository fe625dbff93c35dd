"""Decisions as they come from a browser: of the right form, at places of the text, with the person and the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Annotated

import msgspec

from loaders.documents.text_document import Span
from loaders.errors import RowError
from loaders.review.decision import Decision, ReviewState

MAX_PLACE_CHARACTERS = 400  # of a corrected place: far more than any name, far less than a page
MAX_MENTIONS = 1_000  # of one name in a text
MAX_AGE_MS = 1e12  # a number that a time can be counted back by
OLDEST = timedelta(days=30)  # that a decision may have waited in a browser
Word = Annotated[str, msgspec.Meta(max_length=200)]


@dataclass(frozen=True, kw_only=True)
class SentDecision:
    """A decision as the board sends it.

    Attributes:
        id: the decision's own.
        proposal: the proposal's id.
        state: how the proposal stands.
        age: how long ago it was decided, in milliseconds: the browser's clock may be wrong.
        rule, span, type, status, granularity, entity: as of a ``Decision``.
    """

    id: Word
    proposal: Word
    state: ReviewState
    age: Annotated[float, msgspec.Meta(ge=-MAX_AGE_MS, le=MAX_AGE_MS)] = 0
    rule: Word = ""
    span: Span | None = None
    type: Word = ""
    status: Word = ""
    granularity: Word = ""
    entity: Word = ""


@dataclass(frozen=True)
class DecisionWords:
    """The words that a decision may use, by its field: ``type``, ``status``, ``granularity``."""

    by_field: Mapping[str, frozenset[str]]

    def check(self, sent: SentDecision) -> None:
        """Refuse a decision with another word. Raises RowError ``decision_word``."""
        for name, allowed in self.by_field.items():
            value = getattr(sent, name)
            if value and value not in allowed:
                raise RowError("decision_word", id=sent.proposal, value=value)


def parse_decision(sent: object) -> SentDecision:
    """Parse what a browser sent as a decision.

    Raises:
        RowError: ``decision_form``: it is none.

    >>> parse_decision({"id": "1", "proposal": "e0-2-x", "state": "accepted", "span": [0, 2]}).span
    Span(start=0, end=2)
    """
    try:
        return msgspec.convert(sent, type=SentDecision)
    except msgspec.ValidationError as problem:
        raise RowError("decision_form", reason=str(problem)) from problem


def time_of_decision(sent: SentDecision, now: datetime, number: int) -> str:
    """Return when a decision was taken, ISO 8601: ``number`` keeps the order of those of one millisecond."""
    age = min(max(timedelta(milliseconds=sent.age), timedelta()), OLDEST)
    return (now - age + timedelta(microseconds=number)).isoformat(timespec="microseconds")


def completed(sent: SentDecision, text: str, words: DecisionWords, *, who: str, at: str) -> Decision:
    """Return a decision with the person, the time, and what the text has at its place.

    Raises:
        RowError: ``decision_place`` or ``decision_word``.
    """
    words.check(sent)
    name, mentions = _at_place(sent, text)
    return Decision(
        id=sent.id,
        proposal=sent.proposal,
        state=sent.state,
        who=who,
        at=at,
        rule=sent.rule,
        span=sent.span,
        text=name,
        mentions=mentions,
        type=sent.type,
        status=sent.status,
        granularity=sent.granularity,
        entity=sent.entity,
    )


def _at_place(sent: SentDecision, text: str) -> tuple[str, tuple[Span, ...]]:
    """Return the slice of the text at a corrected place, and the other places of exactly this slice."""
    if sent.span is None:
        return "", ()
    start, end = sent.span
    if not 0 <= start < end <= len(text) or end - start > MAX_PLACE_CHARACTERS:
        raise RowError("decision_place", id=sent.proposal, start=start, end=end)
    name = text[start:end]
    places = islice(_places(name, text), MAX_MENTIONS)
    return name, tuple(place for place in places if not place.overlaps(sent.span))


def _places(name: str, text: str) -> Iterator[Span]:
    start = text.find(name)
    while start >= 0:
        yield Span(start, start + len(name))
        start = text.find(name, start + len(name))
