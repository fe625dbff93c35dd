"""A region by its districts, in a planner's words: the matrix, the numbers of a district, its parks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from graph.analysis.districts import UNSTATED, DistrictCell
from loaders.service.districts import FIRM_NODE_LABEL, PARK_NODE_LABEL, DistrictPicture
from ui.text import Words

UNSTATED_PARAM = "unstated"  # of the address: an empty value would choose nothing
HEAT_STEPS = 4  # shades of one colour that are told apart; 0 is nobody known


class DistrictMeasure(StrEnum):
    """The figure that matrix and map show."""

    ORGANISATIONS = "who"
    SEGMENTS = "links"


@dataclass(frozen=True, kw_only=True)
class DistrictFigures:
    """The figures of one district: how many of each kind are known to be in it."""

    district: str
    organisations: int
    segments: int
    firms: int
    parks: int
    platforms: int
    institutes: int


@dataclass(frozen=True, kw_only=True)
class ChainParks:
    """A chain or field, the parks that name it as theirs, and those where its firms are already.

    ``stated`` are pairs of a park's id and the evidence; ``present`` are a park's id and the number of firms.
    """

    id: str
    name: str
    is_chain: bool
    stated: tuple[tuple[str, str], ...]
    present: tuple[tuple[str, int], ...]

    @property
    def parks(self) -> frozenset[str]:
        """Return the ids of all parks of the line."""
        return frozenset(id_ for id_, _ in (*self.stated, *self.present))


def district_title(district: str, words: Words) -> str:
    """Return a district's name; what has none is 未注明区县."""
    return district if district != UNSTATED else words("district.unstated")


def measured(cell: DistrictCell, measure: DistrictMeasure) -> int:
    """Return the figure of a cell."""
    return len(cell.segments if measure is DistrictMeasure.SEGMENTS else cell.organisations)


def heat_step(value: int, largest: int) -> int:
    """Return the shade of a figure: 0 for none, the darkest for the largest.

    >>> [heat_step(value, 9) for value in (0, 1, 5, 9)], heat_step(0, 0)
    ([0, 1, 3, 4], 0)
    """
    return ceil(HEAT_STEPS * value / largest) if value else 0


def district_figures(picture: DistrictPicture, district: str) -> DistrictFigures:
    """Return the figures of a district."""
    cell = picture.matrix.of_district(district)
    return DistrictFigures(
        district=district,
        organisations=len(cell.organisations),
        segments=len(cell.segments),
        firms=len(picture.in_district(district, FIRM_NODE_LABEL)),
        parks=len(picture.in_district(district, PARK_NODE_LABEL)),
        platforms=len(picture.in_district(district, "Platform")),
        institutes=len(picture.in_district(district, "Institute")),
    )


def matrix_lines(picture: DistrictPicture, measure: DistrictMeasure) -> list[tuple[str, list[int], int]]:
    """Return the matrix: a district, its figures by chain, its figure over all chains."""
    matrix = picture.matrix
    return [
        (
            district,
            [measured(matrix.cell(district, chain), measure) for chain in matrix.chains],
            measured(matrix.of_district(district), measure),
        )
        for district in matrix.districts
    ]


def chain_totals(picture: DistrictPicture, measure: DistrictMeasure) -> list[int]:
    """Return the figure of each chain over all districts; who is in two districts counts once."""
    return [measured(picture.matrix.of_chain(chain), measure) for chain in picture.matrix.chains]


def whole_total(picture: DistrictPicture, measure: DistrictMeasure) -> int:
    """Return the figure over all districts and chains; who or what is in several counts once."""
    cells = [picture.matrix.of_district(district) for district in picture.matrix.districts]
    if measure is DistrictMeasure.SEGMENTS:
        return len({id_ for cell in cells for id_ in cell.segments})
    return len({id_ for cell in cells for id_ in cell.organisations})


def unknown_share_text(picture: DistrictPicture, words: Words) -> str:
    """Say what share of firms has no known district."""
    unknown, total = picture.without_district(FIRM_NODE_LABEL)
    if not total:
        return words("district.no_firms")
    return words("district.unknown_share", unknown=unknown, total=total, share=f"{unknown / total:.0%}")


def chain_parks(picture: DistrictPicture) -> list[ChainParks]:
    """Return the chains and fields that several parks name, or have firms of, the most named ones first."""
    lines = [_chain_parks(picture, chain) for chain in picture.matrix.chains]
    lines += [
        ChainParks(
            id=field.id,
            name=field.name,
            is_chain=False,
            stated=tuple((row.park_id, row.statement) for row in field.statements),
            present=(),
        )
        for field in picture.shared_fields
        if not field.is_chain
    ]
    shared = [line for line in lines if len(line.parks) > 1]
    return sorted(shared, key=lambda line: (-len({id_ for id_, _ in line.stated}), -len(line.parks), line.name))


def _chain_parks(picture: DistrictPicture, chain: str) -> ChainParks:
    named = [row for row in picture.industries if chain in picture.chains_of_field.get(row.field_id, ())]
    # A plan may name a park's chain and its field: one line says it.
    stated = {(row.park_id, row.status, row.source_title): row for row in named}.values()
    return ChainParks(
        id=chain,
        name=picture.analysis.coverages[chain].chain.name,
        is_chain=True,
        stated=tuple((row.park_id, row.statement) for row in stated),
        present=tuple((park, len(firms)) for park, firms in picture.parks_by_chain[chain].items()),
    )


def firms_by_chain(picture: DistrictPicture, district: str) -> Mapping[str, Sequence[str]]:
    """Return who of a district is in each chain, by the chain's id; chains without anybody known are left out."""
    cells = {chain: picture.matrix.cell(district, chain) for chain in picture.matrix.chains}
    return {chain: cell.organisations for chain, cell in cells.items() if cell.organisations}
