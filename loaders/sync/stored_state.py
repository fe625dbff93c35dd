"""A dataset against the store: what has to be written so that the store says what the dataset says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graph.model.merge import Description, MergedNode
from graph.model.records import STATUSES, Dataset, fingerprint
from graph.model.schema import DESCRIBES, ENTITY, NodeType, Schema
from graph.store import writes as cypher
from graph.store.columns import DESCRIPTION_KEY, from_store, to_store
from graph.store.store import ResultRow, Transaction, entity_label
from loaders.errors import LoadError
from loaders.sync.diff import EdgeState, OtherSources, desired_edges, desired_rows, diff_edges, merged_nodes
from loaders.sync.plan import BATCH, ChangeSet
from loaders.sync.validate import ValidRecords

T = TypeVar("T")


class StoreDiff:
    """A checked dataset, which the store shall hold or (``keep`` False) no longer hold.

    ``said`` is the version of what the dataset itself says, where rules or decisions made something else of it.
    """

    def __init__(self, schema: Schema, checked: ValidRecords, keep: bool, said: str = "") -> None:
        self.schema, self.records, self.labels, self.keep = schema, checked.records, dict(checked.labels), keep
        self.said, self.elsewhere = {"said": said} if said else {}, checked.other_ids
        self.rows, self.edges = desired_rows(self.records, schema), desired_edges(self.records)

    def compare(self, tx: Transaction) -> ChangeSet:
        """What differs between what the dataset says and what the store holds of it."""
        dataset = self.records.dataset.id
        held = {
            (DESCRIBES, row["id"]): self._held(row)
            for row in tx.run(cypher.stored_descriptions(), {"dataset": dataset})
        }
        rows = diff_edges(self.rows, held)
        held_edges = self._held_edges(tx, dataset)
        edges = diff_edges(self.edges, held_edges)
        touched = {link.target for link in rows.touched} | _ends(edges.touched)
        loading = [row["id"] for row in tx.run(cypher.loading())]
        if dataset in loading:
            touched |= self._suspects(tx)
        ids = sorted(touched)
        before = self._before(tx, ids if loading else sorted(touched & self._there(held.values(), held_edges.values())))
        elsewhere = self._elsewhere(tx, [id_ for id_ in ids if id_ in before and self._anchor(id_, before) == ENTITY])
        nodes = merged_nodes(ids, self.records, self.schema, elsewhere)
        self._same_kinds(nodes, before)
        different = {id_: node for id_, node in nodes.items() if _is_different(node, before.get(id_))}
        labels = {id_: label for id_, (label, _) in before.items()} | self.labels
        labels |= {id_: node.label for id_, node in nodes.items() if node}
        entry = self._entry() if self.keep else None
        declared = self.keep and self._declared(tx) != entry
        return ChangeSet(dataset, entry, different, before, rows, edges, labels, declared)

    def _entry(self) -> dict[str, object]:
        """The dataset's own node."""
        dataset = self.records.dataset
        props = {name: to_store(value) for name, value in dataset.props().items()}
        mark = fingerprint(sorted(link.hash for link in (*self.rows, *self.edges)))
        return {**props, "id": dataset.id, "state": "ready", "fingerprint": mark, **self.said}

    def _there(self, rows: Iterable[EdgeState], edges: Iterable[EdgeState]) -> set[str]:
        """What may be in the store, unless a load was cut off: what a dataset describes or joins."""
        return {link.target for link in rows} | _ends(edges) | set(self.elsewhere)

    def _same_kinds(self, nodes: Mapping[str, MergedNode | None], before: Mapping[str, tuple[str, str]]) -> None:
        for id_, node in nodes.items():
            old = before.get(id_)
            if node and old and self._type(old[0]).merge_label != self._type(node.label).merge_label:
                raise LoadError("id_of_another_kind", id=id_, was=old[0], label=node.label)

    def _declared(self, tx: Transaction) -> object:
        found = tx.run("MATCH (d:Dataset {id: $id}) RETURN d AS node", {"id": self.records.dataset.id})
        return found[0]["node"]["properties"] if found else None

    def _type(self, label: str) -> NodeType:
        return self.schema.nodes[label]

    def _anchor(self, id_: str, before: Mapping[str, tuple[str, str]]) -> str:
        label = before[id_][0] if id_ in before else self.labels[id_]
        return self._type(label).merge_label

    def _held(self, row: ResultRow) -> EdgeState:
        self.labels.setdefault(row["node"], entity_label(row["labels"]))
        return EdgeState(row["id"], DESCRIBES, self.records.dataset.id, row["node"], row["hash"])

    def _held_edges(self, tx: Transaction, dataset: str) -> dict[tuple[str, str], EdgeState]:
        return {
            (name, row["id"]): EdgeState(row["id"], name, row["source"], row["target"], row["hash"])
            for name in self.schema.edges
            if name != DESCRIBES
            for row in tx.run(cypher.stored_edges(name), {"dataset": dataset})
        }

    def _suspects(self, tx: Transaction) -> set[str]:
        """What a load that was cut off may have left: any entity, and records that no row describes."""
        found = [row["id"] for row in tx.run(cypher.ids(ENTITY))]
        for anchor in self.schema.merge_labels:
            if anchor != ENTITY:
                found += (row["id"] for row in tx.run(cypher.undescribed(anchor)))
        return set(found)

    def _before(self, tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        return {
            row["id"]: (entity_label(row["labels"]), row["hash"])
            for anchor in self.schema.merge_labels
            for part in chunked(restrict_to_existing(tx, anchor, ids), BATCH)
            for row in tx.run(cypher.existing(anchor), {"ids": part})
        }

    def _elsewhere(self, tx: Transaction, ids: Sequence[str]) -> dict[str, OtherSources]:
        mine = self.records.dataset.id
        seen: dict[str, ResultRow] = {}
        said: dict[str, list[Description]] = defaultdict(list)
        for part in chunked(ids, BATCH):
            parameters = {"ids": part, "dataset": mine}
            for row in tx.run(cypher.other_descriptions(), parameters):
                said[row["id"]].append(_description(row))
            seen |= {row["id"]: row for row in tx.run(cypher.external_support(), parameters)}
        return {
            id_: OtherSources(tuple(said[id_]), frozenset(s for s in STATUSES if row[s]), row["joined"])
            for id_, row in seen.items()
        }


def _is_different(node: MergedNode | None, before: tuple[str, str] | None) -> bool:
    if node is None or before is None:
        return (node is None) != (before is None)
    return (node.label, node.hash) != before


def _ends(edges: Iterable[EdgeState]) -> set[str]:
    return {end for link in edges for end in (link.source, link.target)}


def _description(row: ResultRow) -> Description:
    said = row["said"]["properties"]
    dataset = Dataset(id=row["dataset"], title="", publisher="", licence="", precedence=json.loads(row["precedence"]))
    return Description(dataset, said["id"], said["label"], from_store(said, DESCRIPTION_KEY))


def restrict_to_existing(tx: Transaction, anchor: str, ids: Sequence[str]) -> Sequence[str]:
    """Those of many ids that may be an anchor's: each would be looked up, so all that there are are read if fewer."""
    if len(ids) <= BATCH or tx.run(cypher.count(anchor))[0]["count"] > len(ids):
        return ids
    return sorted({row["id"] for row in tx.run(cypher.ids(anchor))}.intersection(ids))


def chunked(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in pieces of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
