"""Decisions as they come from a browser or a command: checked against the text, and completed by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.documents.text_document import Span
from loaders.errors import RowError
from loaders.review.decision import Decision

MAX_PLACE_CHARACTERS = 400  # of a corrected place: far more than any name, far less than a page
MAX_MENTIONS = 1_000  # of one name in a text


def completed(decision: Decision, text: str) -> Decision:
    """Return a decision with the slice of the text at its place, and the other places of exactly this slice.

    Args:
        decision: its ``text`` and ``mentions`` are not trusted.
        text: of the document.

    Raises:
        RowError: ``decision_place``: the place is not one of the text.

    >>> mark = Decision(proposal="own-1", state="accepted", who="张三", at="", span=Span(0, 2), type="Park")
    >>> completed(mark, "园区和园区").text, completed(mark, "园区和园区").mentions
    ('园区', (Span(start=3, end=5),))
    """
    if decision.span is None:
        return replace(decision, text="", mentions=())
    start, end = decision.span
    if not 0 <= start < end <= len(text) or end - start > MAX_PLACE_CHARACTERS:
        raise RowError("decision_place", id=decision.proposal, start=start, end=end)
    places = tuple(place for place, _ in zip(_places(text[start:end], text), range(MAX_MENTIONS), strict=False))
    return replace(decision, text=text[start:end], mentions=tuple(place for place in places if place != decision.span))


def _places(words: str, text: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words))
