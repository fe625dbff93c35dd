"""Scenarios of a region: organisations assumed present, plans completed, or entities removed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from graph.analysis.chain import Chain, Holding
from graph.analysis.coverage import compute_coverage
from graph.analysis.method import Method
from graph.analysis.scenario import with_completed, with_holdings, without_entities
from graph.model.records import DEFAULT_SUPPLY_ROLES, SUPPLY
from graph.model.schema_file import default_schema
from queries.region import RegionAnalysis

INTENDED = ("planned", "aspired")


def assumed_holding(
    analysis: RegionAnalysis, number: int, organisation: str, segment: str, role: str, level: int | None = None
) -> Holding:
    """Return a holding of an organisation, by id or name, that is assumed; one that is known here keeps its id.

    Without a role, or with supply, it has the segment's own role that fits an enterprise.
    """
    if role in ("", SUPPLY):
        chain = analysis.chain_of(segment)
        own_roles = chain.segments[segment].supply_roles if chain else DEFAULT_SUPPLY_ROLES
        role = default_schema().node_type("Enterprise").role_at(own_roles)
    ids = {name: id_ for id_, name in analysis.organisations.items()}
    who = ids.get(organisation, organisation)
    return Holding(
        id=f"assumed/{number}", organisation=who, segment=segment, role=role, status="existing", dataset="", level=level
    )


def analysis_with_holdings(analysis: RegionAnalysis, added: Collection[Holding]) -> RegionAnalysis:
    """Return the analysis with assumed holdings."""
    return _changed(analysis, lambda chain: with_holdings(chain, added))


def analysis_with_completed(analysis: RegionAnalysis, statuses: Collection[str]) -> RegionAnalysis:
    """Return the analysis with everything of some statuses, planned or aspired, completed."""
    return _changed(analysis, lambda chain: with_completed(chain, statuses))


def analysis_without(analysis: RegionAnalysis, gone: Collection[str]) -> RegionAnalysis:
    """Return the analysis as if the nodes of some ids were deleted."""
    return _changed(analysis, lambda chain: without_entities(chain, gone))


def analysis_by_method(analysis: RegionAnalysis, method: Method) -> RegionAnalysis:
    """Return the analysis of the same rows by another method."""
    after = {id_: compute_coverage(c.chain, method, c.structure) for id_, c in analysis.coverages.items()}
    return replace(analysis, coverages=after, method=method)


def _changed(analysis: RegionAnalysis, change: Callable[[Chain], Chain]) -> RegionAnalysis:
    """Return the analysis with each chain changed; a chain that is unchanged is not computed again."""
    after = {}
    for id_, coverage in analysis.coverages.items():
        chain = change(coverage.chain)
        same_shape = chain.graph is coverage.chain.graph
        after[id_] = compute_coverage(chain, analysis.method, coverage.structure if same_shape else None)
    return replace(analysis, coverages=after)
