"""The map of districts: its outlines, its texts, and that nothing outside is asked."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from loaders.regions.district_layout import Tile
from loaders.regions.district_shapes import DistrictShapes
from ui.exports.district_geometry import PICTURE_WIDTH, shape_geometry, tile_geometry
from ui.exports.district_picture import source_line
from ui.exports.district_svg import DistrictArea, PictureTexts, district_svg
from ui.text import words

ZH = words("zh")
SQUARE = ((119.0, 31.0), (120.0, 31.0), (120.0, 32.0), (119.0, 32.0), (119.0, 31.0))
SHAPES = DistrictShapes(rings={"甲区": (SQUARE,)}, source="市规划局", approval="苏S(2024)12号", unused=())


def area(name: str, value: int) -> DistrictArea:
    return DistrictArea(id=name, name=name, value=value, lines=(f"{value} 家",), spoken=name)


def picture(chosen: str = "") -> str:
    geometry = tile_geometry({"甲区": Tile(0, 0), "乙<区": Tile(1, 0)})
    texts = PictureTexts(title="图", scope="2026-11-28", source=source_line(None, ZH))
    return district_svg(
        [area("甲区", 9), area("乙<区", 0), area("丙区", 3)], area("未注明", 0), geometry, texts, chosen
    )


def test_the_schematic_says_what_it_is() -> None:
    assert source_line(None, ZH) == "示意图，不表示边界；未使用地图数据，无审图号"
    assert source_line(SHAPES, ZH) == "地图来源：市规划局　审图号：苏S(2024)12号"
    assert source_line(None, ZH) in picture()


def test_every_district_is_drawn_and_one_without_an_outline_stands_in_the_strip() -> None:
    root = ElementTree.fromstring(picture("甲区"))
    groups = [group for group in root.iter("{http://www.w3.org/2000/svg}g") if group.get("data-id")]
    assert {group.get("data-id") for group in groups} == {"甲区", "乙<区", "丙区", "未注明"}
    assert [group.get("data-id") for group in groups if group.get("aria-pressed") == "true"] == ["甲区"]


def test_nothing_outside_is_referred_to() -> None:
    assert re.findall(r"https?://[^\"' ]+|url\(|href", picture()) == ["http://www.w3.org/2000/svg"]


def test_a_bureau_s_own_shapes_fill_the_picture_north_up() -> None:
    geometry = shape_geometry(SHAPES)
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d", geometry.outlines["甲区"].path)]
    xs, ys = numbers[::2], numbers[1::2]
    assert min(xs) >= 0 and max(xs) <= PICTURE_WIDTH
    assert min(ys) == 0 and max(ys) <= geometry.height + 0.1
    assert ys[0] > ys[2]  # the first point is in the south, so it is drawn lower
    assert abs(geometry.outlines["甲区"].x - PICTURE_WIDTH / 2) < 1
