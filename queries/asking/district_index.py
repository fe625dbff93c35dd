"""The districts of a region as questions need them: who is where, by the spellings of the region's own lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from queries.rows.parks import PlacesRow

PARK_LABEL = "Park"


@dataclass(frozen=True, kw_only=True, eq=False)  # compared by identity, because names are cached under it
class DistrictIndex:
    """The members of a region's districts and parks.

    Attributes:
        spellings: the districts by each of their spellings.
        things: what the region's datasets describe, by id.
        located: the districts of each thing.
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, PlacesRow] = field(default_factory=dict)
    located: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def members(self, place: str, labels: frozenset[str] = frozenset()) -> list[PlacesRow]:
        """Return the things in a district or a park, only those of some labels where any are given, by id."""
        return [
            row
            for id_, row in sorted(self.things.items())
            if (place in self.located.get(id_, ()) or place in row.place_ids) and (not labels or row.label in labels)
        ]
