"""Pairs of organisations that may be one, as the analysis of a region takes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import combinations

from graph.analysis.method import Method
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.store import Store
from loaders.service.linking import open_candidate_pairs
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
    together = {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}
    if not together:
        return frozenset()
    ids = frozenset().union(*together)
    # Names are compared with those of the groups alone, because comparing all takes a command half a second.
    pairs = [pair for pair in open_candidate_pairs(store, ids, only=ids) if pair.ids in together]
    if any(pair.match.rule == ORDER_RULE for pair in pairs):
        pairs = [pair for pair in open_candidate_pairs(store, ids) if pair.ids in together]
    return frozenset(pair.ids for pair in pairs)
