"""The pairs that the figures take for possible doubles are those of 核对同名 that stand at one segment in one role."""

from __future__ import annotations

from itertools import combinations

from graph.store.store import Store
from loaders.service.doubles import doubtful_pairs
from loaders.service.linking import open_candidate_pairs
from queries.region import analyse_region


def test_a_look_at_the_holders_alone_finds_the_same_pairs(embedded_bundled: Store) -> None:
    groups = analyse_region(embedded_bundled).holder_groups
    together = {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}
    everywhere = {pair.ids for pair in open_candidate_pairs(embedded_bundled)}
    assert doubtful_pairs(embedded_bundled, groups) == everywhere & together != set()


def test_nobody_alone_is_a_double(embedded_bundled: Store) -> None:
    assert doubtful_pairs(embedded_bundled, [{"ent-hengli"}, set()]) == frozenset()
