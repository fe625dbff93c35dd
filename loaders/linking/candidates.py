"""Pairs of organisations that may be one, for a person to decide: found within blocks, so that many can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from loaders.linking.compare import REVIEW, SAME, Finding, Party, judge
from loaders.linking.judgements import Judged
from loaders.linking.org_name import name_of

BLOCK = 2  # characters that two names share at their own words' beginning or end
MOST = 400  # in a block: a beginning that so many names share tells nothing


@dataclass(frozen=True)
class Doubt:
    """Two organisations, and what suggests that they are one."""

    left: Party
    right: Party
    finding: Finding


def doubts(parties: Sequence[Party], judged: Judged, of: Collection[str] = ()) -> list[Doubt]:
    """The pairs that rules cannot decide and nobody has, the likeliest first.

    Args:
        parties: all that is known, one an id.
        judged: what is decided already.
        of: only pairs with one of these ids; none: all.
    """
    by_id = {party.id: party for party in parties}
    wanted = frozenset(of)
    found = []
    for pair in _pairs(parties, wanted):
        left, right = (by_id[id_] for id_ in pair)
        if frozenset(pair) in judged.live or pair[1] in judged.clusters.get(pair[0], ()) or judged.apart(*pair):
            continue
        finding = judge(left, right)
        if finding.outcome in (SAME, REVIEW):
            found.append(Doubt(left, right, finding))
    return sorted(found, key=_rank)


def _rank(doubt: Doubt) -> tuple[bool, int, float, str, str]:
    shared = len(doubt.left.context & doubt.right.context)
    return doubt.finding.outcome != SAME, -shared, -doubt.finding.score, doubt.left.id, doubt.right.id


def _pairs(parties: Iterable[Party], wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    blocks: Mapping[str, dict[str, None]] = defaultdict(dict)
    for party in parties:
        for key in _keys(party):
            blocks[key][party.id] = None
    seen: set[tuple[str, str]] = set()
    for ids in blocks.values():
        if len(ids) > MOST or (wanted and wanted.isdisjoint(ids)):
            continue
        for one, other in combinations(sorted(ids), 2):
            if (one, other) not in seen and (not wanted or one in wanted or other in wanted):
                seen.add((one, other))
                yield one, other


def _keys(party: Party) -> Iterator[str]:
    for text in party.names:
        core = name_of(text).core
        if len(core) >= BLOCK:
            yield core[:BLOCK]
            yield f"…{core[-BLOCK - 1 :]}"
    if party.code:
        yield party.code
