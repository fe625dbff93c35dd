"""A bureau's own shapes of its districts: GeoJSON with its source and the number under which the map was examined.

The product brings none: a map of districts may be shown only under a 审图号, and a package of shapes that states
neither its source nor such a number is none to build on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, TypeAlias

from loaders.errors import LoadError

MAX_SHAPES_BYTES = 8_000_000  # all counties of a province with every bend; a city takes a tenth
MAX_SHAPES_POINTS = 200_000  # more make a picture that a browser moves slowly
MAX_COORDINATE = 1e7  # degrees, or metres of a projection of one region
MIN_RING_POINTS = 4  # of a closed ring: a triangle and its first point again
APPROVAL_FIELD = "审图号"
SOURCE_FIELDS = ("source", "来源")
APPROVAL = re.compile(r"\w{1,8}\s*[(（〔\[]\d{4}[)）〕\]]\s*\d+\s*号")  # 苏S(2024)12号, GS(2024)0650号

Ring: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class DistrictShapes:
    """Shapes of districts.

    Attributes:
        rings: the outlines of each district by its name; inner rings are holes.
        source: who made the map.
        approval: the number under which it was examined.
        unused: the names of shapes that are no district of the region; they are not drawn.
    """

    rings: Mapping[str, tuple[Ring, ...]]
    source: str
    approval: str
    unused: tuple[str, ...]


def read_district_shapes(file: Path, names: Iterable[str]) -> DistrictShapes:
    """Read the shapes of some districts from a GeoJSON file.

    Only polygons with the name of a district are taken, so no outline of anything wider is ever drawn.

    Args:
        file: a FeatureCollection with the members ``审图号`` and ``source``; each feature has a property ``name``.
        names: the names of the region's districts.

    Raises:
        LoadError: the file cannot be read, is too large, is no such collection, states no source or no 审图号, or has
            none of the districts.
    """
    collection = _read(file)
    approval = _text(collection, APPROVAL_FIELD)
    source = next(filter(None, (_text(collection, field) for field in SOURCE_FIELDS)), "")
    if not APPROVAL.fullmatch(approval) or not source:
        raise LoadError("shapes_unapproved", file=str(file))
    wanted = frozenset(names)
    rings: dict[str, tuple[Ring, ...]] = {}
    unused: list[str] = []
    points = 0
    features = collection.get("features")
    for feature in features if isinstance(features, list) else []:
        name = _feature_name(feature)
        if name not in wanted:
            unused.append(name)
            continue
        rings[name] = (*rings.get(name, ()), *_rings(feature, file))
        points += sum(map(len, rings[name]))
        if points > MAX_SHAPES_POINTS:
            raise LoadError("shapes_points", file=str(file), limit=MAX_SHAPES_POINTS)
    if not rings:
        raise LoadError("shapes_districts", file=str(file), known=sorted(wanted))
    return DistrictShapes(rings=rings, source=source, approval=approval, unused=tuple(unused))


def _read(file: Path) -> Mapping[str, Any]:
    try:
        size = file.stat().st_size
        if size > MAX_SHAPES_BYTES:
            raise LoadError("file_too_large", file=str(file), size=size, limit=MAX_SHAPES_BYTES)
        content = json.loads(file.read_bytes())
    except OSError as problem:
        raise LoadError("file_unreadable", file=str(file), reason=problem) from problem
    except (ValueError, RecursionError) as problem:
        raise LoadError("shapes_format", file=str(file)) from problem
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise LoadError("shapes_format", file=str(file))
    return content


def _text(members: Mapping[str, Any], name: str) -> str:
    value = members.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _feature_name(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return _text(properties, "name") if isinstance(properties, dict) else ""


def _rings(feature: Mapping[str, Any], file: Path) -> tuple[Ring, ...]:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        raise LoadError("shapes_format", file=str(file))
    coordinates: Any = geometry.get("coordinates")
    polygons: Any = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")), [])
    try:
        rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
    except (TypeError, ValueError) as problem:
        raise LoadError("shapes_format", file=str(file)) from problem
    if not rings:
        raise LoadError("shapes_format", file=str(file))
    return rings


def _ring(points: Any) -> Ring:
    """Return a ring of the file. Raises ValueError or TypeError where it is none."""
    ring = tuple((float(x), float(y)) for x, y, *_ in points)
    coordinates = [coordinate for point in ring for coordinate in point]
    if len(ring) < MIN_RING_POINTS or not all(isfinite(c) and abs(c) <= MAX_COORDINATE for c in coordinates):
        raise ValueError("no ring")
    return ring
