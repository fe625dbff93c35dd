"""A dataset against the store: what has to be written so that the store says what the dataset says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graph.model.merge import Description, Shown
from graph.model.records import STATUSES, Dataset, fingerprint
from graph.model.schema import ENTITY, NodeType, Schema
from graph.store import writes as cypher
from graph.store.columns import ROW, given, stored
from graph.store.store import Row, Transaction, entity_label
from loaders.errors import LoadError
from loaders.sync.diff import DESCRIBES, Elsewhere, Link, difference, shown, wanted_edges, wanted_rows
from loaders.sync.plan import BATCH, Change
from loaders.sync.validate import Checked

T = TypeVar("T")


class Comparison:
    """A checked dataset, which the store shall hold or (``keep`` False) no longer hold.

    ``said`` is the version of what the dataset itself says, where rules or decisions made something else of it.
    """

    def __init__(self, known: Schema, checked: Checked, keep: bool, said: str = "") -> None:
        self.schema, self.records, self.labels, self.keep = known, checked.records, dict(checked.labels), keep
        self.said, self.elsewhere = {"said": said} if said else {}, checked.elsewhere
        self.rows, self.edges = wanted_rows(self.records, known), wanted_edges(self.records)

    def compare(self, tx: Transaction) -> Change:
        """What differs between what the dataset says and what the store holds of it."""
        dataset = self.records.dataset.id
        held = {(DESCRIBES, row["id"]): self._held(row) for row in tx.run(cypher.held_rows(), {"dataset": dataset})}
        rows = difference(self.rows, held)
        held_edges = self._held_edges(tx, dataset)
        edges = difference(self.edges, held_edges)
        touched = {link.target for link in rows.touched} | _ends(edges.touched)
        loading = [row["id"] for row in tx.run(cypher.loading())]
        if dataset in loading:
            touched |= self._suspects(tx)
        ids = sorted(touched)
        before = self._before(tx, ids if loading else sorted(touched & self._there(held.values(), held_edges.values())))
        elsewhere = self._elsewhere(tx, [id_ for id_ in ids if id_ in before and self._anchor(id_, before) == ENTITY])
        nodes = shown(ids, self.records, self.schema, elsewhere)
        self._same_kinds(nodes, before)
        different = {id_: node for id_, node in nodes.items() if _is_different(node, before.get(id_))}
        labels = {id_: label for id_, (label, _) in before.items()} | self.labels
        labels |= {id_: node.label for id_, node in nodes.items() if node}
        entry = self._entry() if self.keep else None
        declared = self.keep and self._declared(tx) != entry
        return Change(dataset, entry, different, before, rows, edges, labels, declared)

    def _entry(self) -> dict[str, object]:
        """The dataset's own node."""
        dataset = self.records.dataset
        props = {name: stored(value) for name, value in dataset.props().items()}
        mark = fingerprint(sorted(link.hash for link in (*self.rows, *self.edges)))
        return {**props, "id": dataset.id, "state": "ready", "fingerprint": mark, **self.said}

    def _there(self, rows: Iterable[Link], edges: Iterable[Link]) -> set[str]:
        """What may be in the store, unless a load was cut off: what a dataset describes or joins."""
        return {link.target for link in rows} | _ends(edges) | set(self.elsewhere)

    def _same_kinds(self, nodes: Mapping[str, Shown | None], before: Mapping[str, tuple[str, str]]) -> None:
        for id_, node in nodes.items():
            old = before.get(id_)
            if node and old and self._type(old[0]).anchor != self._type(node.label).anchor:
                raise LoadError("id_of_another_kind", id=id_, was=old[0], label=node.label)

    def _declared(self, tx: Transaction) -> object:
        found = tx.run("MATCH (d:Dataset {id: $id}) RETURN d AS node", {"id": self.records.dataset.id})
        return found[0]["node"]["properties"] if found else None

    def _type(self, label: str) -> NodeType:
        return self.schema.nodes[label]

    def _anchor(self, id_: str, before: Mapping[str, tuple[str, str]]) -> str:
        label = before[id_][0] if id_ in before else self.labels[id_]
        return self._type(label).anchor

    def _held(self, row: Row) -> Link:
        self.labels.setdefault(row["node"], entity_label(row["labels"]))
        return Link(row["id"], DESCRIBES, self.records.dataset.id, row["node"], row["hash"])

    def _held_edges(self, tx: Transaction, dataset: str) -> dict[tuple[str, str], Link]:
        return {
            (name, row["id"]): Link(row["id"], name, row["source"], row["target"], row["hash"])
            for name in self.schema.edges
            if name != DESCRIBES
            for row in tx.run(cypher.held_edges(name), {"dataset": dataset})
        }

    def _suspects(self, tx: Transaction) -> set[str]:
        """What a load that was cut off may have left: any entity, and records that no row describes."""
        found = [row["id"] for row in tx.run(cypher.ids(ENTITY))]
        for anchor in self.schema.anchors:
            if anchor != ENTITY:
                found += (row["id"] for row in tx.run(cypher.undescribed(anchor)))
        return set(found)

    def _before(self, tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        return {
            row["id"]: (entity_label(row["labels"]), row["hash"])
            for anchor in self.schema.anchors
            for part in parts(among(tx, anchor, ids), BATCH)
            for row in tx.run(cypher.present(anchor), {"ids": part})
        }

    def _elsewhere(self, tx: Transaction, ids: Sequence[str]) -> dict[str, Elsewhere]:
        mine = self.records.dataset.id
        seen: dict[str, Row] = {}
        said: dict[str, list[Description]] = defaultdict(list)
        for part in parts(ids, BATCH):
            parameters = {"ids": part, "dataset": mine}
            for row in tx.run(cypher.descriptions(), parameters):
                said[row["id"]].append(_description(row))
            seen |= {row["id"]: row for row in tx.run(cypher.witnessed(), parameters)}
        return {
            id_: Elsewhere(tuple(said[id_]), frozenset(s for s in STATUSES if row[s]), row["joined"])
            for id_, row in seen.items()
        }


def _is_different(node: Shown | None, before: tuple[str, str] | None) -> bool:
    if node is None or before is None:
        return (node is None) != (before is None)
    return (node.label, node.hash) != before


def _ends(edges: Iterable[Link]) -> set[str]:
    return {end for link in edges for end in (link.source, link.target)}


def _description(row: Row) -> Description:
    said = row["said"]["properties"]
    dataset = Dataset(row["dataset"], title="", publisher="", licence="", precedence=json.loads(row["precedence"]))
    return Description(dataset, said["id"], said["label"], given(said, ROW))


def among(tx: Transaction, anchor: str, ids: Sequence[str]) -> Sequence[str]:
    """Those of many ids that may be an anchor's: each would be looked up, so all that there are are read if fewer."""
    if len(ids) <= BATCH or tx.run(cypher.count(anchor))[0]["count"] > len(ids):
        return ids
    return sorted({row["id"] for row in tx.run(cypher.ids(anchor))}.intersection(ids))


def parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in pieces of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
