"""Who has what: the segments that each of several regions supplies, and those of which it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.analysis.array_types import Flags
from graph.analysis.coverage import Coverage


@dataclass(frozen=True, eq=False, kw_only=True)
class Presence:
    """Regions x segments; a segment is held, known not to be, or it is not known.

    Attributes:
        regions: the regions' ids, in order.
        segments: the segments' ids, in order.
        held: whether some organisation supplies the segment (强 or 弱).
        unknown: whether it may or may not be held: not held, and not ruled out.
    """

    regions: tuple[str, ...]
    segments: tuple[str, ...]
    held: Flags
    unknown: Flags

    @property
    def possible(self) -> Flags:
        """Return what is held, whatever the unknowns turn out to be in its favour."""
        return self.held | self.unknown

    def region(self, id_: str) -> int:
        """Return the place of a region."""
        return self.regions.index(id_)


def presence_of(regions: Mapping[str, Iterable[Coverage]]) -> Presence:
    """Return what several regions hold, from the coverage of their chains.

    A segment of which a region's chains say nothing (it does not look at the chain) is not known there.
    """
    cells = {region: {s: c.cell(s) for c in chains for s in c.structure.ids} for region, chains in regions.items()}
    names = tuple(sorted({segment for here in cells.values() for segment in here}))
    order = tuple(sorted(cells))

    def matrix(answers: Mapping[str, Mapping[str, bool]], otherwise: bool) -> Flags:
        rows = [[answers[region].get(segment, otherwise) for segment in names] for region in order]
        return np.array(rows, np.bool_).reshape(len(order), len(names))

    held = {region: {s: cell.is_covered for s, cell in here.items()} for region, here in cells.items()}
    unknown = {
        region: {s: not (cell.is_covered or cell.is_ruled_out) for s, cell in here.items()}
        for region, here in cells.items()
    }
    return Presence(regions=order, segments=names, held=matrix(held, False), unknown=matrix(unknown, True))
