"""The figures of every region's chains, from the rows that they need and no others."""

from __future__ import annotations

from graph.analysis.coverage import compute_coverage
from graph.analysis.figures import RegionFigures, chain_figures
from graph.analysis.gaps.find import find_gaps
from graph.analysis.method import Method, default_method
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.region_chains import build_chains
from queries.region_rows import MOST_REGIONS, RegionRows
from queries.rows.chains import FeedsRow, RegionsRow, SegmentsRow
from queries.run import fetch_rows


def analysis_figures(analysis: RegionAnalysis) -> RegionFigures:
    """Return the figures of a region's analysis."""
    return RegionFigures(
        name=analysis.region_name,
        chains={id_: chain_figures(coverage, analysis.gaps_of(id_)) for id_, coverage in analysis.coverages.items()},
    )


def fetch_figures(store: Store, method: Method | None = None) -> dict[str, RegionFigures] | None:
    """Read every region with data, and return the figures of its chains, by the region's id.

    Args:
        store: The store to read.
        method: The parameters; the product's own by default.

    Returns:
        None where there are more than ``MOST_REGIONS`` regions: after each load it would take minutes.
    """
    regions = fetch_rows(store, RegionsRow)
    if not regions:
        return {}
    if len(regions) > MOST_REGIONS:
        return None
    segments, feeds = fetch_rows(store, SegmentsRow), fetch_rows(store, FeedsRow)
    method = method or default_method()
    return {row.region_id: _figures(RegionRows.of_region(store, row, segments, feeds), method) for row in regions}


def _figures(rows: RegionRows, method: Method) -> RegionFigures:
    coverages = [compute_coverage(chain, method) for chain in build_chains(rows)]
    return RegionFigures(
        name=rows.region_name,
        chains={coverage.chain.id: chain_figures(coverage, find_gaps(coverage)) for coverage in coverages},
    )
