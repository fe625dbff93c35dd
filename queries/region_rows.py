"""All rows of the graph that the analysis of a region is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.errors import UsageError
from graph.store.store import Store
from queries.rows.chains import AbsencesRow, ClaimsRow, FeedsRow, HoldingsRow, PresenceRow, RegionsRow, SegmentsRow
from queries.rows.plan import WordingRow
from queries.run import fetch_rows


@dataclass(frozen=True, kw_only=True)
class RegionRows:
    """The row sets of one region, read once.

    ``segments``, ``feeds``, ``presence`` and ``wording`` are the same for all regions.
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
    def fetch(cls, store: Store, region: str = "") -> RegionRows:
        """Read all rows of a region.

        Args:
            store: The store to read.
            region: The region's id or name; empty: the region with most holdings.

        Raises:
            UsageError: There are regions, but not this one.
        """
        region_id, region_name = _find_region(fetch_rows(store, RegionsRow), region)
        return cls(
            region=region_id,
            region_name=region_name,
            holdings=fetch_rows(store, HoldingsRow, region=region_id),
            absences=fetch_rows(store, AbsencesRow, region=region_id),
            claims=fetch_rows(store, ClaimsRow, region=region_id),
            segments=fetch_rows(store, SegmentsRow),
            feeds=fetch_rows(store, FeedsRow),
            presence=fetch_rows(store, PresenceRow),
            wording=fetch_rows(store, WordingRow),
        )


def _find_region(rows: Sequence[RegionsRow], text: str) -> tuple[str, str]:
    """Return a region's id and name; the text itself for both when the store has no region at all."""
    for row in rows:
        if not text or text in (row.region_id, row.region):
            return row.region_id, row.region or row.region_id
    if text and rows:
        raise UsageError("region_unknown", text=text, known=[row.region_id for row in rows])
    return text, text
