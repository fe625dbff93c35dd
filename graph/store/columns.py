"""The properties that a record may carry, in the order in which the statements that create many take their values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.model.records import Value
from graph.model.schema import NodeType, Schema

SEARCH_PROPERTY = "search_text"
KEY, DESCRIPTION_KEY = ("id", "hash"), ("id", "hash", "dataset", "label")


def node_columns(kind: NodeType) -> tuple[str, ...]:
    """Of a node of a type."""
    shown = (SEARCH_PROPERTY,) if kind.entity else ()
    return (*KEY, *shown, *kind.properties)


def description_columns(kind: NodeType) -> tuple[str, ...]:
    """Of a DESCRIBES that says something of a node of a type."""
    return (*DESCRIPTION_KEY, *_stated_columns(kind))


def edge_columns(schema: Schema, name: str) -> tuple[str, ...]:
    """Of an edge of a type; of DESCRIBES with what rows may say of any node."""
    if schema.edges[name].is_provenance:
        return (
            *DESCRIPTION_KEY,
            *dict.fromkeys(prop for kind in schema.nodes.values() for prop in _stated_columns(kind)),
        )
    return (*KEY, *schema.edges[name].properties)


def to_row(props: Mapping[str, object], fields: Sequence[str]) -> list[object]:
    """The values of properties in a fixed order; None for those that are not there."""
    return [list(value) if isinstance(value, tuple) else value for value in map(props.get, fields)]


def to_store(value: object) -> object:
    """A value as the store gives it back: texts as a list."""
    return list(value) if isinstance(value, tuple) else value


def from_store(props: Mapping[str, Any], without: Collection[str] = ()) -> dict[str, Value]:
    """Properties as the store gives them back, as records have them: several texts as a tuple."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in props.items() if name not in without
    }


def _stated_columns(kind: NodeType) -> tuple[str, ...]:
    return tuple(kind.properties) if kind.entity else ()
