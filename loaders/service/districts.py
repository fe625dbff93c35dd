"""A region by its districts: who is where, which parks plan the same, how much is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.districts import (
    UNSTATED,
    DistrictMatrix,
    Seat,
    district_matrix,
    locate,
    zone_names,
)
from graph.store.store import Store
from loaders.regions.district_layout import DistrictLayout, district_layout
from loaders.regions.gb2260 import districts as admin_districts
from loaders.regions.region_dataset import region_id
from queries.asking.district_index import DistrictIndex
from queries.region import RegionAnalysis
from queries.rows.chains import RegionsRow
from queries.rows.parks import IndustriesRow, PlacesRow
from queries.rows.plan import FieldsRow, IntendedRow
from queries.run import fetch_rows

ORGANISATION_LABELS = frozenset(
    {
        "Enterprise",
        "Institute",
        "University",
        "Platform",
        "Park",
        "Carrier",
        "ServiceOrg",
        "Authority",
        "Alliance",
    }
)
FIRM_NODE_LABEL = "Enterprise"
PARK_NODE_LABEL = "Park"
NEARLY_SAME = frozenset({"same", "narrower", "local_form"})  # what a field of these is of one chain, not of several
STATUSES_AHEAD = ("planned", "aspired")


@dataclass(frozen=True, kw_only=True)
class SharedField:
    """A chain or field that several parks name as theirs, with the statements."""

    id: str
    name: str
    is_chain: bool
    statements: tuple[IndustriesRow, ...]

    @property
    def parks(self) -> tuple[str, ...]:
        """Return the ids of the parks, each once."""
        return tuple(dict.fromkeys(row.park_id for row in self.statements))


@dataclass(frozen=True, eq=False, kw_only=True)
class DistrictPicture:
    """A region by its districts.

    Attributes:
        analysis: the region's analysis, by the sources that count.
        code: the region's GB/T 2260 code; "" where it has none.
        ids: the ids of the official districts by name; zones have none.
        things: what the region's datasets describe, by id.
        located: the districts of each thing.
        spellings: the districts by all that sources call them.
        matrix: districts by chains.
        layout: the schematic.
        industries: which field each park of the region names, by sources that count.
        chains_of_field: the chains that a field is about.
        intended: what is planned or aspired to.
    """

    analysis: RegionAnalysis
    code: str
    ids: Mapping[str, str]
    things: Mapping[str, PlacesRow]
    located: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]
    matrix: DistrictMatrix
    layout: DistrictLayout
    industries: tuple[IndustriesRow, ...]
    chains_of_field: Mapping[str, tuple[str, ...]]
    intended: tuple[IntendedRow, ...]

    @property
    def districts(self) -> tuple[str, ...]:
        """Return the names of the districts, without the row of what has none."""
        return self.matrix.districts[:-1]

    def in_district(self, district: str, label: str) -> list[PlacesRow]:
        """Return the things of a label in a district, by name; of ``UNSTATED``, those that no district is known of."""
        rows = [row for row in self.things.values() if row.label == label]
        return sorted((row for row in rows if district in (self.located[row.id] or (UNSTATED,))), key=lambda r: r.name)

    def without_district(self, label: str) -> tuple[int, int]:
        """Return how many things of a label have no known district, and how many there are."""
        ids = [row.id for row in self.things.values() if row.label == label]
        return sum(not self.located[id_] for id_ in ids), len(ids)

    def name_of(self, id_: str) -> str:
        """Return the name of an organisation."""
        row = self.things.get(id_)
        return row.name if row else self.analysis.organisations.get(id_, id_)

    def plans_of(self, district: str) -> list[IntendedRow]:
        """Return what a district, or somebody in it, plans or aspires to."""
        own = self.ids.get(district, "")
        return [row for row in self.intended if row.actor_id == own or district in self.located.get(row.actor_id, ())]

    @cached_property
    def index(self) -> DistrictIndex:
        """Return who is where, for questions."""
        return DistrictIndex(spellings=self.spellings, things=self.things, located=self.located)

    @cached_property
    def shared_fields(self) -> tuple[SharedField, ...]:
        """Return the chains and fields that two or more parks name, the most parks first."""
        groups: dict[tuple[bool, str], list[IndustriesRow]] = defaultdict(list)
        names: dict[tuple[bool, str], str] = {}
        for row in self.industries:
            chains = self.chains_of_field.get(row.field_id, ())
            for chain in chains:
                groups[True, chain].append(row)
                names[True, chain] = self.analysis.coverages[chain].chain.name
            if not chains:
                groups[False, row.field_id].append(row)
                names[False, row.field_id] = row.field
        fields = [
            SharedField(id=id_, name=names[is_chain, id_], is_chain=is_chain, statements=tuple(rows))
            for (is_chain, id_), rows in groups.items()
        ]
        shared = [field for field in fields if len(field.parks) > 1]
        return tuple(sorted(shared, key=lambda field: (-len(field.parks), field.name)))

    @cached_property
    def parks_by_chain(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Return the firms of each chain in each park that holds some: by chain, by the park's id."""
        parks: dict[str, dict[str, set[str]]] = {chain: defaultdict(set) for chain in self.matrix.chains}
        for chain, coverage in self.analysis.coverages.items():
            for holding in coverage.chain.holdings:
                row = self.things.get(holding.organisation)
                if row and holding.is_existing and row.label == FIRM_NODE_LABEL:
                    for place in row.place_ids:
                        if (park := self.things.get(place)) and park.label == PARK_NODE_LABEL:
                            parks[chain][place].add(row.id)
        return {
            chain: {park: tuple(sorted(ids)) for park, ids in sorted(of.items(), key=lambda i: (-len(i[1]), i[0]))}
            for chain, of in parks.items()
        }


