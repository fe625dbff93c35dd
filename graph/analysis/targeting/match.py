"""The match of a candidate to a segment: its probability and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.method import Method
from graph.model.normalize import is_whole_word

STATED = "stated"


@dataclass(frozen=True, slots=True)
class Provision:
    """A statement that a candidate can provide a segment: stated by a source, or judged."""

    statement: str
    segment: str
    stated: bool


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An institution elsewhere. ``certainty``: how sure the judgement of it is; ``branch``: what it has here."""

    id: str
    name: str
    label: str = ""
    city: str = ""
    parent: str = ""
    certainty: str = ""
    fields: tuple[str, ...] = ()
    provisions: tuple[Provision, ...] = ()
    branch: str = ""


@dataclass(frozen=True, slots=True)
class MatchEvidence:
    """The evidence of a match: ``kind`` stated, judged or keyword; its probability; statement ids, or words."""

    kind: str
    probability: float
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """A candidate at a segment: p in [0, 1)."""

    candidate: str
    segment: str
    probability: float
    evidence: tuple[MatchEvidence, ...]


def match_candidates(
    candidates: Iterable[Candidate], keywords: Mapping[str, Sequence[str]], method: Method
) -> list[Match]:
    """Return every match above tau, in the order of candidates, then segments.

    p = 1 - (1 - b) (1 - m_keyword [a keyword agrees]), b = m_stated where a source states the segment, else m_judged
    times certainty where it was judged, else 0. One judgement is counted once, however many statements repeat it.

    Args:
        candidates: the institutions.
        keywords: of every segment.
        method: m, certainty and tau.
    """
    matches = []
    for candidate in candidates:
        for segment in sorted(keywords):
            match = _match(candidate, segment, keywords[segment], method)
            if match.probability > method.match_above:
                matches.append(match)
    return matches


def _match(candidate: Candidate, segment: str, keywords: Sequence[str], method: Method) -> Match:
    evidence = [
        evidence_item
        for evidence_item in (_provided(candidate, segment, method), _worded(candidate, keywords, method))
        if evidence_item
    ]
    left = 1.0
    for evidence_item in evidence:
        left *= 1 - evidence_item.probability
    return Match(candidate.id, segment, 1 - left, tuple(evidence))


def _provided(candidate: Candidate, segment: str, method: Method) -> MatchEvidence | None:
    provisions = [provision for provision in candidate.provisions if provision.segment == segment]
    if not provisions:
        return None
    stated = [provision for provision in provisions if provision.stated]
    statement_ids = tuple(sorted(provision.statement for provision in stated or provisions))
    if stated:
        return MatchEvidence(STATED, method.match[STATED], statement_ids)
    certainty = method.certainty.get(candidate.certainty, min(method.certainty.values()))
    return MatchEvidence("judged", method.match["judged"] * certainty, statement_ids)


def _worded(candidate: Candidate, keywords: Sequence[str], method: Method) -> MatchEvidence | None:
    words = [word for word in keywords if any(_agree(word, field) for field in candidate.fields)]
    return MatchEvidence("keyword", method.match["keyword"], tuple(sorted(words))) if words else None


def _agree(keyword: str, field: str) -> bool:
    """Return whether a field names the keyword; one in Latin letters must be a whole word: EMS is not in MEMS."""
    word, text = keyword.casefold(), field.casefold()
    start = text.find(word) if word else -1  # no pattern: a million pairs would each compile one
    while start >= 0:
        if is_whole_word(text, start, start + len(word)):
            return True
        start = text.find(word, start + 1)
    return False
