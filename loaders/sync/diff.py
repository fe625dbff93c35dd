"""Diff a dataset's edges, its descriptions of nodes and its statements, against those that the store holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.model.records import Dataset, Edge, Node, Value, fingerprint
from graph.model.row_hash import description_hash, statement_hash
from graph.model.schema import DESCRIBES, Schema
from loaders.records import RecordSet
from loaders.report import ChangeCounts

EdgeKey: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeState:
    """An edge as the store holds it or shall hold it.

    Attributes:
        hash: the fingerprint of all that the edge carries, its ends included.
        stated: the properties that its source states; empty for a stored edge, which is known by its fingerprint only.
        label: for a description, the label that the row gives its entity.
    """

    id: str
    type: str
    source: str
    target: str
    hash: str
    stated: Mapping[str, Value] = field(default_factory=dict, compare=False)
    label: str = field(default="", compare=False)

    @property
    def key(self) -> EdgeKey:
        """Return the type and the id: ids are unique within a type."""
        return self.type, self.id

    @property
    def props(self) -> dict[str, Value]:
        """Return all properties of the edge; built when they are written, because a long list has many edges."""
        own = {"dataset": self.source, "label": self.label} if self.label else {}
        return {**self.stated, **own, "id": self.id, "hash": self.hash}


@dataclass(frozen=True)
class EdgeDiff:
    """Edges to create, to change in place and to remove, and the number of those that stay."""

    created: tuple[EdgeState, ...] = ()
    changed: tuple[EdgeState, ...] = ()
    removed: tuple[EdgeState, ...] = ()
    unchanged: int = 0

    @property
    def counts(self) -> ChangeCounts:
        """Return the numbers for the report: an edge whose ends moved is removed and created, and counts as changed."""
        moved = len({edge.key for edge in self.created} & {edge.key for edge in self.removed})
        return ChangeCounts(
            added=len(self.created) - moved,
            changed=len(self.changed) + moved,
            removed=len(self.removed) - moved,
            unchanged=self.unchanged,
        )

    @property
    def touched(self) -> tuple[EdgeState, ...]:
        """Return every edge that differs."""
        return (*self.created, *self.changed, *self.removed)


@dataclass(frozen=True)
class DatasetDiff:
    """The difference between a dataset's records and the store: its descriptions of nodes, and its statements."""

    descriptions: EdgeDiff = field(default_factory=EdgeDiff)
    statements: EdgeDiff = field(default_factory=EdgeDiff)

    @property
    def touched_ids(self) -> set[str]:
        """Return the ids of the nodes whose merged properties may differ."""
        described = {edge.target for edge in self.descriptions.touched}
        return described | endpoint_ids(self.statements.touched)


@dataclass(frozen=True)
class DesiredEdges:
    """The edges that a dataset shall have: a DESCRIBES edge for each row of a node, and its statements."""

    descriptions: tuple[EdgeState, ...] = ()
    statements: tuple[EdgeState, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Return a hash of all of them, whatever their order."""
        return fingerprint(sorted(edge.hash for edge in (*self.descriptions, *self.statements)))


def desired_edges(records: RecordSet, schema: Schema) -> DesiredEdges:
    """Return the edges that a dataset's records ask for."""
    return DesiredEdges(
        tuple(_description(node, records.dataset, schema) for node in records.nodes),
        tuple(_statement(edge) for edge in records.edges),
    )


def diff_dataset(
    desired: DesiredEdges, descriptions: Mapping[EdgeKey, EdgeState], statements: Mapping[EdgeKey, EdgeState]
) -> DatasetDiff:
    """Diff the edges that a dataset shall have against its stored descriptions and statements."""
    return DatasetDiff(
        diff_edges(desired.descriptions, descriptions),
        diff_edges(desired.statements, statements),
    )


def diff_edges(desired: Iterable[EdgeState], stored: Mapping[EdgeKey, EdgeState]) -> EdgeDiff:
    """Diff edges by type and id.

    An edge with the same ends and fingerprint stays, one with the same ends changes in place, and one whose ends moved
    is removed and created.
    """
    created: list[EdgeState] = []
    changed: list[EdgeState] = []
    unchanged = 0
    removed = dict(stored)
    for edge in desired:
        old = removed.pop(edge.key, None)
        if old is None:
            created.append(edge)
        elif (old.source, old.target) != (edge.source, edge.target):
            created.append(edge)
            removed[edge.key] = old
        elif old.hash != edge.hash:
            changed.append(edge)
        else:
            unchanged += 1
    return EdgeDiff(tuple(created), tuple(changed), tuple(removed.values()), unchanged)


def _description(node: Node, dataset: Dataset, schema: Schema) -> EdgeState:
    """Return a row's edge: an entity's carries what the row states; any other node carries that itself."""
    return EdgeState(
        id=node.row,
        type=DESCRIBES,
        source=dataset.id,
        target=node.id,
        hash=description_hash(node.row, node.label, node.id, dict(node.props), dataset.precedence),
        stated=node.props if schema.nodes[node.label].entity else {},
        label=node.label,
    )


def _statement(edge: Edge) -> EdgeState:
    return EdgeState(
        id=edge.id,
        type=edge.type,
        source=edge.source,
        target=edge.target,
        hash=statement_hash(edge.id, edge.type, edge.source, edge.target, dict(edge.props)),
        stated=edge.props,
    )


def endpoint_ids(edges: Iterable[EdgeState]) -> set[str]:
    """Return the ids of both ends of some edges."""
    return {end for edge in edges for end in (edge.source, edge.target)}
