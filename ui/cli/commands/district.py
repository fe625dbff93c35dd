"""``liantu district``: the region by its districts, or one of them."""

from __future__ import annotations

from datetime import date

from graph.analysis.districts import UNSTATED
from graph.model.errors import UsageError
from loaders.regions.district_layout import placed_tiles
from loaders.regions.district_shapes import read_district_shapes
from loaders.service.districts import DistrictPicture, load_district_picture
from ui.cli.options import ROW_FORMATS, RowOutput, Scope, language, settings
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.region import analyse_in
from ui.cli.stores import opened
from ui.exports.district_geometry import shape_geometry, tile_geometry
from ui.exports.district_picture import district_picture_svg
from ui.exports.district_xlsx import district_xlsx
from ui.exports.svg_png import svg_png
from ui.presenters.districts import DistrictMeasure, district_title, matrix_lines, unknown_share_text
from ui.text import Words

MEMBER_OUTPUT = ("chain", "segment", "organisation", "role", "source_title", "publisher", "published", "grade")


def district(name: str, output: RowOutput, scope: Scope) -> None:
    """Print the matrix of districts and chains, or who of one district is where; as files also workbook and map."""
    words = language()
    with opened(scope.store) as store:
        picture = load_district_picture(store, analyse_in(store, scope))
    if output.format not in ROW_FORMATS and output.file is not None:
        write_bytes(_file(picture, output.format, words), output.file)
    elif name:
        write_rows(
            MEMBER_OUTPUT, _members(picture, _district(picture, name, words), words), output, scope.source_filter
        )
    else:
        columns, rows = _matrix(picture, words)
        write_rows(columns, rows, output, scope.source_filter)
    say(unknown_share_text(picture, words))


def _file(picture: DistrictPicture, format_: str, words: Words) -> bytes:
    today = date.today()
    if format_ == "xlsx":
        return district_xlsx(picture, today, words)
    file = settings().district_map
    shapes = read_district_shapes(file, picture.districts) if file else None
    geometry = shape_geometry(shapes) if shapes else tile_geometry(placed_tiles(picture.layout, picture.districts))
    svg = district_picture_svg(picture, DistrictMeasure.ORGANISATIONS, geometry, shapes, today, words)
    return svg_png(svg) if format_ == "png" else svg.encode()


def _district(picture: DistrictPicture, text: str, words: Words) -> str:
    """Return a district of the matrix by its name, whole or without its last character. Raises UsageError."""
    for district_name in picture.matrix.districts:
        title = district_title(district_name, words)
        if text in (title, title[:-1]):
            return district_name
    known = [district_title(name, words) for name in picture.matrix.districts]
    raise UsageError("district_unknown", text=text, known=known)


def _matrix(picture: DistrictPicture, words: Words) -> tuple[list[str], list[dict[str, object]]]:
    head, total = words("district.district"), words("district.all_chains")
    chains = [picture.analysis.coverages[chain].chain.name for chain in picture.matrix.chains]
    rows = [
        {head: district_title(name, words), **dict(zip(chains, figures, strict=True)), total: whole}
        for name, figures, whole in matrix_lines(picture, DistrictMeasure.ORGANISATIONS)
    ]
    return [head, *chains, total], rows


def _members(picture: DistrictPicture, name: str, words: Words) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for chain in picture.matrix.chains:
        members = frozenset(picture.matrix.cell(name, chain).organisations)
        own_chain = picture.analysis.coverages[chain].chain
        for holding in own_chain.holdings:
            if holding.organisation in members and holding.is_existing:
                source = picture.analysis.sources[holding.id]
                rows.append(
                    {
                        "district": name if name != UNSTATED else None,
                        "chain": own_chain.name,
                        "segment": own_chain.segments[holding.segment].name,
                        "organisation_id": holding.organisation,
                        "organisation": picture.name_of(holding.organisation),
                        "role": words(f"role.{holding.role}"),
                        "source_title": source.source_title,
                        "publisher": source.publisher,
                        "published": source.published,
                        "grade": source.grade,
                        "statement": holding.id,
                    }
                )
    return rows
