"""All rows of the graph that the analysis of a region is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.analysis.regions.presence import LEAST_REGIONS
from graph.model.errors import UsageError
from graph.store.store import Store
from queries.rows.chains import AbsencesRow, ClaimsRow, FeedsRow, HoldingsRow, PresenceRow, RegionsRow, SegmentsRow
from queries.rows.plan import WordingRow
from queries.run import fetch_rows

MOST_REGIONS = 60  # that are compared at once, about 0.1 s each; `liantu atlas` compares thousands


@dataclass(frozen=True, kw_only=True)
class RegionRows:
    """The row sets of one region, read once.

    ``feeds`` and ``presence`` are the same for all regions; ``presence`` is empty where there are too few regions to
    say what is near to what, or more than are compared at once. ``segments`` are those of the chains that the region
    looks at: all, unless it names some.
    """

    region: str
    region_name: str
    holdings: Sequence[HoldingsRow] = ()
    absences: Sequence[AbsencesRow] = ()
    claims: Sequence[ClaimsRow] = ()
    segments: Sequence[SegmentsRow] = ()
    feeds: Sequence[FeedsRow] = ()
    presence: Sequence[PresenceRow] = ()
    wording: Sequence[WordingRow] = ()

    @classmethod
    def fetch(cls, store: Store, region: str = "", regions: Sequence[RegionsRow] | None = None) -> RegionRows:
        """Read all rows of a region.

        Args:
            store: The store to read.
            region: The region's id or name; empty: the region with most holdings.
            regions: All regions, where somebody has read them; to count the holdings of thousands takes half a second.

        Raises:
            UsageError: There are regions, but not this one.
        """
        regions = fetch_rows(store, RegionsRow) if regions is None else regions
        found = find_region(regions, region)
        return replace(
            cls.of_region(store, found, fetch_rows(store, SegmentsRow), fetch_rows(store, FeedsRow)),
            presence=fetch_rows(store, PresenceRow) if LEAST_REGIONS <= len(regions) <= MOST_REGIONS else (),
            wording=fetch_rows(store, WordingRow, region=found.region_id),
        )

    @classmethod
    def fetch_all(cls, store: Store, region: str = "") -> list[RegionRows]:
        """Read all regions, for what is computed of one beside the others: without the plan's wording.

        Args:
            store: The store to read.
            region: The id or name of the region that comes first; empty: the region with most holdings.

        Raises:
            UsageError: There are regions, but not this one, or more than ``MOST_REGIONS``.
        """
        regions = fetch_rows(store, RegionsRow)
        if len(regions) > MOST_REGIONS:
            raise UsageError("regions_many", count=len(regions), most=MOST_REGIONS)
        first = find_region(regions, region)
        segments, feeds = fetch_rows(store, SegmentsRow), fetch_rows(store, FeedsRow)
        return [
            cls.of_region(store, found, segments, feeds) for found in (first, *(row for row in regions if row != first))
        ]

    @classmethod
    def of_region(
        cls, store: Store, found: RegionsRow, segments: Sequence[SegmentsRow], feeds: Sequence[FeedsRow]
    ) -> RegionRows:
        """Read what a region's sources state, beside the template's segments and edges.

        Args:
            store: The store to read.
            found: The region.
            segments: The segments of all chains.
            feeds: What feeds what, of all chains.
        """
        return cls(
            region=found.region_id,
            region_name=found.region or found.region_id,
            holdings=fetch_rows(store, HoldingsRow, region=found.region_id),
            absences=fetch_rows(store, AbsencesRow, region=found.region_id),
            claims=fetch_rows(store, ClaimsRow, region=found.region_id),
            segments=[row for row in segments if not found.chains or row.chain_id in found.chains],
            feeds=feeds,
        )


def find_region(rows: Sequence[RegionsRow], text: str = "") -> RegionsRow:
    """Return a region by its id, name or GB/T 2260 code; the first without a text.

    Where the store has no region at all, the text itself is the region's id and name.

    Raises:
        UsageError: There are regions, but not this one.
    """
    for row in rows:
        if not text or text in (row.region_id, row.region, row.code):
            return row
    if text and rows:
        raise UsageError("region_unknown", text=text, known=[row.region_id for row in rows])
    return RegionsRow(region_id=text, region=text, code=None, chains=None, statements=0)
