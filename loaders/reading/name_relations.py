"""What the name of a thing says of the places, fields and organisations in it: 虹桥国际低空经济产业园."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.reading.clauses import PlacedEntity
from loaders.reading.passage import Passage
from loaders.reading.read_relation import ReadRelation
from loaders.reading.relation_patterns import PATTERNS_FILE
from loaders.reading.word_file import read_words


@dataclass(frozen=True)
class NameRule:
    """The relation that a thing inside the name of another states.

    Attributes:
        outer: the types of the longer one, which is the source unless ``inner_first``.
        inner: the types of the one inside.
        at_start: whether only one at the start of the name counts.
    """

    rule: str
    relation: str
    outer: frozenset[str]
    inner: frozenset[str]
    at_start: bool
    inner_first: bool
    certainty: float


@cache
def name_rules() -> tuple[NameRule, ...]:
    """Return the rules of the product's own file."""
    spec = read_words(PATTERNS_FILE)
    return tuple(_rule(entry) for entry in spec["names"])


def name_statements(passage: Passage, mentions: Sequence[PlacedEntity]) -> Iterator[ReadRelation]:
    """Yield what the names in a passage say.

    Args:
        passage: the passage.
        mentions: the things in it, ordered by start, the longer first.
    """
    around: list[PlacedEntity] = []
    for mention in mentions:
        around = [outer for outer in around if outer.end > mention.start]
        for outer in around:
            if mention.end < outer.end:
                yield from _statements(passage, outer, mention)
        around.append(mention)


def _statements(passage: Passage, outer: PlacedEntity, inner: PlacedEntity) -> Iterator[ReadRelation]:
    for rule in name_rules():
        fits = outer.entity.type in rule.outer and inner.entity.type in rule.inner
        if fits and (inner.start == outer.start or not rule.at_start) and inner.entity.granularity == "named":
            ends = (inner, outer) if rule.inner_first else (outer, inner)
            yield ReadRelation(
                relation=rule.relation,
                source=ends[0],
                target=ends[1],
                passage=passage,
                start=outer.start,
                end=outer.end,
                rule=rule.rule,
                certainty=rule.certainty * min(outer.entity.certainty, inner.entity.certainty),
            )


def _rule(entry: dict[str, Any]) -> NameRule:
    return NameRule(
        rule=entry["id"],
        relation=entry["relation"],
        outer=frozenset(entry["outer"]),
        inner=frozenset(entry["inner"]),
        at_start="at_start" in entry,
        inner_first="inner_first" in entry,
        certainty=float(entry["certainty"]),
    )
