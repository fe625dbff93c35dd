"""The diff of a dataset's edges, without a store."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model.schema_file import default_schema
from loaders.sync.diff import EdgeState, desired_edges, diff_dataset, diff_edges
from tests.support.record_sets import listed

ids = st.sampled_from(["a", "b", "c"])
edges = st.builds(
    EdgeState, id=st.sampled_from("1234"), type=st.just("SUPPORTS"), source=ids, target=ids, hash=st.sampled_from("xy")
)
unique_edges = st.lists(edges, unique_by=lambda edge: edge.key)


def edge(id_: str, target: str = "b", hash_: str = "x") -> EdgeState:
    return EdgeState(id=id_, type="SUPPORTS", source="a", target=target, hash=hash_)


def test_new_changed_moved_gone_and_unchanged_edges_are_distinguished() -> None:
    stored = {old.key: old for old in (edge("same"), edge("changed"), edge("moved"), edge("gone"))}
    desired = [edge("same"), edge("changed", hash_="y"), edge("moved", target="c"), edge("new")]
    diff = diff_edges(desired, stored)
    assert [created.id for created in diff.created] == ["moved", "new"]
    assert [changed.id for changed in diff.changed] == ["changed"]
    assert [removed.id for removed in diff.removed] == ["gone", "moved"]
    assert diff.unchanged == 1
    counts = diff.counts
    assert (counts.added, counts.changed, counts.removed, counts.unchanged) == (1, 2, 1, 1)


@given(unique_edges, unique_edges)
def test_applying_a_diff_gives_what_was_desired(desired: list[EdgeState], stored: list[EdgeState]) -> None:
    diff = diff_edges(desired, {old.key: old for old in stored})
    after = {old.key: old for old in stored}
    for removed in diff.removed:
        del after[removed.key]
    for written in (*diff.created, *diff.changed):
        after[written.key] = written
    assert after == {wanted.key: wanted for wanted in desired}


def test_records_that_are_stored_differ_in_nothing() -> None:
    desired = desired_edges(listed("list", "甲有限公司", "乙有限公司"), default_schema())
    stored = ({one.key: one for one in desired.descriptions}, {one.key: one for one in desired.statements})
    diff = diff_dataset(desired, *stored)
    assert diff.touched_ids == set()
    assert (diff.descriptions.unchanged, diff.statements.unchanged) == (2, 2)


def test_the_fingerprint_does_not_depend_on_the_order_of_rows() -> None:
    one, other = listed("list", "甲有限公司", "乙有限公司"), listed("list", "乙有限公司", "甲有限公司")
    schema = default_schema()
    assert desired_edges(one, schema).fingerprint == desired_edges(other, schema).fingerprint
    assert desired_edges(one, schema).fingerprint != desired_edges(listed("list", "甲有限公司"), schema).fingerprint
