"""Who has what: the segments that each of several regions supplies, and those of which it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Counts, Flags
from graph.analysis.cell import Cell
from graph.analysis.coverage import Coverage

LEAST_REGIONS = 10  # under this, what regions have in common is as likely chance: one region moves phi by a tenth


@dataclass(frozen=True, eq=False, kw_only=True)
class Presence:
    """Regions x segments; a segment is held, known not to be, or it is not known.

    Attributes:
        regions: the regions' ids, in order.
        segments: the segments' ids, in order.
        held: whether some organisation supplies the segment (强 or 弱).
        unknown: whether it may or may not be held: not held, and not ruled out.
        suppliers: how many organisations are known to supply it.
    """

    regions: tuple[str, ...]
    segments: tuple[str, ...]
    held: Flags
    unknown: Flags
    suppliers: Counts

    @property
    def possible(self) -> Flags:
        """Return what is held, whatever the unknowns turn out to be in its favour."""
        return self.held | self.unknown

    def of(self, regions: Sequence[str]) -> Presence:
        """Return the presence in some of the regions, in their order. Raises ValueError for another region."""
        rows = [self.regions.index(region) for region in regions]
        return Presence(
            regions=tuple(regions),
            segments=self.segments,
            held=self.held[rows],
            unknown=self.unknown[rows],
            suppliers=self.suppliers[rows],
        )


def presence_of(coverages: Mapping[str, Iterable[Coverage]]) -> Presence:
    """Return the presence that the chains of several regions show.

    Args:
        coverages: the coverage of every chain, by region. A chain that a region does not look at is unknown there.
    """
    cells = {region: _cells(chains) for region, chains in coverages.items()}
    regions, segments = tuple(sorted(cells)), tuple(sorted({id_ for by_id in cells.values() for id_ in by_id}))
    shape = len(regions), len(segments)
    held, unknown = np.zeros(shape, np.bool_), np.ones(shape, np.bool_)
    suppliers = np.zeros(shape, np.int32)
    for row, region in enumerate(regions):
        for column, segment in enumerate(segments):
            if cell := cells[region].get(segment):
                held[row, column] = cell.is_covered
                unknown[row, column] = not cell.is_covered and not cell.is_ruled_out
                suppliers[row, column] = len(cell.suppliers)
    return Presence(regions=regions, segments=segments, held=held, unknown=unknown, suppliers=suppliers)


def _cells(chains: Iterable[Coverage]) -> dict[str, Cell]:
    return {segment: coverage.cell(segment) for coverage in chains for segment in coverage.chain.segments}
