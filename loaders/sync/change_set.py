"""The change set: what a sync has to write, worked out from a dataset's records and what the store holds. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.model.merge import Description, MergedNode, merge_descriptions, placeholder_node, single_source_node
from graph.model.records import Dataset, Edge, Node
from graph.model.row_hash import dataset_hash
from graph.model.schema import DESCRIBES, Schema
from graph.store.columns import to_store
from graph.store.integrity import READY
from loaders.errors import LoadError
from loaders.records import RecordSet
from loaders.sync.diff import DatasetDiff, EdgeState
from loaders.sync.stored import OtherSources, StoredDataset, StoredNode, StoredNodes

NO_OTHER_SOURCES = OtherSources()


@dataclass(frozen=True, kw_only=True)
class ChangeSet:
    """Everything that a sync of one dataset writes.

    Attributes:
        dataset: its id.
        entry: the properties that its own node shall have; None: it is removed.
        entry_changed: True if its own node differs.
        nodes: id -> the node that shall be stored; None: nothing names it any more.
        present: id -> label and fingerprint of those nodes that are stored.
        diff: its descriptions and statements.
        labels: the label of every node that these edges join.
    """

    dataset: str
    entry: Mapping[str, object] | None = None
    entry_changed: bool = False
    nodes: Mapping[str, MergedNode | None] = field(default_factory=dict)
    present: Mapping[str, StoredNode] = field(default_factory=dict)
    diff: DatasetDiff = field(default_factory=DatasetDiff)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def relabelled(self) -> list[str]:
        """Return the ids of the nodes whose label changes."""
        return [
            id_
            for id_, node in self.nodes.items()
            if node and id_ in self.present and self.present[id_].label != node.label
        ]

    @property
    def size(self) -> int:
        """Return the number of records that differ."""
        return len(self.nodes) + len(self.diff.descriptions.touched) + len(self.diff.statements.touched)

    @property
    def written(self) -> int:
        """Return the number of records that are written: edges deleted together with their node are not counted."""
        removed = (*self.diff.descriptions.removed, *self.diff.statements.removed)
        return self.size - sum(map(self.deleted_with_endpoint, removed))

    @property
    def removed_nodes(self) -> int:
        """Return the number of nodes that are removed."""
        return sum(node is None for node in self.nodes.values())

    def deleted_with_endpoint(self, edge: EdgeState) -> bool:
        """Return whether deleting an end with its edges removes this edge.

        Only when the whole dataset is removed: otherwise the edge's id may be reused earlier in the same plan.
        """
        ends = (edge.target,) if edge.type == DESCRIBES else (edge.source, edge.target)
        return self.entry is None and any(end in self.nodes and self.nodes[end] is None for end in ends)

    @cached_property
    def new_with_description(self) -> dict[str, EdgeState]:
        """Return new nodes whose merged label equals that of one of their rows; created together with that row."""
        together: dict[str, EdgeState] = {}
        for edge in self.diff.descriptions.created:
            node = self.nodes.get(edge.target)
            if node and node.label == edge.label and edge.target not in self.present:
                together.setdefault(edge.target, edge)
        return together


def build_change_set(
    *,
    records: RecordSet,
    schema: Schema,
    labels: Mapping[str, str],
    stored: StoredDataset,
    nodes: StoredNodes,
    diff: DatasetDiff,
    entry: Mapping[str, object] | None,
) -> ChangeSet:
    """Work out what a sync writes.

    Args:
        records: valid records with canonical ids; empty when the dataset is removed.
        schema: the schema.
        labels: the labels of the nodes that the records describe or join.
        stored: the dataset as the store holds it.
        nodes: the touched nodes as the store holds them.
        diff: the dataset's edges against the stored ones.
        entry: the properties that the dataset's own node shall have; None when it is removed.

    Raises:
        LoadError: an id would become another kind of record.
    """
    touched = sorted(diff.touched_ids | stored.suspect_ids)
    merged = merged_nodes(touched, records, schema, nodes.others)
    _check_kinds(schema, merged, nodes.present)
    present_labels = {id_: node.label for id_, node in nodes.present.items()}
    merged_labels = {id_: node.label for id_, node in merged.items() if node}
    return ChangeSet(
        dataset=records.dataset.id,
        entry=entry,
        entry_changed=entry is not None and stored.entry != entry,
        nodes={id_: node for id_, node in merged.items() if _differs(node, nodes.present.get(id_))},
        present=nodes.present,
        diff=diff,
        labels={**stored.labels, **present_labels, **labels, **merged_labels},
    )


def dataset_entry(dataset: Dataset, fingerprint: str, source_version: str = "") -> dict[str, object]:
    """Return the properties of a loaded dataset's own node.

    Args:
        dataset: what it declares of itself.
        fingerprint: the hash of its edges.
        source_version: the version of its own records, where rules or judgements made something else of them.
    """
    props = {
        **{name: to_store(value) for name, value in dataset.props().items()},
        "id": dataset.id,
        "state": READY,
        "fingerprint": fingerprint,
        **({"source_version": source_version} if source_version else {}),
    }
    return {**props, "hash": dataset_hash(props)}


def merged_nodes(
    ids: Iterable[str], records: RecordSet, schema: Schema, others: Mapping[str, OtherSources]
) -> dict[str, MergedNode | None]:
    """Merge what all datasets say of some nodes; None where nothing names a node.

    Args:
        ids: the nodes.
        records: what this dataset says.
        schema: the schema.
        others: what the other datasets say of the entities.
    """
    own: dict[str, list[Node]] = defaultdict(list)
    for record in records.nodes:
        own[record.id].append(record)
    statuses = _statuses(records.edges)
    merged: dict[str, MergedNode | None] = {}
    for id_ in ids:
        rows, other = own.get(id_, []), others.get(id_, NO_OTHER_SOURCES)
        descriptions = [Description(records.dataset, row.row, row.label, row.props) for row in rows]
        if rows and not schema.nodes[rows[0].label].entity:
            merged[id_] = single_source_node(id_, schema.nodes[rows[0].label], rows[0].props, records.dataset.id)
        elif descriptions or other.descriptions:
            statuses_of_node = statuses.get(id_, set()) | other.statuses
            merged[id_] = merge_descriptions(id_, [*descriptions, *other.descriptions], statuses_of_node, schema)
        else:
            merged[id_] = placeholder_node(id_) if id_ in statuses or other.referenced else None
    return merged


def _statuses(edges: Iterable[Edge]) -> dict[str, set[str]]:
    """Return, for each node that edges join, the statuses of the established ones that no template states."""
    statuses: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        counts = edge.props.get("support") == "established" and edge.props.get("confidence") != "template"
        for end in (edge.source, edge.target):
            statuses[end] |= {str(edge.props.get("status"))} if counts else set()
    return statuses


def _check_kinds(schema: Schema, merged: Mapping[str, MergedNode | None], present: Mapping[str, StoredNode]) -> None:
    for id_, node in merged.items():
        before = present.get(id_)
        if node and before and schema.nodes[before.label].merge_label != schema.nodes[node.label].merge_label:
            raise LoadError("id_of_another_kind", id=id_, was=before.label, label=node.label)


def _differs(node: MergedNode | None, before: StoredNode | None) -> bool:
    if node is None or before is None:
        return (node is None) != (before is None)
    return (node.label, node.hash) != (before.label, before.hash)
