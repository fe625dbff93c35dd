"""Which districts organisations are in, and how many of each chain are in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.chain import Holding

UNSTATED = ""  # the district of what no source gives a district of: a row of its own, never dropped
MIN_ZONE_MEMBERS = 3  # a place that lists name as a district is one from here on; fewer may be a slip of the pen
MAX_ZONES = 12  # districts beside the official ones; a list that writes addresses there would make hundreds


@dataclass(frozen=True, kw_only=True)
class Seat:
    """The stated place of one thing.

    Attributes:
        id: the thing.
        district: the district as its source writes it; "" where none is written.
        places: the ids of the parks, carriers and regions that it is located in or part of.
    """

    id: str
    district: str = ""
    places: tuple[str, ...] = ()


def zone_names(seats: Iterable[Seat], districts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the places that sources name beside the official districts, such as a development zone.

    Args:
        seats: all things of a region.
        districts: the official districts by each of their names and ids.
    """
    written = Counter(seat.district for seat in seats if seat.district and seat.district not in districts)
    common = [name for name, count in written.most_common(MAX_ZONES) if count >= MIN_ZONE_MEMBERS]
    return tuple(sorted(common))


def locate(seats: Iterable[Seat], districts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the districts of each thing by its id; an empty tuple where none is known.

    A thing is in the district that is written of it, and in those of the places that it is in. A way up through the
    places ends at the first thing with a district of its own, so what is in a zone is not in the district around it.

    Args:
        seats: all things of a region, the places among them.
        districts: the districts by each of their names and ids.
    """
    by_id = {seat.id: seat for seat in seats}
    located: dict[str, tuple[str, ...]] = {}

    def own(id_: str) -> str | None:
        seat = by_id.get(id_)
        return districts.get(id_) or (districts.get(seat.district) if seat else None)

    def above(id_: str) -> set[str]:
        found: set[str] = set()
        seen, open_ids = {id_}, list(by_id[id_].places)
        while open_ids:
            place = open_ids.pop()
            if place in seen:
                continue
            seen.add(place)
            district = own(place)
            if district is not None:
                found.add(district)
            elif place in by_id:
                open_ids += by_id[place].places
        return found

    for id_ in by_id:
        written = own(id_)
        located[id_] = tuple(sorted(above(id_) | ({written} if written is not None else set())))
    return located


@dataclass(frozen=True, kw_only=True)
class DistrictCell:
    """The organisations of a district in a chain, and the links that they are at."""

    organisations: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


EMPTY_CELL = DistrictCell()


@dataclass(frozen=True, kw_only=True)
class DistrictMatrix:
    """Districts by chains.

    Attributes:
        districts: the rows, the last one ``UNSTATED``.
        chains: the columns, by id.
        cells: by district and chain; a pair without anybody known is left out.
    """

    districts: tuple[str, ...]
    chains: tuple[str, ...]
    cells: Mapping[tuple[str, str], DistrictCell]

    def cell(self, district: str, chain: str) -> DistrictCell:
        """Return the cell of a district and a chain."""
        return self.cells.get((district, chain), EMPTY_CELL)

    def of_district(self, district: str) -> DistrictCell:
        """Return a district's cell over all chains: who is in several counts once."""
        return _union(self.cell(district, chain) for chain in self.chains)

    def of_chain(self, chain: str) -> DistrictCell:
        """Return a chain's cell over all districts: who is in several counts once."""
        return _union(self.cell(district, chain) for district in self.districts)


def district_matrix(
    holdings: Mapping[str, Iterable[Holding]],
    located: Mapping[str, Sequence[str]],
    districts: Sequence[str],
    counted: Iterable[str],
) -> DistrictMatrix:
    """Return the matrix of existing holdings; planned ones are left out.

    Args:
        holdings: the holdings of each chain by the chain's id, in any role.
        located: the districts of each organisation.
        districts: the rows without ``UNSTATED``, in their order.
        counted: the ids of organisations; projects and other holders are no organisations.
    """
    organisations = frozenset(counted)
    who: dict[tuple[str, str], set[str]] = defaultdict(set)
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain, chain_holdings in holdings.items():
        for holding in chain_holdings:
            if not holding.is_existing or holding.organisation not in organisations:
                continue
            for district in located.get(holding.organisation) or (UNSTATED,):
                who[district, chain].add(holding.organisation)
                where[district, chain].add(holding.segment)
    cells = {
        key: DistrictCell(organisations=tuple(sorted(who[key])), segments=tuple(sorted(where[key])))
        for key in sorted(who)
    }
    return DistrictMatrix(districts=(*districts, UNSTATED), chains=tuple(holdings), cells=cells)


def _union(cells: Iterable[DistrictCell]) -> DistrictCell:
    all_cells = list(cells)
    return DistrictCell(
        organisations=tuple(sorted({id_ for cell in all_cells for id_ in cell.organisations})),
        segments=tuple(sorted({id_ for cell in all_cells for id_ in cell.segments})),
    )
