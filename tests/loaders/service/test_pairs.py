"""The order of the pairs to judge: those of the list that came last, whatever was noted since."""

from __future__ import annotations

from graph.store.store import Store
from loaders.follow_up import FollowUp
from loaders.pipeline import load
from loaders.service.follow_ups import note_follow_ups
from loaders.service.pairs import pair_queue
from tests.support.people import ZHANG_SAN
from tests.support.record_sets import listed


def test_a_mark_after_a_list_leaves_its_pairs_first(bundled: Store) -> None:
    for dataset, name in (("one", "常州天河光伏科技有限公司"), ("two", "常州天河光伏科技股份有限公司")):
        load(bundled, listed(dataset, name, region="reg-changzhou", segment="pv/cell"))
    before = [pair.ids for pair in pair_queue(bundled).pairs]
    note_follow_ups(bundled, [FollowUp(state="follow", about="pv/cell", chain="pv", region="reg-changzhou")], ZHANG_SAN)
    after = pair_queue(bundled)
    assert [pair.ids for pair in after.pairs] == before
    assert not after.pairs[0].ids.isdisjoint(after.datasets["two"])
