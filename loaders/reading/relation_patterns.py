"""What a sentence says of two things, by the patterns of words/relation_patterns.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from loaders.reading.clauses import MASK, Clause, PlacedEntity
from loaders.reading.proposal import EntityProposal
from loaders.reading.word_file import read_words

PATTERNS_FILE = "relation_patterns"
COUNTED_TYPE = "counted"  # stands for the types of any thing whose name counts
COUNTED = re.compile("[0-9一二两三四五六七八九十百]+(?:大|家|个|组|条|项|座|强|类|新)(?!型)")
THING = "\ue000"  # stands for one thing in the sentence that patterns are matched on
JOIN = "(?:[、和及与或暨]|以及)?(?:[0-9一二两三四五六七八九十百]+[个家条项]|一批|更多)?"
THINGS_IN_A_ROW = f"{THING}(?:{JOIN}{THING}){{0,60}}"  # bounded, so that a hostile list costs no square of its length
# Things in a row with others between that are none: A、二、B; within a clause.
CONJUNCTS_APART = f"{THING}(?:(?:[^{THING}，,。；;：:]{{0,16}}[、和及与][^{THING}，,。；;：:]{{0,16}})?{THING}){{0,60}}"
BLANKS = {
    "listed": f"(?P<source>{CONJUNCTS_APART})[^{THING}，,。；;：:]{{0,40}}?",
    "source": f"(?P<source>{THINGS_IN_A_ROW})",
    "target": f"(?P<target>{THINGS_IN_A_ROW})",
    "one source": f"(?P<source>{THING})",
    "one target": f"(?P<target>{THING})",
    "thing": THINGS_IN_A_ROW,
    "stretch": "[^。；;]{0,80}?",
    "few": f"[^{THING}，,。；;：:]{{0,4}}",
    "some": f"[^{THING}，,。；;：:]{{0,12}}",
    "clause": f"[^{THING}。；;：:]{{0,30}}",
}


class JoinedPair(NamedTuple):
    """Two things that a pattern joins."""

    pattern: RelationPattern
    source: PlacedEntity
    target: PlacedEntity


@dataclass(frozen=True)
class RelationPattern:
    """A pattern of a sentence, and the relation that it says.

    Attributes:
        expression: matches a sentence in which each thing is ``THING``; its groups are source and target.
        source: the types that the source may have, ``TYPE.class`` and ``TYPE.named`` among them; none: any.
        target: those of the target.
        target_head: how the target's name must end.
    """

    rule: str
    relation: str
    expression: re.Pattern[str]
    source: frozenset[str]
    target: frozenset[str]
    target_head: tuple[str, ...]
    certainty: float

    def takes(self, source: EntityProposal, target: EntityProposal) -> bool:
        """Return whether the ends may be these things."""
        ends_right = target.name.rstrip("”’").endswith(self.target_head) if self.target_head else True
        return source is not target and ends_right and _is_of(source, self.source) and _is_of(target, self.target)


@cache
def relation_patterns() -> tuple[RelationPattern, ...]:
    """Return the patterns of the product's own file, in the order in which they are tried."""
    spec = read_words(PATTERNS_FILE)
    blanks = BLANKS | {name: _any_of(words) for name, words in spec["lists"].items()}
    return tuple(_pattern(entry, blanks) for entry in spec["patterns"])


def pattern_matches(sentence: Sequence[Clause]) -> Iterator[JoinedPair]:
    """Yield the pairs of things that a sentence joins, each once.

    Args:
        sentence: its clauses.
    """
    text, mentions = _sentence_text(sentence)
    if text.count(THING) < 2:
        return
    joined: set[tuple[int, int]] = set()
    for pattern in relation_patterns():
        for sources, targets in _ends(pattern.expression, text):
            for source, target in ((source, target) for source in sources for target in targets):
                ends = mentions[source], mentions[target]
                if (source, target) not in joined and pattern.takes(ends[0].entity, ends[1].entity):
                    joined.add((source, target))
                    yield JoinedPair(pattern, *ends)


def _ends(expression: re.Pattern[str], text: str) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the positions in the text of the things at both ends of each match."""
    position = 0
    while match := expression.search(text, position):
        source, target = (
            [place for place in range(*match.span(end)) if text[place] == THING] for end in ("source", "target")
        )
        yield source, target
        position = max(match.start() + 1, min(match.end("source"), match.end("target")))


def _sentence_text(sentence: Sequence[Clause]) -> tuple[str, dict[int, PlacedEntity]]:
    """Return the text of a sentence with one letter a thing, and the thing at each such letter."""
    pieces: list[str] = []
    mentions: dict[int, PlacedEntity] = {}
    length, position, masked = 0, sentence[0].start, sentence[0].masked
    for mention in sorted((mention for clause in sentence for mention in clause.mentions), key=lambda each: each.end):
        words = masked[position : max(position, mention.start)].replace(MASK, "")
        pieces += words, THING
        length += len(words)
        mentions[length] = mention
        length += 1
        position = mention.end
    return "".join(pieces) + masked[position : sentence[-1].end], mentions


def _pattern(entry: dict[str, Any], blanks: dict[str, str]) -> RelationPattern:
    expression = re.sub(r"\{([a-z ]+)\}", lambda blank: blanks[blank[1]], entry["pattern"])
    return RelationPattern(
        rule=entry["id"],
        relation=entry["relation"],
        expression=re.compile(expression),
        source=frozenset(entry.get("source", ())),
        target=frozenset(entry.get("target", ())),
        target_head=tuple(entry.get("target_head", ())),
        certainty=float(entry["certainty"]),
    )


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def _is_of(entity: EntityProposal, types: frozenset[str]) -> bool:
    if not types or entity.type in types or f"{entity.type}.{entity.granularity}" in types:
        return True
    return COUNTED_TYPE in types and COUNTED.search(entity.text) is not None
