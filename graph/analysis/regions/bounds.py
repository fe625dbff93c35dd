"""The least and the greatest value of a figure of every region and segment, whatever the unknowns turn out to be."""

from __future__ import annotations

from dataclasses import dataclass

from graph.analysis.array_types import Reals
from graph.analysis.cell import Interval


@dataclass(frozen=True, eq=False, kw_only=True)
class Bounds:
    """An array of lower ends and one of upper ends, of one shape."""

    low: Reals
    high: Reals

    def at(self, *place: int) -> Interval:
        """Return one element's interval."""
        return Interval(float(self.low[place]), float(self.high[place]))
