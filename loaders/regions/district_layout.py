"""Where the tiles of a region's districts stand in a schematic that shows no boundary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import ceil, sqrt
from typing import Any

from graph.model.own_yaml import parse_own_yaml


@dataclass(frozen=True)
class Tile:
    """A place in the grid: column and row from the upper left, width in columns."""

    column: int
    row: int
    width: int = 1


@dataclass(frozen=True)
class DistrictLayout:
    """The tiles by the district's name, and other names that sources use for a district."""

    tiles: Mapping[str, Tile] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)


@cache
def _layouts() -> Mapping[str, Any]:
    layouts: Mapping[str, Any] = parse_own_yaml(files("loaders.regions").joinpath("layouts.yaml").read_text("utf-8"))
    return layouts


@cache
def district_layout(code: str) -> DistrictLayout:
    """Return the layout of a region by its GB/T 2260 code; an empty one where none was made by hand.

    >>> district_layout("320400").tiles["金坛区"], district_layout("340200").tiles
    (Tile(column=0, row=1, width=1), {})
    """
    given = _layouts().get(code, {})
    return DistrictLayout(
        tiles={name: Tile(*place) for name, place in given.get("tiles", {}).items()},
        same=given.get("same", {}),
    )


def grid_tiles(names: Sequence[str]) -> Mapping[str, Tile]:
    """Return tiles in rows of about equal length, for a region without a layout of its own.

    >>> grid_tiles(["a", "b", "c"])["c"]
    Tile(column=0, row=1, width=1)
    """
    columns = max(1, ceil(sqrt(len(names))))
    return {name: Tile(place % columns, place // columns) for place, name in enumerate(names)}


def placed_tiles(layout: DistrictLayout, names: Sequence[str]) -> Mapping[str, Tile]:
    """Return a tile for each name: by hand where the layout has it, the others in a row below."""
    if not layout.tiles:
        return grid_tiles(names)
    below = 1 + max(tile.row for tile in layout.tiles.values())
    columns = max(tile.column + tile.width for tile in layout.tiles.values())
    others = [name for name in names if name not in layout.tiles]
    rest = {name: Tile(place % columns, below + place // columns) for place, name in enumerate(others)}
    return {name: layout.tiles.get(name) or rest[name] for name in names}
