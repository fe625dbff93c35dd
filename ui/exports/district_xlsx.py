"""The districts as a workbook: the matrix of organisations and of links, who is where, what each park names."""

from __future__ import annotations

from datetime import date

from loaders.service.districts import DistrictPicture
from ui.exports.citation import citation
from ui.exports.xlsx import Cell, Worksheet, workbook
from ui.presenters.districts import (
    DistrictMeasure,
    chain_totals,
    district_title,
    matrix_lines,
    unknown_share_text,
    whole_total,
)
from ui.presenters.source_filter import scope_text
from ui.text import Words


def district_xlsx(picture: DistrictPicture, day: date, words: Words) -> bytes:
    """Return the workbook's bytes."""
    sheets = [
        *(_matrix(picture, measure, day, words) for measure in DistrictMeasure),
        _members(picture, words),
        _parks(picture, words),
    ]
    return workbook(words("district.file", region=picture.analysis.region_name), sheets, words)


def _matrix(picture: DistrictPicture, measure: DistrictMeasure, day: date, words: Words) -> Worksheet:
    names = [picture.analysis.coverages[chain].chain.name for chain in picture.matrix.chains]
    columns = [(words("district.district"), 14), *((name, 9) for name in names), (words("district.all_chains"), 9)]
    lines: list[list[Cell]] = [
        [district_title(district, words), *figures, total]
        for district, figures, total in matrix_lines(picture, measure)
    ]
    lines.append([words("district.all_districts"), *chain_totals(picture, measure), whole_total(picture, measure)])
    analysis = picture.analysis
    scope = "　".join((scope_text(analysis.source_filter, words), day.isoformat()))
    heading = (words(f"district.map_title.{measure}", region=analysis.region_name), scope)
    notes = (words(f"district.counted.{measure}"), unknown_share_text(picture, words), words("district.zero_note"))
    return Worksheet(words(f"district.measure.{measure}"), columns, lines, "　".join(notes), heading)


def _members(picture: DistrictPicture, words: Words) -> Worksheet:
    columns = [
        (words("district.district"), 16),
        (words("column.chain"), 18),
        (words("column.segment"), 22),
        (words("column.organisation"), 36),
        (words("column.role"), 10),
        (words("column.evidence"), 60),
    ]
    lines = []
    for district in picture.matrix.districts:
        for chain in picture.matrix.chains:
            members = set(picture.matrix.cell(district, chain).organisations)
            coverage = picture.analysis.coverages[chain].chain
            for holding in coverage.holdings:
                if holding.organisation in members and holding.is_existing:
                    source = picture.analysis.sources[holding.id]
                    lines.append(
                        [
                            district_title(district, words),
                            coverage.name,
                            coverage.segments[holding.segment].name,
                            picture.name_of(holding.organisation),
                            words(f"role.{holding.role}"),
                            citation(source, words),
                        ]
                    )
    return Worksheet(words("district.members"), columns, lines)


def _parks(picture: DistrictPicture, words: Words) -> Worksheet:
    columns = [
        (words("column.park"), 36),
        (words("district.district"), 18),
        (words("district.named_field"), 30),
        (words("column.status"), 10),
        (words("column.evidence"), 60),
    ]
    lines = []
    for park in sorted((row for row in picture.things.values() if row.label == "Park"), key=lambda row: row.name):
        place = words.join([*picture.located[park.id]] or [words("district.unstated")])
        own = [row for row in picture.industries if row.park_id == park.id]
        lines += [
            [park.name, place, row.field, words(f"status.{row.status}"), citation(row, words)] for row in own
        ] or [[park.name, place, words("district.no_field"), "", ""]]
    return Worksheet(words("district.parks_sheet"), columns, lines)
