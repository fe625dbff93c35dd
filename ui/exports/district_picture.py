"""The map of a region by its districts with its texts: title, region, date, source and 审图号."""

from __future__ import annotations

from datetime import date

from graph.analysis.districts import UNSTATED
from loaders.regions.district_shapes import DistrictShapes
from loaders.service.districts import DistrictPicture
from ui.exports.district_geometry import DistrictGeometry
from ui.exports.district_svg import DistrictArea, PictureTexts, district_svg
from ui.presenters.districts import (
    UNSTATED_PARAM,
    DistrictMeasure,
    district_figures,
    district_title,
    measured,
)
from ui.presenters.source_filter import filter_texts
from ui.text import Words


def district_picture_svg(
    picture: DistrictPicture,
    measure: DistrictMeasure,
    geometry: DistrictGeometry,
    shapes: DistrictShapes | None,
    day: date,
    words: Words,
    chosen: str = "",
) -> str:
    """Return the map as SVG; ``chosen`` is the district that is selected."""
    texts = PictureTexts(
        title=words(f"district.map_title.{measure}", region=picture.analysis.region_name),
        scope=" · ".join([day.isoformat(), *filter_texts(picture.analysis.source_filter, words)]),
        source=source_line(shapes, words),
    )
    areas = [_area(picture, district, measure, words) for district in picture.matrix.districts]
    return district_svg(areas[:-1], areas[-1], geometry, texts, chosen)


def source_line(shapes: DistrictShapes | None, words: Words) -> str:
    """Return the line on the map's source and 审图号, which every file of it carries."""
    if shapes is None:
        return words("district.schematic")
    return words("district.own_map", source=shapes.source, approval=shapes.approval)


def _area(picture: DistrictPicture, district: str, measure: DistrictMeasure, words: Words) -> DistrictArea:
    figures = district_figures(picture, district)
    value = measured(picture.matrix.of_district(district), measure)
    main = words(f"district.figure.{measure}", count=value) if value else words("district.nobody")
    also = words("district.also", parks=figures.parks, platforms=figures.platforms)
    name = district_title(district, words)
    lines = (main, also)
    return DistrictArea(
        id=district or UNSTATED_PARAM,
        name=name,
        value=value if district != UNSTATED else 0,
        lines=lines,
        spoken=words("titled", title=name, text=words.join(lines)),
    )
