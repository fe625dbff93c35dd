"""Pairs of organisations that may be one, as the analysis of a region takes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from graph.store.store import Store
from loaders.linking.linker import Linker
from loaders.service.linking import current_linker, open_candidate_pairs
from queries.rows.chains import IdentityLeadsRow
from queries.run import fetch_rows


def doubtful_pairs(store: Store, organisations: Collection[str]) -> frozenset[frozenset[str]]:
    """Return the pairs of organisations that may be one and that nobody has decided.

    They are the pairs that 核对同名 shows, and those that a lead of reason identity names together.

    Args:
        store: the store.
        organisations: only pairs of these ids.
    """
    if len(organisations) < 2:
        return frozenset()
    among = frozenset(organisations)
    candidates = (pair.ids for pair in open_candidate_pairs(store, among))
    return frozenset(pair for pair in (*candidates, *_of_leads(store, current_linker(store))) if pair <= among)


def _of_leads(store: Store, linker: Linker) -> Iterator[frozenset[str]]:
    for row in fetch_rows(store, IdentityLeadsRow):
        for left, right in combinations(row.about_ids, 2):
            if not linker.negative_judgement(left, right):
                yield frozenset({left, right})
