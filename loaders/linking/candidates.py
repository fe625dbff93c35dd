"""Pairs of organisations that may be one, for a person to decide: found within blocks, so that many can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from loaders.linking.compare import MatchResult, OrgRecord, compare_pair
from loaders.linking.conditions import is_in_order, own_characters
from loaders.linking.institute_name import institute_block
from loaders.linking.linker import Linker
from loaders.linking.org_name import COMPANY, OrgName, parse_name
from loaders.linking.rules import REVIEW, SAME

KEY_LENGTH = 2  # characters that two names share at their own words' beginning or end
MAX_BLOCK = 400  # in a block: a beginning that so many names share tells nothing
MAX_LIKELY = 2  # names that a short name may stand for; of more, none is likely


@dataclass(frozen=True)
class CandidatePair:
    """Two organisations, and what suggests that they are one."""

    left: OrgRecord
    right: OrgRecord
    match: MatchResult

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of both."""
        return frozenset({self.left.id, self.right.id})


def candidate_pairs(parties: Sequence[OrgRecord], linker: Linker, of: Collection[str] = ()) -> list[CandidatePair]:
    """Return the pairs that rules cannot decide and nobody has judged, the likeliest first.

    Args:
        parties: all that is known, one an id.
        linker: the judgements in force.
        of: only pairs with one of these ids; none: all.
    """
    by_id = {party.id: party for party in parties}
    only_ids = frozenset(of)
    pairs = []
    for left, right in _pairs(parties, only_ids):
        pair = CandidatePair(by_id[left], by_id[right], compare_pair(by_id[left], by_id[right]))
        if pair.match.outcome in (SAME, REVIEW) and not linker.is_judged(pair.left.id, pair.right.id):
            pairs.append(pair)
    return sorted(_likely(pairs), key=sureness)


def _likely(pairs: Sequence[CandidatePair]) -> list[CandidatePair]:
    """Return the pairs without those of a short name whose characters stand in order in too many names."""
    counts = Counter(_short_side(pair) for pair in pairs if pair.match.rule == "order")
    return [pair for pair in pairs if pair.match.rule != "order" or counts[_short_side(pair)] <= MAX_LIKELY]


def _short_side(pair: CandidatePair) -> str:
    return min((len(pair.match.left), pair.left.id), (len(pair.match.right), pair.right.id))[1]


def sureness(pair: CandidatePair) -> tuple[bool, int, float, str, str]:
    """Return a key that sorts the surest pair first: sure names, then shared places and segments, then likeness."""
    shared = len(pair.left.context & pair.right.context)
    return pair.match.outcome != SAME, -shared, -pair.match.score, pair.left.id, pair.right.id


def _pairs(parties: Iterable[OrgRecord], only_ids: frozenset[str]) -> Iterator[tuple[str, str]]:
    blocks: Mapping[str, dict[str, None]] = defaultdict(dict)
    names = {party.id: [parse_name(text) for text in party.names] for party in parties}
    for party in parties:
        for key in _keys(party, names[party.id]):
            blocks[key][party.id] = None
    seen: set[tuple[str, str]] = set()
    near = (pair for ids in blocks.values() if len(ids) <= MAX_BLOCK for pair in combinations(sorted(ids), 2))
    for left, right in (*near, *_short_pairs(names)):
        if (left, right) not in seen and (not only_ids or left in only_ids or right in only_ids):
            seen.add((left, right))
            yield left, right


def _short_pairs(names: Mapping[str, Sequence[OrgName]]) -> Iterator[tuple[str, str]]:
    """Yield each short name with those in which its characters stand in order, if their own words begin alike."""
    beginnings: Mapping[str, set[str]] = defaultdict(set)
    holding: Mapping[tuple[str, str], set[str]] = defaultdict(set)  # beginning and a character -> names with both
    for id_, parsed in names.items():
        for name in parsed:
            beginnings[name.core[:1]].add(id_)
            for character in name.normalised:
                holding[name.core[:1], character].add(id_)
    for id_, parsed in names.items():
        for short in (name for name in parsed if name.form != COMPANY and own_characters(name.normalised)):
            beginning, own = short.core[:1], own_characters(short.normalised)
            numbered = beginnings[beginning] if short.numbers else ()  # 725所 may be written with another's characters
            for other in set.intersection(*(holding[beginning, character] for character in own)).union(numbered):
                if other != id_ and any(is_in_order(short, name) for name in names[other]):
                    yield min(id_, other), max(id_, other)


def _keys(party: OrgRecord, names: Iterable[OrgName]) -> Iterator[str]:
    for name in names:
        if len(name.core) >= KEY_LENGTH:
            yield name.core[:KEY_LENGTH]
            yield f"…{name.core[-KEY_LENGTH - 1 :]}"
        if block := institute_block(name):
            yield f"|{block}"
    if party.code:
        yield party.code
