"""The properties that a record may carry, in the order in which bulk statements take their values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.model.records import Value
from graph.model.schema import NodeType, Schema

SEARCH_PROPERTY = "search_text"
RECORD_COLUMNS = ("id", "hash")
"""What every node and edge of a dataset has: its key, and a fingerprint by which a load finds what has changed."""
DESCRIPTION_COLUMNS = ("id", "hash", "dataset", "label")
"""What a DESCRIBES edge has besides the properties that its row states."""


def node_columns(node_type: NodeType) -> tuple[str, ...]:
    """Return the properties of a node of a type."""
    search = (SEARCH_PROPERTY,) if node_type.entity else ()
    return (*RECORD_COLUMNS, *search, *node_type.properties)


def description_columns(node_type: NodeType) -> tuple[str, ...]:
    """Return the properties of a DESCRIBES edge to a node of a type."""
    return (*DESCRIPTION_COLUMNS, *_stated_columns(node_type))


def edge_columns(schema: Schema, name: str) -> tuple[str, ...]:
    """Return the properties of an edge of a type; of DESCRIBES with what rows may state of any node."""
    if schema.edges[name].is_provenance:
        return (
            *DESCRIPTION_COLUMNS,
            *dict.fromkeys(prop for node_type in schema.nodes.values() for prop in _stated_columns(node_type)),
        )
    return (*RECORD_COLUMNS, *schema.edges[name].properties)


def to_row(props: Mapping[str, object], columns: Sequence[str]) -> list[object]:
    """Return the values of properties in the order of the columns.

    >>> to_row({"name": "甲", "aliases": ("乙", "丙")}, ("id", "name", "aliases"))
    [None, '甲', ['乙', '丙']]
    """
    return [list(value) if isinstance(value, tuple) else value for value in map(props.get, columns)]


def to_store(value: object) -> object:
    """Return a record's value as the store gives it back.

    >>> to_store(("乙", "丙"))
    ['乙', '丙']
    """
    return list(value) if isinstance(value, tuple) else value


def from_store(props: Mapping[str, Any], without: Collection[str] = ()) -> dict[str, Value]:
    """Return the properties that the store gave back as records have them.

    >>> from_store({"id": "a", "aliases": ["乙"]}, without=("id",))
    {'aliases': ('乙',)}
    """
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in props.items() if name not in without
    }


def _stated_columns(node_type: NodeType) -> tuple[str, ...]:
    return tuple(node_type.properties) if node_type.entity else ()
