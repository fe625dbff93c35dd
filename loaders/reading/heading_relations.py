"""Section heads that carry the field of what follows: （三）人工智能赋能汽车制造。开展…试点."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.reading.clauses import Clause, PlacedEntity
from loaders.reading.read_relation import ReadRelation

SECTION_NUMBER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?[0-9]{1,2}[)）、.．](?![0-9])|第[一二三四五六七八九十]{1,3}[章节])"
)
LONGEST_HEADING = 40  # characters; a longer first sentence is no heading
FIELD_TYPES = frozenset({"Technology", "Chain", "Segment"})
FOCUSED_TYPES = frozenset({"Platform", "Institute", "Alliance", "Project"})
HEADING_CERTAINTY = 0.6


def is_heading(sentence: Sequence[Clause]) -> bool:
    """Return whether a sentence opens a section: a passage's first, short and numbered."""
    first, last = sentence[0], sentence[-1]
    numbered = first.sentence == 0 and SECTION_NUMBER.match(first.masked) is not None
    return numbered and last.end - first.start <= LONGEST_HEADING


def heading_statements(sentences: Iterable[Sequence[Clause]]) -> Iterator[ReadRelation]:
    """Yield what the things of a section focus on: the field that its head ends with, in the head's own passage."""
    field: PlacedEntity | None = None
    for sentence in sentences:
        if sentence[0].sentence == 0:
            field = _field_at_end(sentence) if is_heading(sentence) else None
        elif field:
            for clause in sentence:
                yield from _focuses(clause, field)


def _field_at_end(sentence: Sequence[Clause]) -> PlacedEntity | None:
    last = sentence[-1]
    if not last.mentions or last.masked[last.mentions[-1].end : last.end].strip("。；; \u3000"):
        return None
    return last.mentions[-1] if last.mentions[-1].entity.type in FIELD_TYPES else None


def _focuses(clause: Clause, field: PlacedEntity) -> Iterator[ReadRelation]:
    for mention in clause.mentions:
        if mention.entity.type in FOCUSED_TYPES:
            yield ReadRelation(
                relation="FOCUSES_ON",
                source=mention,
                target=field,
                passage=clause.passage,
                start=clause.start,
                end=clause.end,
                rule="heading.field",
                certainty=HEADING_CERTAINTY * min(mention.entity.certainty, field.entity.certainty),
            )
