"""Pairs of organisations that may be one, as the analysis of a region takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph.analysis.method import Method
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.store import Store
from loaders.linking.candidates import CandidatePair
from loaders.service.linking import open_candidate_pairs, org_records
from queries.region import RegionAnalysis, analyse_region

ORDER_RULE = "order"  # it takes a short name for several names, and none of them if they are too many


def analyse_with_doubts(
    store: Store, region: str, source_filter: SourceFilter = ALL_SOURCES, method: Method | None = None
) -> RegionAnalysis:
    """Read a region, compute every chain, and find the pairs of its organisations that may be one.

    The arguments and errors are those of ``analyse_region``.
    """
    analysis = analyse_region(store, region, source_filter, method)
    return replace(analysis, doubts=doubtful_pairs(store, analysis.holder_groups))


def doubtful_pairs(store: Store, groups: Iterable[Collection[str]]) -> frozenset[frozenset[str]]:
    """Return the pairs within groups that 核对同名 shows: they may be one, and nobody has decided.

    Args:
        store: the store.
        groups: the ids of the organisations at one segment in one role each.
    """
    groups_of: Mapping[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for id_ in group if len(group) > 1 else ():
            groups_of[id_].add(number)
    if not groups_of:
        return frozenset()
    records = org_records(store)
    # Names are compared with those of the groups alone, because comparing all takes a command half a second.
    pairs = open_candidate_pairs(store, groups_of, [record for record in records if record.id in groups_of])
    if any(pair.match.rule == ORDER_RULE for pair in pairs if _share_group(pair, groups_of)):
        pairs = open_candidate_pairs(store, groups_of, records)
    return frozenset(pair.ids for pair in pairs if _share_group(pair, groups_of))


def _share_group(pair: CandidatePair, groups_of: Mapping[str, set[int]]) -> bool:
    left, right = (groups_of.get(id_, set()) for id_ in (pair.left.id, pair.right.id))
    return not left.isdisjoint(right)
