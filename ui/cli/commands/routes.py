"""``liantu routes``."""

from __future__ import annotations

from graph.analysis.coverage import Coverage
from graph.analysis.rounding import SCORE_DECIMALS
from graph.analysis.routes import MAX_ROUTES, cheapest_additions, near_shortest_routes
from queries.region import RegionAnalysis
from ui.cli.options import RowOutput, Scope, language
from ui.cli.output import say, write_rows
from ui.cli.region import analyse

ROUTE_COLUMNS = ("place", "cost", "unknown", "route", "lacks")
ADDITION_COLUMNS = ("place", "segment_name", "gain", "low")


def routes(chain: str, to: float | None, output: RowOutput, scope: Scope) -> None:
    """Print a chain's nearest whole routes, or the cheapest additions that reach a completeness."""
    analysis = analyse(scope)
    coverage = analysis.chain(chain)
    if to is None:
        write_rows(ROUTE_COLUMNS, _route_rows(analysis, coverage), output, scope.source_filter)
    else:
        write_rows(ADDITION_COLUMNS, _addition_rows(analysis, coverage, to), output, scope.source_filter)


def _route_rows(analysis: RegionAnalysis, coverage: Coverage) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "place": place,
            "cost": route.cost,
            "unknown": route.unknown,
            "route": [analysis.segment_name(segment) for segment in route.segments],
            "lacks": [analysis.segment_name(segment) for segment in route.uncovered],
        }
        for place, route in enumerate(near_shortest_routes(coverage, MAX_ROUTES + 1), 1)
    ]
    if len(rows) > MAX_ROUTES:
        say(language()("routes.more", count=MAX_ROUTES))
    return rows[:MAX_ROUTES]


def _addition_rows(analysis: RegionAnalysis, coverage: Coverage, target: float) -> list[dict[str, object]]:
    return [
        {
            "place": place,
            "segment": addition.segment,
            "segment_name": analysis.segment_name(addition.segment),
            "gain": round(addition.gain, SCORE_DECIMALS),
            "low": round(addition.low, SCORE_DECIMALS),
        }
        for place, addition in enumerate(cheapest_additions(coverage, target), 1)
    ]
