"""Pairs of organisations that may be one, for a person to decide: found within blocks, so that many can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from loaders.linking.compare import MatchResult, OrgRecord, compare_pair
from loaders.linking.linker import Linker
from loaders.linking.org_name import parse_name
from loaders.linking.rules import REVIEW, SAME

KEY_LENGTH = 2  # characters that two names share at their own words' beginning or end
MAX_BLOCK = 400  # in a block: a beginning that so many names share tells nothing


@dataclass(frozen=True)
class CandidatePair:
    """Two organisations, and what suggests that they are one."""

    left: OrgRecord
    right: OrgRecord
    match: MatchResult


def candidate_pairs(parties: Sequence[OrgRecord], linker: Linker, of: Collection[str] = ()) -> list[CandidatePair]:
    """Return the pairs that rules cannot decide and nobody has judged, the likeliest first.

    Args:
        parties: all that is known, one an id.
        judged: what is decided already.
        of: only pairs with one of these ids; none: all.
    """
    by_id = {party.id: party for party in parties}
    only_ids = frozenset(of)
    pairs = []
    for pair in _pairs(parties, only_ids):
        left, right = (by_id[id_] for id_ in pair)
        if (
            frozenset(pair) in linker.live
            or pair[1] in linker.clusters.get(pair[0], ())
            or linker.negative_judgement(*pair)
        ):
            continue
        finding = compare_pair(left, right)
        if finding.outcome in (SAME, REVIEW):
            pairs.append(CandidatePair(left, right, finding))
    return sorted(pairs, key=_rank)


def _rank(doubt: CandidatePair) -> tuple[bool, int, float, str, str]:
    shared = len(doubt.left.context & doubt.right.context)
    return doubt.match.outcome != SAME, -shared, -doubt.match.score, doubt.left.id, doubt.right.id


def _pairs(parties: Iterable[OrgRecord], only_ids: frozenset[str]) -> Iterator[tuple[str, str]]:
    blocks: Mapping[str, dict[str, None]] = defaultdict(dict)
    for party in parties:
        for key in _keys(party):
            blocks[key][party.id] = None
    seen: set[tuple[str, str]] = set()
    for ids in blocks.values():
        if len(ids) > MAX_BLOCK or (only_ids and only_ids.isdisjoint(ids)):
            continue
        for left, right in combinations(sorted(ids), 2):
            if (left, right) not in seen and (not only_ids or left in only_ids or right in only_ids):
                seen.add((left, right))
                yield left, right


def _keys(party: OrgRecord) -> Iterator[str]:
    for text in party.names:
        core = parse_name(text).core
        if len(core) >= KEY_LENGTH:
            yield core[:KEY_LENGTH]
            yield f"…{core[-KEY_LENGTH - 1 :]}"
    if party.code:
        yield party.code
