"""What a dataset says now against what the store holds of it: the difference, to be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.merge import Description, MergedNode, merge_descriptions, placeholder_node, single_source_node
from graph.model.records import Dataset, Edge, Node, Value, fingerprint
from graph.model.schema import DESCRIBES, Schema
from loaders.records import RecordSet
from loaders.report import ChangeCounts


@dataclass(frozen=True, slots=True)
class EdgeState:
    """An edge as the store holds or shall hold it; what is ``said`` on it is known only of what shall be.

    ``label`` is what a row says that its entity is.
    """

    id: str
    type: str
    source: str
    target: str
    hash: str
    stated: Mapping[str, Value] = field(default_factory=dict, compare=False)
    label: str = field(default="", compare=False)

    @property
    def props(self) -> dict[str, Value]:
        """All that the edge carries, made when it is written: a long list has many."""
        own = {"dataset": self.source, "label": self.label} if self.label else {}
        return {**self.stated, **own, "id": self.id, "hash": self.hash}


@dataclass(frozen=True)
class EdgeDiff:
    """Links to create, to change in place and to remove, and how many stay."""

    created: tuple[EdgeState, ...]
    changed: tuple[EdgeState, ...]
    removed: tuple[EdgeState, ...]
    unchanged: int

    @property
    def count(self) -> ChangeCounts:
        """The sizes: an edge whose ends moved is removed and created, and counts as changed."""
        moved = len({one.id for one in self.created} & {one.id for one in self.removed})
        return ChangeCounts(
            len(self.created) - moved, len(self.changed) + moved, len(self.removed) - moved, self.unchanged
        )

    @property
    def touched(self) -> Iterable[EdgeState]:
        """Every link that is not as it was."""
        return (*self.created, *self.changed, *self.removed)


NO_CHANGE = EdgeDiff((), (), (), 0)


def diff_edges(wanted: Iterable[EdgeState], held: Mapping[tuple[str, str], EdgeState]) -> EdgeDiff:
    """Compare by type and id: same ends and fingerprint stay, same ends change in place, others are made anew."""
    created, changed, unchanged = [], [], 0
    gone = dict(held)
    for link in wanted:
        old = gone.pop((link.type, link.id), None)
        if old is None:
            created.append(link)
        elif (old.source, old.target) != (link.source, link.target):
            created.append(link)
            gone[(link.type, link.id)] = old
        elif old.hash != link.hash:
            changed.append(link)
        else:
            unchanged += 1
    return EdgeDiff(tuple(created), tuple(changed), tuple(gone.values()), unchanged)


def desired_rows(records: RecordSet, schema: Schema) -> list[EdgeState]:
    """The DESCRIBES links of a dataset: an entity's carry what its row says, others only their fingerprint."""
    return [_row(node, records.dataset, schema) for node in records.nodes]


def _row(node: Node, dataset: Dataset, schema: Schema) -> EdgeState:
    said = node.props if schema.nodes[node.label].entity else {}
    weights = sorted(dataset.precedence.items())
    mark = fingerprint(node.label, node.id, dict(node.props), weights)
    return EdgeState(node.row, DESCRIBES, dataset.id, node.id, mark, said, node.label)


def desired_edges(records: RecordSet) -> list[EdgeState]:
    """The statements of a dataset."""
    return [_statement(edge) for edge in records.edges]


def _statement(edge: Edge) -> EdgeState:
    mark = fingerprint(edge.type, edge.source, edge.target, dict(edge.props))
    return EdgeState(edge.id, edge.type, edge.source, edge.target, mark, edge.props)


@dataclass(frozen=True)
class OtherSources:
    """What other datasets say of an entity: descriptions, the statuses of statements about it, any statement."""

    descriptions: tuple[Description, ...] = ()
    statuses: frozenset[str] = frozenset()
    referenced: bool = False


NO_OTHER_SOURCES = OtherSources()


def merged_nodes(
    touched: Iterable[str], records: RecordSet, schema: Schema, elsewhere: Mapping[str, OtherSources]
) -> dict[str, MergedNode | None]:
    """How each touched node shall stand in the store; None: nothing speaks of it any more.

    Args:
        touched: node ids.
        records: all that the dataset says now.
        schema: the schema.
        elsewhere: what the other datasets say of the touched entities.
    """
    own: dict[str, list[Node]] = defaultdict(list)
    for node in records.nodes:
        own[node.id].append(node)
    joined, statuses = _ends(records.edges)
    found: dict[str, MergedNode | None] = {}
    for id_ in touched:
        rows, other = own.get(id_, []), elsewhere.get(id_, NO_OTHER_SOURCES)
        if rows and not schema.nodes[rows[0].label].entity:
            found[id_] = single_source_node(id_, schema.nodes[rows[0].label], rows[0].props, records.dataset.id)
        elif said := [*_said(rows, records.dataset), *other.descriptions]:
            found[id_] = merge_descriptions(id_, said, statuses.get(id_, set()) | other.statuses, schema)
        else:
            found[id_] = placeholder_node(id_) if id_ in joined or other.referenced else None
    return found


def _said(rows: Sequence[Node], dataset: Dataset) -> Iterable[Description]:
    return (Description(dataset, node.row, node.label, node.props) for node in rows)


def _ends(edges: Iterable[Edge]) -> tuple[set[str], Mapping[str, set[str]]]:
    joined: set[str] = set()
    statuses: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        joined |= {edge.source, edge.target}
        if edge.props.get("support") == "established" and edge.props.get("confidence") != "template":
            for end in (edge.source, edge.target):
                statuses[end].add(str(edge.props.get("status")))
    return joined, statuses
