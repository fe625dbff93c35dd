"""A bureau's own shapes of its districts, and the tiles of the schematic."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.errors import LoadError
from loaders.regions.district_layout import Tile, district_layout, grid_tiles, placed_tiles
from loaders.regions.district_shapes import MAX_SHAPES_POINTS, read_district_shapes
from loaders.regions.gb2260 import districts

SQUARE = [[119.0, 31.0], [120.0, 31.0], [120.0, 32.0], [119.0, 32.0], [119.0, 31.0]]
NAMES = ["武进区", "新北区"]


def feature(name: str, coordinates: Any = None, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": kind, "coordinates": coordinates if coordinates is not None else [SQUARE]},
    }


def write(folder: Path, *features: dict[str, Any], **changed: Any) -> Path:
    collection = {"type": "FeatureCollection", "审图号": "苏S(2024)12号", "source": "市规划局", "features": features}
    file = folder / "districts.json"
    file.write_text(json.dumps({**collection, **changed}), "utf-8")
    return file


def test_only_the_region_s_own_districts_are_taken(tmp_path: Path) -> None:
    file = write(tmp_path, feature("武进区"), feature("中华人民共和国"), feature("武进区", [[SQUARE]], "MultiPolygon"))
    shapes = read_district_shapes(file, NAMES)
    assert shapes.approval == "苏S(2024)12号"
    assert shapes.source == "市规划局"
    assert shapes.unused == ("中华人民共和国",)
    assert list(shapes.rings) == ["武进区"]
    assert len(shapes.rings["武进区"]) == 2


@pytest.mark.parametrize(
    ("features", "changed", "code"),
    [
        ([feature("武进区")], {"审图号": ""}, "shapes_unapproved"),
        ([feature("武进区")], {"审图号": "无"}, "shapes_unapproved"),
        ([feature("武进区")], {"source": ""}, "shapes_unapproved"),
        ([feature("中国")], {}, "shapes_districts"),
        ([], {"features": None}, "shapes_districts"),
        ([feature("武进区")], {"type": "Topology"}, "shapes_format"),
        ([feature("武进区", [[[0, 0], [1, 1]]])], {}, "shapes_format"),
        ([feature("武进区", [[["x", 0]] * 5])], {}, "shapes_format"),
        ([feature("武进区", [[[1e300, 0]] * 5])], {}, "shapes_format"),
        ([feature("武进区", 5)], {}, "shapes_format"),
        ([feature("武进区", [SQUARE], "LineString")], {}, "shapes_format"),
        ([feature("武进区", [SQUARE * (MAX_SHAPES_POINTS // 4)])], {}, "shapes_points"),
    ],
)
def test_what_is_no_map_under_a_number_is_refused(
    tmp_path: Path, features: list[dict[str, Any]], changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(LoadError) as refused:
        read_district_shapes(write(tmp_path, *features, **changed), NAMES)
    assert refused.value.code == code


@pytest.mark.parametrize(("content", "code"), [(b"[", "shapes_format"), (b"[" * 100_000, "shapes_format")])
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content)
    with pytest.raises(LoadError) as refused:
        read_district_shapes(file, NAMES)
    assert refused.value.code == code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as refused:
        read_district_shapes(tmp_path / "none.json", NAMES)
    assert refused.value.code == "file_unreadable"


def test_every_official_district_has_a_tile_and_no_two_overlap() -> None:
    layout = district_layout("320400")
    assert {part.name for part in districts("320400")} <= set(layout.tiles)
    places = [(tile.column + step, tile.row) for tile in layout.tiles.values() for step in range(tile.width)]
    assert len(places) == len(set(places))


def test_a_district_without_a_tile_stands_below_the_others() -> None:
    layout = district_layout("320400")
    assert placed_tiles(layout, ["新北区", "某新区"])["某新区"] == Tile(0, 3)
    assert placed_tiles(district_layout("340200"), ["a", "b"]) == grid_tiles(["a", "b"])
