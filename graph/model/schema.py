"""The schema: what node and edge types there are, what each may hold, and which ends an edge may join."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from math import isfinite

import yaml

from graph.model.errors import SchemaError
from graph.model.records import Edge, Node, Value

ENTITY = "Entity"
STUB = "Stub"
PLAIN_TYPES = {"text": str, "full_text": str, "number": (int, float), "texts": tuple}
LONGEST_NAME, LONGEST_TEXT, LONGEST_WHOLE = 300, 20_000, 4_000_000  # the embedded engine drops messages over 16 MB
LONGEST = {"name": LONGEST_NAME, "aliases": 10 * LONGEST_NAME}


@dataclass(frozen=True)
class Property:
    """A property: its type (text, full_text, texts, number, a closed list's or range's name), its words and bounds."""

    name: str
    type: str
    required: bool = False
    words: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None

    @cached_property
    def whole(self) -> bool:
        """Whether it takes integers only."""
        return self.bounds is not None and isinstance(self.bounds[0], int)

    @cached_property
    def longest(self) -> float:
        """How many characters it takes: names are indexed, and a page must be able to show the rest."""
        return LONGEST.get(self.name, LONGEST_WHOLE if self.type == "full_text" else LONGEST_TEXT)

    @property
    def takes(self) -> str:
        """What it takes, for messages."""
        if self.bounds:
            return f"{self.bounds[0]:g}\u2013{self.bounds[1]:g}"
        return " | ".join(self.words) or self.type

    @cached_property
    def plain(self) -> bool:
        """Whether it takes any text."""
        return not self.words and not self.bounds and PLAIN_TYPES[self.type] is str

    def fits(self, value: Value) -> bool:
        """Whether ``value`` is of the property's type, and not too long."""
        if type(value) is str and (self.words or self.plain):  # nearly all are
            return value in self.words if self.words else len(value) <= self.longest
        return self.accepts(value) and _length(value) <= self.longest

    def accepts(self, value: Value) -> bool:
        """Whether ``value`` is of the property's type."""
        if self.words:
            return value in self.words
        if isinstance(value, bool):
            return False
        if self.bounds:
            kind = int if self.whole else (int, float)
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
    def anchor(self) -> str:
        """The label by which a node of this type is found: its ``id`` is unique under it."""
        return ENTITY if self.entity else self.label

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The properties that it must have."""
        return _needed(self.properties)


@dataclass(frozen=True)
class EdgeType:
    """An edge type; ``ends`` holds the allowed pairs of labels."""

    type: str
    zh: str
    en: str
    statement: bool
    ends: frozenset[tuple[str, str]]
    properties: Mapping[str, Property] = field(hash=False)
    describes: bool = False

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The properties that it must have."""
        return _needed(self.properties)


@dataclass(frozen=True)
class Schema:
    """All types, and the checks that follow from them."""

    version: int
    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    values: Mapping[str, tuple[str, ...]]

    @property
    def anchors(self) -> list[str]:
        """The anchor labels of what rows describe: one row's id is one node under one of them."""
        return sorted({kind.anchor for kind in self.nodes.values() if not kind.internal} - {"Dataset"})

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
        kind = self.node_type(node.label, node.origin)
        if not node.id:
            raise SchemaError("missing_id", origin=node.origin)
        _check_id(node.id, node.origin)
        _check(kind, node.props, node.id, node.origin)

    def check_edge(self, edge: Edge) -> None:
        """Refuse an edge whose type or properties break the schema; its ends are for ``check_ends``."""
        for id_ in (edge.id, edge.source, edge.target):
            _check_id(id_, edge.origin)
        _check(self.edge_type(edge.type, edge.origin), edge.props, edge.id, edge.origin)

    def check_ends(self, edge: Edge, source: str, target: str) -> None:
        """Refuse an edge between labels that its type does not join. A stub may stand at any end."""
        pairs = self.edges[edge.type].ends
        fits = (
            (source, target) in pairs
            or (source == STUB and any(target in (t, STUB) for _, t in pairs))
            or (target == STUB and any(source == s for s, _ in pairs))
        )
        if not fits:
            raise SchemaError(
                "wrong_ends",
                origin=edge.origin,
                id=edge.id,
                type=edge.type,
                source=edge.source,
                source_label=source,
                target=edge.target,
                target_label=target,
            )


def _check_id(id_: str, origin: str) -> None:
    if len(id_) > 3 * LONGEST_NAME:  # a dataset, a row, and the node that it names
        raise SchemaError("too_long", origin=origin, id=id_, property="id", length=len(id_), limit=3 * LONGEST_NAME)


def _needed(properties: Mapping[str, Property]) -> tuple[str, ...]:
    return tuple(name for name, known in properties.items() if known.required)


def _check(kind: NodeType | EdgeType, props: Mapping[str, Value], record: str, origin: str) -> None:
    for name, value in props.items():
        known = kind.properties.get(name)
        if known is None or not known.fits(value):
            raise _fault(known, name, value, record, origin)
    if all(map(props.get, kind.needed)):
        return
    for name in kind.needed:
        if props.get(name, "") == "":
            code = "missing_source" if name in ("evidence", "dataset") else "missing_property"
            raise SchemaError(code, origin=origin, id=record, property=name)


def _fault(known: Property | None, name: str, value: Value, record: str, origin: str) -> SchemaError:
    if known is None:
        return SchemaError("unknown_property", origin=origin, id=record, property=name, value=value)
    if not known.accepts(value):
        return SchemaError("wrong_type", origin=origin, id=record, property=name, value=value, wanted=known.takes)
    return SchemaError("too_long", origin=origin, id=record, property=name, length=_length(value), limit=known.longest)


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value)) if isinstance(value, tuple) else 0


@cache
def schema() -> Schema:
    """The schema of ``schema.yaml``.

    Raises:
        SchemaError: the file names an unknown type, group or label.
    """
    raw = yaml.safe_load(files("graph.model").joinpath("schema.yaml").read_text("utf-8"))
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
