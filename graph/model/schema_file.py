"""The schema as schema.yaml declares it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from graph.model.errors import SchemaError
from graph.model.own_yaml import parse_own_yaml
from graph.model.property import PLAIN_TYPES, Property
from graph.model.schema import EdgeType, NodeType, Schema


class _NodeSpec(msgspec.Struct, forbid_unknown_fields=True):
    """A node type as the file declares it; the fields are explained there."""

    zh: str
    en: str
    colour: str
    entity: bool = False
    internal: bool = False
    removable: bool = False
    container: bool = False
    can_host: bool = False
    chain_level: bool = False
    default_role: str = "platform"
    uses: tuple[str, ...] = ()
    properties: dict[str, str] = {}


class _EdgeSpec(msgspec.Struct, forbid_unknown_fields=True):
    """An edge type as the file declares it."""

    zh: str
    en: str
    ends: dict[str, tuple[str, ...]]
    statement: bool = True
    describes: bool = False
    properties: dict[str, str] = {}


class _SchemaSpec(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    version: int
    values: dict[str, tuple[str, ...]]
    ranges: dict[str, tuple[int | float, int | float]]
    groups: dict[str, tuple[str, ...]]
    shared: dict[str, dict[str, str]]
    nodes: dict[str, _NodeSpec]
    edges: dict[str, _EdgeSpec]


@cache
def default_schema() -> Schema:
    """Return the schema of ``schema.yaml``.

    Raises:
        SchemaError: the file is not of its form, or names an unknown type, group or label.
    """
    return parse_schema(files("graph.model").joinpath("schema.yaml").read_text("utf-8"))


def parse_schema(text: str) -> Schema:
    """Parse a schema file's text.

    Raises:
        SchemaError: the text is not of its form, or names an unknown type, group or label.
    """
    try:
        spec = msgspec.convert(parse_own_yaml(text), _SchemaSpec)
    except msgspec.ValidationError as problem:
        raise SchemaError("schema_file", reason=problem) from problem
    return _SchemaBuilder(spec).schema()


class _SchemaBuilder:
    """Turns the file's declarations into types; every name in them is checked on the way."""

    def __init__(self, spec: _SchemaSpec) -> None:
        self.spec = spec
        self.shared = {name: self._properties(properties) for name, properties in spec.shared.items()}

    def schema(self) -> Schema:
        return Schema(
            version=self.spec.version,
            nodes={label: self._node(label, spec) for label, spec in self.spec.nodes.items()},
            edges={name: self._edge(name, spec) for name, spec in self.spec.edges.items()},
            values=self.spec.values,
        )

    def _properties(self, types: Mapping[str, str]) -> dict[str, Property]:
        """Parse properties: ``year`` or ``required year``, by name."""
        properties = {}
        for name, text in types.items():
            *required, kind = text.split()
            if not any(kind in types_known for types_known in (PLAIN_TYPES, self.spec.values, self.spec.ranges)):
                raise SchemaError("unknown_property_type", property=name, type=kind)
            properties[name] = Property(
                name=name,
                type=kind,
                required=required == ["required"],
                enum=self.spec.values.get(kind, ()),
                bounds=self.spec.ranges.get(kind),
            )
        return properties

    def _node(self, label: str, spec: _NodeSpec) -> NodeType:
        if spec.default_role not in self.spec.values["role"]:
            raise SchemaError("schema_file", reason=f"{label}: default_role: {spec.default_role}")
        uses = ("entity",) if spec.entity else spec.uses
        shared = {name: shared_property for use in uses for name, shared_property in self.shared[use].items()}
        return NodeType(
            label=label,
            zh=spec.zh,
            en=spec.en,
            colour=spec.colour,
            entity=spec.entity,
            internal=spec.internal,
            removable=spec.removable,
            container=spec.container,
            can_host=spec.can_host,
            chain_level=spec.chain_level,
            default_role=spec.default_role,
            properties=shared | self._properties(spec.properties),
        )

    def _edge(self, name: str, spec: _EdgeSpec) -> EdgeType:
        dataset = {"dataset": self.shared["source"]["dataset"]}
        shared = self.shared["source"] | self.shared["statement"] if spec.statement else dataset
        endpoints = {
            (source, target)
            for sources, targets in spec.ends.items()
            for source in self._labels(sources)
            for name_or_group in targets
            for target in self._labels(name_or_group)
        }
        return EdgeType(
            type=name,
            zh=spec.zh,
            en=spec.en,
            statement=spec.statement,
            endpoints=frozenset(endpoints),
            properties=shared | self._properties(spec.properties),
            is_provenance=spec.describes,
        )

    def _labels(self, name: str) -> tuple[str, ...]:
        """Return the labels of a group, or the label itself."""
        labels = self.spec.groups.get(name, (name,))
        for label in labels:
            if label not in self.spec.nodes:
                raise SchemaError("unknown_label", origin="schema.yaml", label=label, known=sorted(self.spec.nodes))
        return labels
