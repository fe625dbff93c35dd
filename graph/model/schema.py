"""The schema: what node and edge types there are, what each may hold, and which ends an edge may join."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from math import isfinite

from graph.model.errors import SchemaError
from graph.model.own_yaml import parse_own_yaml
from graph.model.records import Edge, Node, Value

ENTITY = "Entity"
STUB = "Stub"
DESCRIBES = "DESCRIBES"  # the edge type from a dataset to what its rows describe
PLAIN_TYPES = {"text": str, "full_text": str, "number": (int, float), "texts": tuple}
MAX_NAME_LENGTH, MAX_TEXT_LENGTH, MAX_FULL_TEXT_LENGTH = (
    300,
    20_000,
    4_000_000,
)  # the embedded engine drops messages over 16 MB
MAX_LENGTHS = {"name": MAX_NAME_LENGTH, "aliases": 10 * MAX_NAME_LENGTH}


@dataclass(frozen=True)
class Property:
    """A property: its type (text, full_text, texts, number, a closed list's or range's name), its words and bounds."""

    name: str
    type: str
    required: bool = False
    enum: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None

    @cached_property
    def is_integer(self) -> bool:
        """Whether it takes integers only."""
        return self.bounds is not None and isinstance(self.bounds[0], int)

    @cached_property
    def max_length(self) -> float:
        """How many characters it takes: names are indexed, and a page must be able to show the rest."""
        return MAX_LENGTHS.get(self.name, MAX_FULL_TEXT_LENGTH if self.type == "full_text" else MAX_TEXT_LENGTH)

    @property
    def expected(self) -> str:
        """What it takes, for messages."""
        if self.bounds:
            return f"{self.bounds[0]:g}\u2013{self.bounds[1]:g}"
        return " | ".join(self.enum) or self.type

    @cached_property
    def is_free_text(self) -> bool:
        """Whether it takes any text."""
        return not self.enum and not self.bounds and PLAIN_TYPES[self.type] is str

    def fits(self, value: Value) -> bool:
        """Whether ``value`` is of the property's type, and not too long."""
        if type(value) is str and (self.enum or self.is_free_text):  # nearly all are
            return value in self.enum if self.enum else len(value) <= self.max_length
        return self.accepts(value) and _length(value) <= self.max_length

    def accepts(self, value: Value) -> bool:
        """Whether ``value`` is of the property's type."""
        if self.enum:
            return value in self.enum
        if isinstance(value, bool):
            return False
        if self.bounds:
            kind = int if self.is_integer else (int, float)
            return isinstance(value, kind) and self.bounds[0] <= value <= self.bounds[1]
        return isinstance(value, PLAIN_TYPES[self.type]) and (not isinstance(value, float) or isfinite(value))  # type: ignore[arg-type]


@dataclass(frozen=True)
class NodeType:
    """A node type; ``entity`` types carry :Entity too, ``internal`` ones are the store's own."""

    label: str
    zh: str
    en: str
    colour: str
    entity: bool
    internal: bool
    properties: Mapping[str, Property]

    @property
    def merge_label(self) -> str:
        """The label by which a node of this type is found: its ``id`` is unique under it."""
        return ENTITY if self.entity else self.label

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The properties that it must have."""
        return _required(self.properties)


@dataclass(frozen=True)
class EdgeType:
    """An edge type; ``ends`` holds the allowed pairs of labels."""

    type: str
    zh: str
    en: str
    statement: bool
    endpoints: frozenset[tuple[str, str]]
    properties: Mapping[str, Property] = field(hash=False)
    is_provenance: bool = False

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The properties that it must have."""
        return _required(self.properties)


@dataclass(frozen=True)
class Schema:
    """All types, and the checks that follow from them."""

    version: int
    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    values: Mapping[str, tuple[str, ...]]

    @property
    def merge_labels(self) -> list[str]:
        """The anchor labels of what rows describe: one row's id is one node under one of them."""
        return sorted({kind.merge_label for kind in self.nodes.values() if not kind.internal} - {"Dataset"})

    def node_type(self, label: str, origin: str = "") -> NodeType:
        """The type of that label, or SchemaError."""
        if label not in self.nodes:
            raise SchemaError("unknown_label", origin=origin, label=label, known=sorted(self.nodes))
        return self.nodes[label]

    def edge_type(self, name: str, origin: str = "") -> EdgeType:
        """The edge type of that name, or SchemaError."""
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
        """Refuse an edge whose type or properties break the schema; its ends are for ``check_ends``."""
        for id_ in (edge.id, edge.source, edge.target):
            _check_id(id_, edge.location)
        _check(self.edge_type(edge.type, edge.location), edge.props, edge.id, edge.location)

    def check_endpoints(self, edge: Edge, source: str, target: str) -> None:
        """Refuse an edge between labels that its type does not join. A stub may stand at any end."""
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
    return tuple(name for name, known in properties.items() if known.required)


