"""The driver's values as plain data, and how much they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath
from neo4j.spatial import Point
from neo4j.time import Duration

from graph.model.schema import ENTITY


def plain(value: Any) -> Any:
    """A value of the driver as plain data: nodes and edges become maps, dates, durations and points text."""
    if isinstance(value, Node):
        return {"labels": sorted(value.labels - {ENTITY}), "properties": plain(dict(value))}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": plain(dict(value))}
    if isinstance(value, GraphPath):
        return {"nodes": plain(list(value.nodes)), "edges": plain(list(value.relationships))}
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | Duration | Point):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def size(value: Any) -> int:
    """About how many characters a plain value takes."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(len(key) + size(item) for key, item in value.items())
    return sum(map(size, value)) if isinstance(value, list) else 8
