"""Convert the driver's values to plain data, and estimate their size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from neo4j.graph import Node, Relationship
from neo4j.graph import Path as GraphPath
from neo4j.spatial import Point
from neo4j.time import Duration

from graph.model.schema import ENTITY


def to_plain(value: Any) -> Any:
    """Return a value of the driver as plain data: nodes and edges become maps; dates, durations and points text.

    >>> to_plain({"year": 2018, "share": float("inf")})
    {'share': 'inf', 'year': 2018}
    """
    if isinstance(value, Node):
        return {"labels": sorted(value.labels - {ENTITY}), "properties": to_plain(dict(value))}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": to_plain(dict(value))}
    if isinstance(value, GraphPath):
        return {"nodes": to_plain(list(value.nodes)), "edges": to_plain(list(value.relationships))}
    if isinstance(value, Mapping):
        return {key: to_plain(value[key]) for key in sorted(value)}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes | Duration | Point):
        return [to_plain(item) for item in value]
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def approx_chars(value: Any) -> int:
    """Return about how many characters a plain value takes; 8 for a number.

    >>> approx_chars(["石墨烯", 2018])
    11
    """
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(len(key) + approx_chars(item) for key, item in value.items())
    return sum(map(approx_chars, value)) if isinstance(value, list) else 8