def _check(kind: NodeType | EdgeType, props: Mapping[str, Value], record: str, origin: str) -> None:
    for name, value in props.items():
        known = kind.properties.get(name)
        if known is None or not known.fits(value):
            raise _fault(known, name, value, record, origin)
    if all(map(props.get, kind.required)):
        return
    for name in kind.required:
        if props.get(name, "") == "":
            code = "missing_source" if name in ("evidence", "dataset") else "missing_property"
            raise SchemaError(code, origin=origin, id=record, property=name)


def _fault(known: Property | None, name: str, value: Value, record: str, origin: str) -> SchemaError:
    if known is None:
        return SchemaError("unknown_property", origin=origin, id=record, property=name, value=value)
    if not known.accepts(value):
        return SchemaError("wrong_type", origin=origin, id=record, property=name, value=value, wanted=known.expected)
    return SchemaError(
        "too_long", origin=origin, id=record, property=name, length=_length(value), limit=known.max_length
    )


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value)) if isinstance(value, tuple) else 0


@cache
def default_schema() -> Schema:
    """The schema of ``schema.yaml``.

    Raises:
        SchemaError: the file names an unknown type, group or label.
    """
    raw = parse_own_yaml(files("graph.model").joinpath("schema.yaml").read_text("utf-8"))
    values = {name: tuple(words) for name, words in raw["values"].items()}
    ranges = {name: (low, high) for name, (low, high) in raw["ranges"].items()}
    return _Reader(raw, values, ranges).schema()


class _Reader:
    """Turns the parsed YAML into types; every name in it is checked on the way."""

    def __init__(
        self,
        raw: dict[str, dict[str, dict[str, object]]],
        values: dict[str, tuple[str, ...]],
        ranges: dict[str, tuple[float, float]],
    ) -> None:
        self.raw, self.values, self.ranges = raw, values, ranges
        self.shared = {name: self._properties(props) for name, props in raw["shared"].items()}

    def schema(self) -> Schema:
        nodes = {label: self._node(label, spec) for label, spec in self.raw["nodes"].items()}
        edges = {name: self._edge(name, spec) for name, spec in self.raw["edges"].items()}
        return Schema(int(str(self.raw["version"])), nodes, edges, self.values)

    def _properties(self, specs: Mapping[str, object]) -> dict[str, Property]:
        found = {}
        for name, spec in specs.items():
            *required, kind = str(spec).split()
            if not any(kind in known for known in (PLAIN_TYPES, self.values, self.ranges)):
                raise SchemaError("unknown_property_type", property=name, type=kind)
            needed = required == ["required"]
            found[name] = Property(name, kind, needed, self.values.get(kind, ()), self.ranges.get(kind))
        return found

    def _node(self, label: str, spec: dict[str, object]) -> NodeType:
        own = self._properties(_mapping(spec.get("properties")))
        entity = bool(spec.get("entity"))
        uses = ["entity"] if entity else [str(name) for name in _sequence(spec.get("uses"))]
        shared = {name: prop for use in uses for name, prop in self.shared[use].items()}
        return NodeType(
            label,
            str(spec["zh"]),
            str(spec["en"]),
            str(spec["colour"]),
            entity,
            bool(spec.get("internal")),
            shared | own,
        )

    def _edge(self, name: str, spec: dict[str, object]) -> EdgeType:
        statement = bool(spec.get("statement", True))
        dataset = {"dataset": self.shared["source"]["dataset"]}
        shared = self.shared["source"] | self.shared["statement"] if statement else dataset
        pairs = {
            (source, target)
            for sources, targets in _mapping(spec["ends"]).items()
            for source in self._labels(sources)
            for listed in _sequence(targets)
            for target in self._labels(str(listed))
        }
        own = self._properties(_mapping(spec.get("properties")))
        return EdgeType(
            name,
            str(spec["zh"]),
            str(spec["en"]),
            statement,
            frozenset(pairs),
            shared | own,
            bool(spec.get("describes")),
        )

    def _labels(self, name: str) -> Iterable[str]:
        labels = self.raw["groups"].get(name, [name])
        for label in labels:
            if label not in self.raw["nodes"]:
                raise SchemaError("unknown_label", origin="schema.yaml", label=label, known=sorted(self.raw["nodes"]))
        return [str(label) for label in labels]


def _mapping(found: object) -> dict[str, object]:
    return dict(found) if isinstance(found, dict) else {}


def _sequence(found: object) -> list[object]:
    return list(found) if isinstance(found, list) else []
