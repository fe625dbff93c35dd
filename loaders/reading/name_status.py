"""Whether a named thing exists, is planned or aspired to, and whether a name is of one thing or of a class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.reading.features import ClauseFeatures
from loaders.reading.name_finder import FoundName
from loaders.reading.passage import Passage
from loaders.reading.tagged_clause import TaggedClause
from loaders.reading.vocabulary import Vocabulary

VERB_TAGS = frozenset(("v", "vn", "vd"))
MAX_VERBS = 3  # of the clause before a name, the nearest ones
REVIEW, PLAN, NEITHER = "review", "plan", "neither"


def section_of(passage: Passage, vocabulary: Vocabulary) -> str:
    """Return whether a passage stands under a heading that reviews, one that plans, or neither."""
    for heading in reversed(passage.headings):
        if any(word in heading for word in vocabulary.words("context.review_head")):
            return REVIEW
        if any(word in heading for word in vocabulary.words("context.plan_head")):
            return PLAN
    return NEITHER


def status_features(
    before: TaggedClause | None, clause: TaggedClause, name: FoundName, section: str, vocabulary: Vocabulary
) -> Iterator[str]:
    """Yield the features by which the status of a name is told.

    Args:
        before: the clause before it in the sentence; None: there is none.
        clause: the clause with the name.
        name: the name.
        section: as ``section_of`` returns it.
        vocabulary: the words.
    """
    shown = ClauseFeatures(clause, vocabulary)
    yield "bias"
    yield f"type:{name.type}"
    yield f"section:{section}"
    yield f"type,section:{name.type},{section}"
    yield from shown.word("p", name.first - 1)
    yield from shown.word("n", name.last)
    yield from shown.word("nn", name.last + 1)
    for place, index in enumerate(_verbs(clause, range(name.first - 1, -1, -1))[:MAX_VERBS]):
        yield from _verb(shown, f"v{place}", index, section)
        yield from _verb(shown, "v", index, section)
    for place, index in enumerate(_verbs(clause, range(name.last, len(clause.words)))[:2]):
        yield from _verb(shown, f"w{place}", index, section)
    first = next(iter(_verbs(clause, range(len(clause.words)))), None)
    if first is not None:
        yield from _verb(shown, "first", first, section)
    if before is not None:
        earlier = ClauseFeatures(before, vocabulary)
        for index in _verbs(before, range(len(before.words)))[:1]:
            yield from _verb(earlier, "before", index, section)
    for string in clause.strings:
        for found in vocabulary.of(string):
            if found.startswith("context."):
                yield f"has:{found}"


def granularity_features(clause: TaggedClause, name: FoundName, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the features by which a name of one thing is told from that of a class."""
    shown = ClauseFeatures(clause, vocabulary)
    yield "bias"
    yield f"type:{name.type}"
    yield from shown.word("p", name.first - 1)
    yield from shown.word("pp", name.first - 2)
    yield from shown.word("n", name.last)
    yield from shown.word("f", name.first)
    yield from (f"{feature},{name.type}" for feature in shown.between(name.first, name.last) if "," not in feature)
    yield from shown.between(name.first, name.last)


def _verbs(clause: TaggedClause, indices: Sequence[int]) -> list[int]:
    return [index for index in indices if clause.words[index].tag in VERB_TAGS]


def _verb(shown: ClauseFeatures, place: str, index: int, section: str) -> Iterator[str]:
    for feature in shown.word(place, index):
        yield feature
        if not feature.startswith(f"{place}t:"):
            yield f"{feature},{section}"
