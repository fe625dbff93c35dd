"""Plan a change set: the write operations in the order in which they must run. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.model.merge import MergedNode
from graph.model.schema import DESCRIBES, NodeType, Schema
from graph.store import writes
from graph.store.batching import ParameterRow, WriteOp, batches
from graph.store.columns import description_columns, edge_columns, node_columns, to_row, to_store
from loaders.sync.change_set import ChangeSet
from loaders.sync.diff import EdgeState

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


def plan(changes: ChangeSet, schema: Schema, log_ops: Iterable[WriteOp] = (), *, batch_rows: int) -> Iterator[WriteOp]:
    """Return the operations of a change set.

    The dataset is marked as loading first and as ready last, so a plan that was cut off shows as such. The log's
    operations come just before the end: a load that was cut off has no event, and loading again completes it.

    Args:
        changes: what has to be written.
        schema: the schema.
        log_ops: the operations that log it.
        batch_rows: the most rows of one operation.
    """
    return _Plan(changes, schema, batch_rows).operations(log_ops)


@dataclass(frozen=True)
class _Plan:
    changes: ChangeSet
    schema: Schema
    batch_rows: int

    def operations(self, log_ops: Iterable[WriteOp]) -> Iterator[WriteOp]:
        diff = self.changes.diff
        yield self._mark_loading()
        for part in (diff.statements, diff.descriptions):  # first, because an edge whose ends moved keeps its id
            yield from self._delete_edges(part.removed)
        yield from self._create_described_nodes()
        yield from self._write_nodes()
        for part in (diff.descriptions, diff.statements):
            yield from self._update_edges(part.changed)
            yield from self._create_edges(part.created)
        yield from log_ops
        yield self._mark_done()

    def _mark_loading(self) -> WriteOp:
        id_, entry = self.changes.dataset, self.changes.entry
        if entry is None:
            return writes.set_state(), [{"id": id_, "state": "loading"}]
        props = {name: value for name, value in entry.items() if name != "source_version"}  # not stored yet
        return writes.mark_loading(), [{"id": id_, "props": {**props, "state": "loading"}}]

    def _mark_done(self) -> WriteOp:
        id_, entry = self.changes.dataset, self.changes.entry
        if entry is None:
            return writes.delete_nodes("Dataset"), [{"id": id_}]
        return writes.mark_ready(), [{"id": id_, "props": dict(entry)}]

    def _create_described_nodes(self) -> Iterator[WriteOp]:
        for label, edges in _grouped(self.changes.new_with_description.values(), lambda edge: edge.label):
            kind = self.schema.nodes[label]
            described, shown = description_columns(kind), node_columns(kind)
            rows = (
                [edge.source, *to_row(edge.props, described), *to_row(self._node_props(edge.target), shown)]
                for edge in edges
            )
            yield from self._batched(writes.create_nodes_with_description(kind), rows)

    def _node_props(self, id_: str) -> Mapping[str, object]:
        node = self.changes.nodes[id_]
        return node.props if node else {}

    def _write_nodes(self) -> Iterator[WriteOp]:
        """Delete, relabel, create and update nodes; those created with their description are done already."""
        present, done = self.changes.present, self.changes.new_with_description
        rest = {id_: node for id_, node in self.changes.nodes.items() if id_ not in done}
        deleted = [id_ for id_, node in rest.items() if node is None]
        stored = [node for id_, node in rest.items() if node and id_ in present]
        new = [node for id_, node in rest.items() if node and id_ not in present]
        relabelled = [node for node in stored if present[node.id].label != node.label]
        yield from self._each(deleted, lambda id_: writes.delete_nodes(self._present_type(id_).merge_label), _id_row)
        yield from self._each(
            relabelled,
            lambda node: writes.relabel_nodes(self._present_type(node.id), self._type(node.label)),
            lambda node: _id_row(node.id),
        )
        yield from self._each(new, lambda node: writes.create_nodes(self._type(node.label)), _node_row)
        yield from self._each(stored, lambda node: writes.update_nodes(self._type(node.label)), _node_row)

    def _each(
        self, items: Iterable[T], statement: Callable[[T], str], row: Callable[[T], ParameterRow]
    ) -> Iterator[WriteOp]:
        for text, group in _grouped(items, statement):
            yield from self._batched(text, map(row, group))

    def _delete_edges(self, edges: Iterable[EdgeState]) -> Iterator[WriteOp]:
        remaining = [edge for edge in edges if not self.changes.deleted_with_endpoint(edge)]
        for (name, source, target), group in self._by_ends(remaining):
            statement = writes.delete_edges(name, source, target, from_target=_target_has_fewer_edges(group))
            yield from self._batched(statement, map(_edge_row, group))

    def _update_edges(self, edges: Iterable[EdgeState]) -> Iterator[WriteOp]:
        for (name, source, target), group in self._by_ends(edges):
            statement = writes.update_edges(name, source, target, from_target=_target_has_fewer_edges(group))
            yield from self._batched(statement, map(_edge_row, group))

    def _create_edges(self, edges: Iterable[EdgeState]) -> Iterator[WriteOp]:
        done = self.changes.new_with_description
        for (name, source, target), group in self._by_ends(edges):
            columns = edge_columns(self.schema, name)
            rows = (
                [edge.source, edge.target, *to_row(edge.props, columns)]
                for edge in group
                if name != DESCRIBES or done.get(edge.target) is not edge
            )
            yield from self._batched(writes.create_edges(self.schema, name, source, target), rows)

    def _by_ends(self, edges: Iterable[EdgeState]) -> list[tuple[tuple[str, str, str], list[EdgeState]]]:
        """Group edges by their type and the merge labels of their ends, which the statements name."""
        return _grouped(edges, lambda edge: (edge.type, self._source_label(edge), self._merge_label(edge.target)))

    def _source_label(self, edge: EdgeState) -> str:
        return "Dataset" if edge.type == DESCRIBES else self._merge_label(edge.source)

    def _merge_label(self, id_: str) -> str:
        return self._type(self.changes.labels[id_]).merge_label

    def _present_type(self, id_: str) -> NodeType:
        return self._type(self.changes.present[id_].label)

    def _type(self, label: str) -> NodeType:
        return self.schema.nodes[label]

    def _batched(self, statement: str, rows: Iterable[ParameterRow]) -> Iterator[WriteOp]:
        for part in batches(rows, self.batch_rows):
            yield statement, part


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> list[tuple[K, list[T]]]:
    """Group items by a key, in the order of the keys, so that equal changes give equal plans."""
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return sorted(groups.items(), key=lambda group: group[0])  # type: ignore[arg-type,return-value]


def _target_has_fewer_edges(edges: Sequence[EdgeState]) -> bool:
    """Return whether an edge is found sooner from its target: the more numerous ends have fewer edges each."""
    return len({edge.source for edge in edges}) < len({edge.target for edge in edges})


def _id_row(id_: str) -> ParameterRow:
    return {"id": id_}


def _node_row(node: MergedNode) -> ParameterRow:
    return {"id": node.id, "props": {name: to_store(value) for name, value in node.props.items()}}


def _edge_row(edge: EdgeState) -> ParameterRow:
    props = {name: to_store(value) for name, value in edge.props.items()}
    return {"id": edge.id, "source": edge.source, "target": edge.target, "props": props}
