"""What if: a picture with organisations assumed present, with plans done, or with something gone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from graph.analysis.chain import Chain, Holding
from graph.analysis.coverage import compute_coverage
from graph.analysis.method import Method
from graph.analysis.scenario import with_completed, with_holdings, without_entities
from queries.region import RegionAnalysis

INTENDED = ("planned", "aspired")


def assumed_holding(
    analysis: RegionAnalysis, number: int, organisation: str, segment: str, role: str, level: int | None = None
) -> Holding:
    """An organisation, by id or name, that is assumed to be at a segment; one that is known here stays the same one."""
    ids = {name: id_ for id_, name in analysis.organisations.items()}
    who = ids.get(organisation, organisation)
    return Holding(
        id=f"assumed/{number}", organisation=who, segment=segment, role=role, status="existing", dataset="", level=level
    )


def analysis_with_holdings(analysis: RegionAnalysis, added: Collection[Holding]) -> RegionAnalysis:
    """The picture with these organisations there."""
    return _changed(analysis, lambda chain: with_holdings(chain, added))


def analysis_with_completed(analysis: RegionAnalysis, statuses: Collection[str]) -> RegionAnalysis:
    """The picture with everything of these statuses, planned or aspired, done."""
    return _changed(analysis, lambda chain: with_completed(chain, statuses))


def analysis_without(analysis: RegionAnalysis, gone: Collection[str]) -> RegionAnalysis:
    """The picture as if the nodes of these ids were deleted."""
    return _changed(analysis, lambda chain: without_entities(chain, gone))


def analysis_by_method(analysis: RegionAnalysis, method: Method) -> RegionAnalysis:
    """The same picture by another method."""
    after = {id_: compute_coverage(c.chain, method, c.structure) for id_, c in analysis.coverages.items()}
    return replace(analysis, coverages=after, method=method)


def _changed(analysis: RegionAnalysis, change: Callable[[Chain], Chain]) -> RegionAnalysis:
    """The same picture with each chain changed; a chain that stays is not computed again."""
    after = {}
    for id_, coverage in analysis.coverages.items():
        chain = change(coverage.chain)
        same_shape = chain.graph is coverage.chain.graph
        after[id_] = compute_coverage(chain, analysis.method, coverage.structure if same_shape else None)
    return replace(analysis, coverages=after)
