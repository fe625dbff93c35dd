"""The outlines that a picture of districts draws: tiles of a schematic, or a bureau's own shapes, in pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from loaders.regions.district_layout import Tile
from loaders.regions.district_shapes import DistrictShapes, Ring

PICTURE_WIDTH = 520  # pixels: beside the matrix on an office screen of 1366
PICTURE_HEIGHT = 300  # of a bureau's own shapes; tiles take what their rows need
TILE_HEIGHT, TILE_GAP = 78, 8  # pixels: a name and two short lines
MAX_DEGREES = 360  # coordinates up to here are longitude and latitude, so width shrinks towards the pole


@dataclass(frozen=True)
class DistrictOutline:
    """A district's outline as the data of an SVG path, and the middle of its label."""

    path: str
    x: float
    y: float


@dataclass(frozen=True)
class DistrictGeometry:
    """The outlines by the district's name, and the height that they take."""

    outlines: Mapping[str, DistrictOutline]
    height: float


def tile_geometry(tiles: Mapping[str, Tile]) -> DistrictGeometry:
    """Return the outlines of tiles."""
    columns = max((tile.column + tile.width for tile in tiles.values()), default=1)
    rows = max((tile.row for tile in tiles.values()), default=0) + 1
    step = (PICTURE_WIDTH + TILE_GAP) / columns
    outlines = {}
    for name, tile in tiles.items():
        left, top = tile.column * step, tile.row * (TILE_HEIGHT + TILE_GAP)
        width = tile.width * step - TILE_GAP
        path = f"M{left:.1f},{top:.1f}h{width:.1f}v{TILE_HEIGHT}h{-width:.1f}z"
        outlines[name] = DistrictOutline(path, left + width / 2, top + TILE_HEIGHT / 2)
    return DistrictGeometry(outlines, rows * (TILE_HEIGHT + TILE_GAP) - TILE_GAP)


def shape_geometry(shapes: DistrictShapes) -> DistrictGeometry:
    """Return the outlines of a bureau's own shapes, the region as large as the picture allows, north up."""
    points = [point for rings in shapes.rings.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = (
        cos(radians((south + north) / 2)) if max(abs(east), abs(west), abs(north), abs(south)) <= MAX_DEGREES else 1
    )
    width, height = ((east - west) * squeeze) or 1.0, (north - south) or 1.0
    scale = min(PICTURE_WIDTH / width, PICTURE_HEIGHT / height)
    margin = (PICTURE_WIDTH - width * scale) / 2

    def place(ring: Ring) -> list[tuple[float, float]]:
        return [(margin + (x - west) * squeeze * scale, (north - y) * scale) for x, y in ring]

    outlines = {}
    for name, rings in shapes.rings.items():
        placed = [place(ring) for ring in rings]
        x, y = _centre(max(placed, key=lambda ring: abs(_area(ring))))
        path = "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "z" for ring in placed)
        outlines[name] = DistrictOutline(path, x, y)
    return DistrictGeometry(outlines, height * scale)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the centroid of a ring; the middle of its points where it has no area."""
    area = _area(ring)
    if not area:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x_sum = y_sum = 0.0
    for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x * next_y - next_x * y
        x_sum, y_sum = x_sum + (x + next_x) * cross, y_sum + (y + next_y) * cross
    return x_sum / (6 * area), y_sum / (6 * area)
