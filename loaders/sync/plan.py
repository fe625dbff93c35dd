"""A change of the store as statements with their rows, in the order in which they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from graph.model.merge import MergedNode
from graph.model.schema import DESCRIBES, NodeType, Schema
from graph.store import writes as cypher
from graph.store.batching import ParameterRow, WriteOp, batches
from graph.store.columns import description_columns, edge_columns, node_columns, to_row, to_store
from loaders.sync.diff import NO_CHANGE, EdgeDiff, EdgeState

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
BATCH = 5_000


@dataclass(frozen=True)
class ChangeSet:
    """All that shall be different.

    Args:
        dataset: its id.
        entry: its own node's properties as they shall stand; None: it goes.
        nodes: id -> how each shall stand; None: nothing speaks of it any more.
        before: id -> label and fingerprint, of those of them that are there.
        rows, edges: what the dataset says of nodes, and its statements.
        labels: of every node that these join.
        declared: whether the entry is another.
    """

    dataset: str
    entry: Mapping[str, object] | None = None
    nodes: Mapping[str, MergedNode | None] = field(default_factory=dict)
    before: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rows: EdgeDiff = NO_CHANGE
    edges: EdgeDiff = NO_CHANGE
    labels: Mapping[str, str] = field(default_factory=dict)
    declared: bool = False

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

    @property
    def written(self) -> int:
        """How many of them are written: an edge whose end goes, goes with it."""
        return self.size - sum(
            self.deleted_with_endpoint(link) for part in (self.rows, self.edges) for link in part.removed
        )

    def deleted_with_endpoint(self, link: EdgeState) -> bool:
        """Whether an edge goes with an end: when the whole dataset goes, for else its id may be given anew before."""
        ends = (link.target,) if link.type == DESCRIBES else (link.source, link.target)
        return self.entry is None and any(end in self.nodes and self.nodes[end] is None for end in ends)

    @cached_property
    def new_with_description(self) -> dict[str, EdgeState]:
        """The new nodes that are of the type which a row of theirs says, each with that row."""
        found: dict[str, EdgeState] = {}
        for link in self.rows.created:
            node = self.nodes.get(link.target)
            if node and node.label == link.label and link.target not in self.before:
                found.setdefault(link.target, link)
        return found


def write_ops(change: ChangeSet, schema: Schema, events: Iterable[WriteOp] = ()) -> Iterator[WriteOp]:
    """The statements in their order, each with at most ``BATCH`` rows; the events' before the dataset is ready."""
    return _Steps(change, schema).every(events)


@dataclass(frozen=True)
class _Steps:
    change: ChangeSet
    schema: Schema

    def every(self, events: Iterable[WriteOp]) -> Iterator[WriteOp]:
        rows, edges = self.change.rows, self.change.edges
        yield self._begin()
        for part in (edges, rows):  # first: a row that goes elsewhere keeps its id
            yield from self._links(
                [link for link in part.removed if not self.change.deleted_with_endpoint(link)], cypher.delete_edges
            )
        yield from self._described()
        yield from self._nodes()
        for part in (rows, edges):
            yield from self._links(part.changed, cypher.update_edges)
            yield from self._created(part.created)
        yield from events
        yield self._end()

    def _begin(self) -> WriteOp:
        id_, entry = self.change.dataset, self.change.entry
        if entry is None:
            return cypher.set_state(), [{"id": id_, "state": "loading"}]
        without = {name: value for name, value in entry.items() if name != "said"}
        return cypher.mark_loading(), [{"id": id_, "props": {**without, "state": "loading"}}]

    def _end(self) -> WriteOp:
        id_, entry = self.change.dataset, self.change.entry
        if entry is None:
            return cypher.delete_nodes("Dataset"), [{"id": id_}]
        return cypher.mark_ready(), [{"id": id_, "props": dict(entry)}]

    def _described(self) -> Iterator[WriteOp]:
        for label, links in _by(self.change.new_with_description.values(), lambda link: link.label):
            kind = self.schema.nodes[label]
            said, shown = description_columns(kind), node_columns(kind)
            rows = (
                [link.source, *to_row(link.props, said), *to_row(self._props(link.target), shown)] for link in links
            )
            yield from _batched(cypher.create_nodes_with_description(kind), rows)

    def _props(self, id_: str) -> Mapping[str, object]:
        node = self.change.nodes[id_]
        return node.props if node else {}

    def _nodes(self) -> Iterator[WriteOp]:
        change, done = self.change, self.change.new_with_description
        rest = [(id_, node, change.before.get(id_)) for id_, node in change.nodes.items() if id_ not in done]
        gone = [(id_, old[0]) for id_, node, old in rest if old and not node]
        moved = [(id_, old[0], node.label) for id_, node, old in rest if old and node and old[0] != node.label]
        yield from self._each(
            gone,
            lambda one: cypher.delete_nodes(self._type(one[1]).merge_label),
            lambda one: {"id": one[0]},
        )
        yield from self._each(
            moved,
            lambda one: cypher.relabel_nodes(self._type(one[1]), self._type(one[2])),
            lambda one: {"id": one[0]},
        )
        yield from self._each(
            [node for _, node, old in rest if node and not old],
            lambda node: cypher.create_nodes(self._type(node.label)),
            _shown_row,
        )
        yield from self._each(
            [node for _, node, old in rest if node and old],
            lambda node: cypher.update_nodes(self._type(node.label)),
            _shown_row,
        )

    def _each(
        self, items: Iterable[T], statement: Callable[[T], str], row: Callable[[T], ParameterRow]
    ) -> Iterator[WriteOp]:
        for text, group in _by(items, statement):
            yield from _batched(text, map(row, group))

    def _links(self, links: Sequence[EdgeState], statement: Callable[..., str]) -> Iterator[WriteOp]:
        for (name, source, target), group in self._grouped(links):
            crowded = len({link.source for link in group}) < len({link.target for link in group})
            yield from _batched(statement(name, source, target, from_target=crowded), map(_link_row, group))

    def _created(self, links: Sequence[EdgeState]) -> Iterator[WriteOp]:
        done = self.change.new_with_description
        for (name, source, target), group in self._grouped(links):
            fields = edge_columns(self.schema, name)
            rows = (
                [link.source, link.target, *to_row(link.props, fields)]
                for link in group
                if name != DESCRIBES or done.get(link.target) is not link
            )
            yield from _batched(cypher.create_edges(self.schema, name, source, target), rows)

    def _grouped(self, links: Iterable[EdgeState]) -> list[tuple[tuple[str, str, str], list[EdgeState]]]:
        return _by(links, lambda link: (link.type, self._source(link), self._anchor(link.target)))

    def _source(self, link: EdgeState) -> str:
        return "Dataset" if link.type == DESCRIBES else self._anchor(link.source)

    def _anchor(self, id_: str) -> str:
        return self._type(self.change.labels[id_]).merge_label

    def _type(self, label: str) -> NodeType:
        return self.schema.nodes[label]


def _by(items: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return sorted(groups.items(), key=lambda group: group[0])  # type: ignore[arg-type,return-value]


def _shown_row(node: MergedNode) -> ParameterRow:
    return {"id": node.id, "props": {name: to_store(value) for name, value in node.props.items()}}


def _link_row(link: EdgeState) -> ParameterRow:
    props = {name: to_store(value) for name, value in link.props.items()}
    return {"id": link.id, "source": link.source, "target": link.target, "props": props}


def _batched(statement: str, rows: Iterable[ParameterRow]) -> Iterator[WriteOp]:
    for part in batches(rows, BATCH):
        yield statement, part
