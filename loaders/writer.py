"""Compares a dataset with the store and turns the difference into statements with their rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from graph.model.effective import Description, Shown
from graph.model.records import STATUSES, Dataset, fingerprint
from graph.model.schema import ENTITY, NodeType, Schema
from graph.store import cypher
from graph.store.batches import batches
from graph.store.store import Row, Transaction, entity_label
from loaders.base import LoadError
from loaders.changes import (
    DESCRIBES,
    NO_CHANGE,
    Difference,
    Elsewhere,
    Link,
    difference,
    shown,
    wanted_edges,
    wanted_rows,
)
from loaders.check import Checked

T = TypeVar("T")
Step: TypeAlias = tuple[str, list[dict[str, object]]]
BATCH = 5_000
OWN = frozenset({"id", "dataset", "label", "hash"})


@dataclass(frozen=True)
class Change:
    """All that shall be written: the nodes as they shall stand, rows, statements."""

    nodes: Mapping[str, Shown | None]
    before: Mapping[str, tuple[str, str]]
    rows: Difference
    edges: Difference
    declared: bool

    @property
    def relabelled(self) -> list[str]:
        """The nodes whose type is another now."""
        return [
            id_
            for id_, node in self.nodes.items()
            if node and self.before.get(id_, ("", ""))[0] not in ("", node.label)
        ]

    @property
    def size(self) -> int:
        """How many records are touched."""
        return len(self.nodes) + sum(len(tuple(part.touched)) for part in (self.rows, self.edges))


class Writer:
    """Compares a dataset with the store and turns the difference into statements with their rows.

    ``said`` is the version of what the dataset itself says, where rules or decisions made something else of it.
    """

    def __init__(self, known: Schema, checked: Checked, keep: bool, said: str = "") -> None:
        self.schema, self.records, self.labels, self.keep = known, checked.records, dict(checked.labels), keep
        self.said = {"said": said} if said else {}
        self.rows, self.edges = wanted_rows(self.records, known), wanted_edges(self.records)
        self.change = Change({}, {}, NO_CHANGE, NO_CHANGE, False)

    def compare(self, tx: Transaction) -> Change:
        """What differs between what the dataset says and what the store holds of it."""
        dataset = self.records.dataset.id
        held = {(DESCRIBES, row["id"]): self._held(row) for row in tx.run(cypher.held_rows(), {"dataset": dataset})}
        rows = difference(self.rows, held)
        edges = difference(self.edges, self._held_edges(tx, dataset))
        fresh = not held and not tx.run(cypher.anything_loaded())
        touched = {link.target for link in rows.touched}
        touched |= {
            end for link in (*edges.created, *edges.removed, *edges.changed) for end in (link.source, link.target)
        }
        if tx.run("MATCH (d:Dataset {id: $id, state: 'loading'}) RETURN d.id", {"id": dataset}):
            touched |= self._suspects(tx)
        before = {} if fresh else self._before(tx, sorted(touched))
        elsewhere = self._elsewhere(
            tx, [id_ for id_ in sorted(touched) if self._anchor(id_, before) == ENTITY and id_ in before]
        )
        nodes = shown(sorted(touched), self.records, self.schema, elsewhere)
        self._same_kinds(nodes, before)
        different = {
            id_: node for id_, node in nodes.items() if before.get(id_) != ((node.label, node.hash) if node else None)
        }
        self.labels |= {id_: node.label for id_, node in nodes.items() if node}
        self.labels = {id_: label for id_, (label, _) in before.items()} | self.labels
        declared = self.keep and self._declared(tx) != self._dataset("ready")[1][0]["props"]
        self.change = Change(different, before, rows, edges, declared)
        return self.change

    def steps(self, change: Change, events: Iterable[Step] = ()) -> Iterator[Step]:
        """The statements in their order, each with at most ``BATCH`` rows; the events' before the dataset is ready."""
        dataset = self.records.dataset
        if self.keep:
            yield cypher.begin_dataset(), self._dataset("loading")[1]
        else:
            yield cypher.mark_dataset(), [{"id": dataset.id, "state": "loading"}]
        yield from self._nodes(change)
        for part in (change.edges, change.rows):
            yield from self._links(part.removed, cypher.remove_edges)
        for part in (change.rows, change.edges):
            yield from self._links(part.changed, cypher.change_edges)
            for (name, source, target), links in self._grouped(part.created):
                yield from _batched(cypher.create_edges(name, source, target), map(_link_row, links))
        yield from events
        if self.keep:
            yield self._dataset("ready")
        else:
            yield cypher.remove_nodes("Dataset"), [{"id": dataset.id}]

    def _same_kinds(self, nodes: Mapping[str, Shown | None], before: Mapping[str, tuple[str, str]]) -> None:
        for id_, node in nodes.items():
            old = before.get(id_)
            if node and old and self._type(old[0]).anchor != self._type(node.label).anchor:
                raise LoadError("id_of_another_kind", id=id_, was=old[0], label=node.label)

    def _declared(self, tx: Transaction) -> object:
        found = tx.run("MATCH (d:Dataset {id: $id}) RETURN d AS node", {"id": self.records.dataset.id})
        return found[0]["node"]["properties"] if found else None

    def _dataset(self, state: str) -> Step:
        dataset = self.records.dataset
        props = {name: _plain(value) for name, value in dataset.props().items()}
        mark = fingerprint(sorted(link.hash for link in (*self.rows, *self.edges)))
        state_of = {"id": dataset.id, "state": state, "fingerprint": mark}
        said = self.said if state == "ready" else {}
        row: dict[str, object] = {"id": dataset.id, "props": {**props, **state_of, **said}}
        return "UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) SET d = row.props", [row]

    def _nodes(self, change: Change) -> Iterator[Step]:
        groups: dict[str, list[dict[str, object]]] = defaultdict(list)
        relabels: dict[str, list[dict[str, object]]] = defaultdict(list)
        for id_, node in change.nodes.items():
            old = change.before.get(id_)
            if node is None:
                if old:
                    groups[cypher.remove_nodes(self._type(old[0]).anchor)].append({"id": id_})
                continue
            row: dict[str, object] = {"id": id_, "props": {name: _plain(value) for name, value in node.props.items()}}
            if old is None:
                groups[cypher.create_nodes(self._type(node.label))].append(row)
                continue
            if old[0] != node.label:
                relabels[cypher.relabel_nodes(self._type(old[0]), self._type(node.label))].append({"id": id_})
            groups[cypher.change_nodes(self._type(node.label))].append(row)
        for found in (relabels, groups):
            for statement in sorted(found):
                yield from _batched(statement, found[statement])

    def _links(self, links: Sequence[Link], statement: Callable[..., str]) -> Iterator[Step]:
        for (name, source, target), group in self._grouped(links):
            crowded = len({link.source for link in group}) < len({link.target for link in group})
            yield from _batched(statement(name, source, target, from_target=crowded), map(_link_row, group))

    def _grouped(self, links: Iterable[Link]) -> Iterator[tuple[tuple[str, str, str], list[Link]]]:
        groups: dict[tuple[str, str, str], list[Link]] = defaultdict(list)
        for link in links:
            source = "Dataset" if link.type == DESCRIBES else self._type(self.labels[link.source]).anchor
            groups[link.type, source, self._type(self.labels[link.target]).anchor].append(link)
        yield from sorted(groups.items())

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


def _description(row: Row) -> Description:
    said = row["said"]["properties"]
    props = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items() if name not in OWN
    }
    dataset = Dataset(row["dataset"], title="", publisher="", licence="", precedence=json.loads(row["precedence"]))
    return Description(dataset, said["id"], said["label"], props)


def _link_row(link: Link) -> dict[str, object]:
    props = {name: _plain(value) for name, value in link.props.items()}
    return {"id": link.id, "source": link.source, "target": link.target, "props": props}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _batched(statement: str, rows: Iterable[dict[str, object]]) -> Iterator[Step]:
    for part in batches(rows, BATCH):
        yield statement, [dict(row) for row in part]


def among(tx: Transaction, anchor: str, ids: Sequence[str]) -> Sequence[str]:
    """Those of many ids that may be an anchor's: of all but entities there are few, and each id would be looked up."""
    if anchor == ENTITY or len(ids) <= BATCH:
        return ids
    return sorted({row["id"] for row in tx.run(cypher.ids(anchor))}.intersection(ids))


def parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in pieces of at most ``size``."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
