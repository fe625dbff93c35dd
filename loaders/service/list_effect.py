"""What loading a list would do to the figures of its region: the analysis before, and as it would be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.analysis.method import Method, default_method
from graph.store.store import Store
from loaders.linking.canonicalise import canonicalise
from loaders.records import RecordSet
from loaders.service.linking import current_linker
from loaders.service.record_rows import RecordRows
from queries.region import RegionAnalysis, analyse
from queries.region_rows import RegionRows
from queries.rows.chains import ClaimsRow, HoldingsRow


@dataclass(frozen=True)
class PlannedLoad:
    """The rows that the analysis would see of a dataset that is not loaded yet: its holdings and its claims.

    Args:
        dataset: its id.
        region: where.
        holdings: those that count.
        claims: its completeness claims, as one row; None where it makes none.
    """

    dataset: str
    region: str
    holdings: tuple[HoldingsRow, ...] = ()
    claims: ClaimsRow | None = None


def planned_load(store: Store, records: RecordSet) -> PlannedLoad:
    """Return what the analysis would see of a list's records, with the judgements on who they are and what holds."""
    linked = canonicalise(records, current_linker(store))
    rows = RecordRows(linked, {})
    region = linked.dataset.region
    return PlannedLoad(
        dataset=linked.dataset.id,
        region=region,
        holdings=tuple(rows.holdings(region)),
        claims=next(iter(rows.claims(region)), None),
    )


def compare_with_load(
    store: Store, planned: PlannedLoad, method: Method | None = None
) -> tuple[RegionAnalysis, RegionAnalysis]:
    """Return the analysis of a dataset's region as it is, and as it would be once the dataset is loaded."""
    rows = RegionRows.fetch(store, planned.region)
    claims = [row for row in rows.claims if row.dataset != planned.dataset]
    loaded = replace(
        rows,
        holdings=sorted(
            (*(row for row in rows.holdings if row.dataset != planned.dataset), *planned.holdings),
            key=lambda row: row.statement,
        ),
        claims=[*claims, *([planned.claims] if planned.claims else [])],
    )
    method = method or default_method()
    return analyse(rows, method), analyse(loaded, method)
