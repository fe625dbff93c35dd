"""All that the page of districts shows, from the address and the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from graph.model.errors import LiantuError
from loaders.regions.district_layout import placed_tiles
from loaders.regions.district_shapes import DistrictShapes, read_district_shapes
from loaders.service.districts import DistrictPicture, load_district_picture
from ui.components.page_context import PageContext
from ui.exports.district_geometry import DistrictGeometry, shape_geometry, tile_geometry
from ui.exports.district_picture import district_picture_svg
from ui.presenters.districts import DistrictMeasure

MAX_SHAPE_FILES = 4  # a region has one; older states of it are of no use


@dataclass(frozen=True, kw_only=True)
class DistrictView:
    """The page's contents.

    Attributes:
        picture: the region by its districts.
        measure: the figure that matrix and map show.
        geometry: the outlines of the map.
        shapes: a bureau's own shapes; None: the map is a schematic.
        fault: why the bureau's own shapes are not shown; None: they are, or there are none.
    """

    picture: DistrictPicture
    measure: DistrictMeasure
    geometry: DistrictGeometry
    shapes: DistrictShapes | None
    fault: LiantuError | None


def load_district_view(context: PageContext, measure: DistrictMeasure) -> DistrictView:
    """Read what the page shows."""
    picture = context.derived_large(load_district_picture, context.analysis())
    shapes, fault = _own_shapes(context.settings.district_map, picture.districts)
    geometry = shape_geometry(shapes) if shapes else tile_geometry(placed_tiles(picture.layout, picture.districts))
    return DistrictView(picture=picture, measure=measure, geometry=geometry, shapes=shapes, fault=fault)


def view_svg(view: DistrictView, context: PageContext, chosen: str = "") -> str:
    """Return the map of the view."""
    return district_picture_svg(
        view.picture, view.measure, view.geometry, view.shapes, date.today(), context.words, chosen
    )


def _own_shapes(file: Path | None, districts: tuple[str, ...]) -> tuple[DistrictShapes | None, LiantuError | None]:
    if file is None:
        return None, None
    try:
        return _shapes(file, file.stat().st_mtime_ns if file.exists() else 0, districts), None
    except LiantuError as fault:
        return None, fault


@lru_cache(maxsize=MAX_SHAPE_FILES)
def _shapes(file: Path, modified_ns: int, districts: tuple[str, ...]) -> DistrictShapes:
    return read_district_shapes(file, districts)
