"""The clauses of a document that statements cite, and the sections that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.documents.text_document import Span, TextDocument
from loaders.reading.passage import Passage, passages

CITED_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]?")
UNTITLED_SECTION = "正文"
MAX_SECTION_CHARACTERS = 60  # of a heading as a section is named by; some headings are whole sentences


@dataclass(frozen=True)
class CitedClause:
    """A place in a document that a statement cites."""

    span: Span
    section: str


class ClauseFinder:
    """Finds the clause that a place is cited by: the smallest stated one around it, else its sentence.

    Args:
        document: the document.
        stated: the clauses that relations, figures and groups have of their own.
    """

    def __init__(self, document: TextDocument, stated: Iterable[Span]) -> None:
        self._sentences = sorted(_sentences(passages(document)), key=lambda clause: clause.span)
        self._starts = [clause.span.start for clause in self._sentences]
        self._stated = sorted(set(stated))
        self._longest = max((span.end - span.start for span in self._stated), default=0)

    def around(self, place: Span) -> CitedClause:
        """Return the clause that a place is cited by."""
        sentence = self._sentence(place)
        first = bisect_right(self._stated, Span(place.start - self._longest, 0))
        last = bisect_right(self._stated, Span(place.start, place.end + self._longest))
        stated = [span for span in self._stated[first:last] if span.contains(place)]
        smallest = min((*stated, sentence.span), key=lambda span: span.end - span.start)
        return CitedClause(smallest, sentence.section)

    def exactly(self, span: Span) -> CitedClause:
        """Return a clause that a statement has of its own, with its section."""
        return CitedClause(span, self._sentence(span).section)

    def _sentence(self, place: Span) -> CitedClause:
        """Return the sentence that holds a place; one that runs over several is its own."""
        at = bisect_right(self._starts, place.start) - 1
        if at < 0:
            return CitedClause(place, UNTITLED_SECTION)
        sentence = self._sentences[at]
        return sentence if sentence.span.contains(place) else CitedClause(place, sentence.section)


def _sentences(source: Iterable[Passage]) -> Iterator[CitedClause]:
    for passage in source:
        section = "/".join(heading[:MAX_SECTION_CHARACTERS] for heading in passage.headings) or UNTITLED_SECTION
        for match in CITED_SENTENCE.finditer(passage.text):
            yield CitedClause(passage.span(*match.span()), section)
