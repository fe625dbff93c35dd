"""Pairs of organisations that may be one, as the analysis of a region takes them."""

from __future__ import annotations

from collections.abc import Collection

from graph.store.store import Store
from loaders.service.linking import open_candidate_pairs


def doubtful_pairs(store: Store, organisations: Collection[str]) -> frozenset[frozenset[str]]:
    """Return the pairs of organisations that 核对同名 shows: they may be one, and nobody has decided.

    Args:
        store: the store.
        organisations: only pairs of these ids.
    """
    if len(organisations) < 2:
        return frozenset()
    among = frozenset(organisations)
    return frozenset(pair.ids for pair in open_candidate_pairs(store, among) if pair.ids <= among)