def load_district_picture(store: Store, analysis: RegionAnalysis) -> DistrictPicture:
    """Read where a region's organisations are, and count them by district and chain.

    Holdings and plans are those of sources that count. Places are taken from all sources, because a seat is found
    out later than the firm, and few sources of a seat have a year.
    """
    region = analysis.region
    code = next((row.code or "" for row in fetch_rows(store, RegionsRow) if row.region_id == region), "")
    rows = [row for row in fetch_rows(store, PlacesRow, region=region) if not row.city or analysis.is_here(row.city)]
    seats = [Seat(id=row.id, district=(row.district or "").strip(), places=row.place_ids) for row in rows]
    layout = district_layout(code)
    official = {part.name: region_id(part.code) for part in (admin_districts(code) if code else ())}
    known = _known_names(code, official, layout)
    zones = zone_names(seats, known)
    spellings = {**known, **{name: name for name in zones}}
    located = locate(seats, spellings)
    names = [*official, *zones]
    counted = [row.id for row in rows if row.label in ORGANISATION_LABELS]
    holdings = {id_: coverage.chain.holdings for id_, coverage in analysis.coverages.items()}
    things = {row.id: row for row in rows}
    return DistrictPicture(
        analysis=analysis,
        code=code,
        ids=official,
        things=things,
        located=located,
        spellings={spelling: name for spelling, name in spellings.items() if spelling not in official.values()},
        matrix=district_matrix(holdings, located, names, counted),
        layout=layout,
        industries=_industries(store, analysis, things),
        chains_of_field=_chains_of_field(store, analysis),
        intended=_intended(store, region),
    )


def _known_names(code: str, official: Mapping[str, str], layout: DistrictLayout) -> dict[str, str]:
    """Return the official districts by all that sources may call them: name, short name, id, another name."""
    known = {id_: name for name, id_ in official.items()} | {name: name for name in official}
    known |= {part.short_name: part.name for part in (admin_districts(code) if code else ())}
    return known | {other: name for other, name in layout.same.items() if name in official}


def _industries(store: Store, analysis: RegionAnalysis, things: Mapping[str, PlacesRow]) -> tuple[IndustriesRow, ...]:
    rows = fetch_rows(store, IndustriesRow)
    accepts = analysis.source_filter.accepts
    return tuple(row for row in rows if row.park_id in things and accepts(year=row.year, grade=row.grade))


def _chains_of_field(store: Store, analysis: RegionAnalysis) -> dict[str, tuple[str, ...]]:
    """Return the chains of each field; a field that is wider than one chain has none, because it says too little."""
    chains: dict[str, list[str]] = defaultdict(list)
    for row in fetch_rows(store, FieldsRow):
        if row.chain_id in analysis.coverages and row.correspondence in NEARLY_SAME:
            chains[row.field_id].append(str(row.chain_id))
    return {field: tuple(dict.fromkeys(ids)) for field, ids in chains.items()}


def _intended(store: Store, region: str) -> tuple[IntendedRow, ...]:
    return tuple(
        row for status in STATUSES_AHEAD for row in fetch_rows(store, IntendedRow, status=status, region=region)
    )
