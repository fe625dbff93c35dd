"""What a sync has to write, worked out without a store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.merge import Description
from graph.model.records import Dataset
from graph.model.schema_file import default_schema
from loaders.errors import LoadError
from loaders.records import RecordSet
from loaders.sync.change_set import ChangeSet, build_change_set, dataset_entry, merged_nodes
from loaders.sync.diff import DesiredEdges, desired_edges, diff_dataset
from loaders.sync.plan import plan
from loaders.sync.stored import OtherSources, StoredDataset, StoredNode, StoredNodes
from tests.support.record_sets import listed

SCHEMA = default_schema()
ENTERPRISE = "org:甲有限公司"
RECORDS = listed("list", "甲有限公司")
LABELS = {ENTERPRISE: "Enterprise", "x/one": "Segment"}


def changes(records: RecordSet, stored: StoredDataset, nodes: StoredNodes, *, removed: bool = False) -> ChangeSet:
    desired = DesiredEdges() if removed else desired_edges(records, SCHEMA)
    return build_change_set(
        records=replace(records, nodes=(), edges=()) if removed else records,
        schema=SCHEMA,
        labels=LABELS,
        stored=stored,
        nodes=nodes,
        diff=diff_dataset(desired, stored.descriptions, stored.statements),
        entry=None if removed else dataset_entry(records.dataset, desired.fingerprint),
    )


def stored_as(records: RecordSet) -> StoredDataset:
    """The dataset as the store holds it once these records are loaded."""
    desired = desired_edges(records, SCHEMA)
    return StoredDataset(
        entry=dataset_entry(records.dataset, desired.fingerprint),
        descriptions={edge.key: edge for edge in desired.descriptions},
        statements={edge.key: edge for edge in desired.statements},
        labels=LABELS,
    )


def test_a_first_load_creates_nodes_with_their_description_and_placeholders() -> None:
    found = changes(RECORDS, StoredDataset(), StoredNodes())
    assert {id_: node.label for id_, node in found.nodes.items() if node} == {ENTERPRISE: "Enterprise", "x/one": "Stub"}
    assert list(found.new_with_description) == [ENTERPRISE]
    assert found.entry_changed
    assert found.size == 4


def test_loading_the_same_again_changes_nothing() -> None:
    found = changes(RECORDS, stored_as(RECORDS), StoredNodes())
    assert (found.size, found.entry_changed, found.nodes) == (0, False, {})


def test_removing_keeps_a_node_that_others_still_name() -> None:
    present = {ENTERPRISE: StoredNode("Enterprise", "h1"), "x/one": StoredNode("Stub", "h2")}
    nodes = StoredNodes(present, {ENTERPRISE: OtherSources(referenced=True)})
    found = changes(RECORDS, stored_as(RECORDS), nodes, removed=True)
    kept = found.nodes[ENTERPRISE]
    assert kept is not None
    assert kept.label == "Stub"
    assert found.nodes["x/one"] is None
    assert found.relabelled == [ENTERPRISE]
    (statement,) = found.diff.statements.removed
    assert found.deleted_with_endpoint(statement)


def test_an_id_cannot_become_another_kind_of_record() -> None:
    present = StoredNodes({ENTERPRISE: StoredNode("Clause", "h")})
    with pytest.raises(LoadError, match="id_of_another_kind"):
        changes(RECORDS, StoredDataset(), present)


def test_the_dataset_with_the_highest_precedence_wins() -> None:
    other = Dataset(id="own", title="", publisher="", licence="", precedence={"default": 100})
    row = Description(other, "own/1", "Enterprise", {"name": "甲公司（新名）"})
    (node,) = merged_nodes([ENTERPRISE], RECORDS, SCHEMA, {ENTERPRISE: OtherSources((row,))}).values()
    assert node is not None
    assert node.props["name"] == "甲公司（新名）"
    assert node.props["aliases"] == ("甲有限公司",)


def test_a_plan_marks_the_dataset_first_and_last() -> None:
    log = ("CREATE (e)", [{"props": {}}])
    ops = list(plan(changes(RECORDS, StoredDataset(), StoredNodes()), SCHEMA, [log], batch_rows=5_000))
    assert "loading" in ops[0][0]
    assert ops[-2] == log
    assert ops[-1][1][0]["props"]["state"] == "ready"  # type: ignore[call-overload]


def test_a_plan_has_no_batch_above_its_limit() -> None:
    records = listed("list", *(f"企业{number}有限公司" for number in range(7)))
    ops = list(plan(changes(records, StoredDataset(), StoredNodes()), SCHEMA, batch_rows=3))
    assert max(len(rows) for _, rows in ops) == 3
