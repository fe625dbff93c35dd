"""The schema: what node and edge types there are, what each may hold, and which ends an edge may join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.model.errors import SchemaError
from graph.model.property import MAX_NAME_LENGTH, Property, value_length
from graph.model.records import PRODUCTION, Edge, Node, Value

ENTITY = "Entity"
STUB = "Stub"
DESCRIBES = "DESCRIBES"  # the edge type from a dataset to what its rows describe


@dataclass(frozen=True, kw_only=True)
class NodeType:
    """A node type.

    Args:
        label: its label in the graph.
        zh, en: its name in both languages.
        colour: of its boxes, as CSS writes it.
        entity: whether its nodes carry ``:Entity`` too.
        internal: whether its nodes are the store's own records.
        removable: whether a stress test may take one away.
        container: whether what is in it goes with it, as with a park.
        can_host: whether a new undertaking may be placed with one.
        chain_level: whether a plan's statement of one about a chain is about the chain as a whole.
        default_role: the role in a segment whose own roles do not fit; see ``role_at``.
        properties: its properties by name.
    """

    label: str
    zh: str
    en: str
    colour: str
    entity: bool
    internal: bool
    removable: bool
    container: bool
    can_host: bool
    chain_level: bool
    default_role: str
    properties: Mapping[str, Property]

    @property
    def merge_label(self) -> str:
        """Return the label by which a node of this type is found: its ``id`` is unique under it."""
        return ENTITY if self.entity else self.label

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Return the properties that it must have."""
        return _required(self.properties)

    def role_at(self, supply_roles: Sequence[str]) -> str:
        """Return the role in a segment of a node of this type, where no source states one.

        It is the segment's first own role that fits the type. Only a type whose default is production produces: an
        institute in a list is no producer, so at a link that production alone supplies it keeps its default role.
        """
        fitting = [role for role in supply_roles if role != PRODUCTION or self.default_role == PRODUCTION]
        return fitting[0] if fitting else self.default_role


@dataclass(frozen=True, kw_only=True)
class EdgeType:
    """An edge type.

    Args:
        type: its name in the graph.
        zh, en: its name in both languages.
        statement: whether its edges state something and carry a source and a status.
        endpoints: the pairs of labels, source and target, that it may join.
        properties: its properties by name.
        is_provenance: whether it ties a dataset to what the dataset's rows describe.
    """

    type: str
    zh: str
    en: str
    statement: bool
    endpoints: frozenset[tuple[str, str]]
    properties: Mapping[str, Property] = field(hash=False)
    is_provenance: bool = False

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Return the properties that it must have."""
        return _required(self.properties)


@dataclass(frozen=True, kw_only=True)
class Schema:
    """All types, and the checks that follow from them."""

    version: int
    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    values: Mapping[str, tuple[str, ...]]

    @property
    def merge_labels(self) -> list[str]:
        """Return the labels under which the nodes of rows are found: an id is unique under each of them."""
        return sorted({kind.merge_label for kind in self.nodes.values() if not kind.internal} - {"Dataset"})

    def node_type(self, label: str, origin: str = "") -> NodeType:
        """Return the type of a label. Raises SchemaError when there is none."""
        if label not in self.nodes:
            raise SchemaError("unknown_label", origin=origin, label=label, known=sorted(self.nodes))
        return self.nodes[label]

    def edge_type(self, name: str, origin: str = "") -> EdgeType:
        """Return the edge type of a name. Raises SchemaError when there is none."""
        if name not in self.edges:
            raise SchemaError("unknown_edge_type", origin=origin, type=name, known=sorted(self.edges))
        return self.edges[name]

    def check_node(self, node: Node) -> None:
        """Refuse a node whose label or properties break the schema."""
        kind = self.node_type(node.label, node.location)
        if not node.id:
            raise SchemaError("missing_id", origin=node.location)
        _check_id(node.id, node.location)
        _check(kind, node.props, node.id, node.location)

    def check_edge(self, edge: Edge) -> None:
        """Refuse an edge whose type or properties break the schema; its ends are for ``check_endpoints``."""
        for id_ in (edge.id, edge.source, edge.target):
            _check_id(id_, edge.location)
        _check(self.edge_type(edge.type, edge.location), edge.props, edge.id, edge.location)

    def check_endpoints(self, edge: Edge, source: str, target: str) -> None:
        """Refuse an edge between labels that its type does not join. A stub fits at any end."""
        pairs = self.edges[edge.type].endpoints
        fits = (
            (source, target) in pairs
            or (source == STUB and any(target in (t, STUB) for _, t in pairs))
            or (target == STUB and any(source == s for s, _ in pairs))
        )
        if not fits:
            raise SchemaError(
                "wrong_ends",
                origin=edge.location,
                id=edge.id,
                type=edge.type,
                source=edge.source,
                source_label=source,
                target=edge.target,
                target_label=target,
            )


def _check_id(id_: str, origin: str) -> None:
    if len(id_) > 3 * MAX_NAME_LENGTH:  # a dataset, a row, and the node that it names
        raise SchemaError("too_long", origin=origin, id=id_, property="id", length=len(id_), limit=3 * MAX_NAME_LENGTH)


def _required(properties: Mapping[str, Property]) -> tuple[str, ...]:
    return tuple(name for name, known_property in properties.items() if known_property.required)


def _check(kind: NodeType | EdgeType, props: Mapping[str, Value], record: str, origin: str) -> None:
    for name, value in props.items():
        known_property = kind.properties.get(name)
        if known_property is None or not known_property.fits(value):
            raise _fault(known_property, name, value, record, origin)
    if all(map(props.get, kind.required)):
        return
    for name in kind.required:
        if props.get(name, "") == "":
            code = "missing_source" if name in ("evidence", "dataset") else "missing_property"
            raise SchemaError(code, origin=origin, id=record, property=name)


def _fault(known_property: Property | None, name: str, value: Value, record: str, origin: str) -> SchemaError:
    if known_property is None:
        return SchemaError("unknown_property", origin=origin, id=record, property=name, value=value)
    if not known_property.accepts(value):
        return SchemaError(
            "wrong_type", origin=origin, id=record, property=name, value=value, wanted=known_property.expected
        )
    return SchemaError(
        "too_long", origin=origin, id=record, property=name, length=value_length(value), limit=known_property.max_length
    )
