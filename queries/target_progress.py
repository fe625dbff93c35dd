"""The targets of plans with what was achieved of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.plans.picture import PlanTarget
from graph.analysis.plans.series import MeasureSeries, measure_series
from graph.store.store import Store
from queries.plan_picture import fetch_actuals
from queries.plan_target import plan_target
from queries.rows.plan import TargetsRow
from queries.run import fetch_rows


@dataclass(frozen=True)
class TargetOverview:
    """The measures of a region's plans; ``rows`` are each target's rows, one for each thing that it measures."""

    series: tuple[MeasureSeries, ...]
    rows: Mapping[str, Sequence[TargetsRow]]


def fetch_target_overview(store: Store, region: str = "") -> TargetOverview:
    """Return the targets of a region's plans, or of all, with their achieved values."""
    rows: dict[str, list[TargetsRow]] = defaultdict(list)
    for row in fetch_rows(store, TargetsRow, region=region):
        rows[row.target_id].append(row)
    targets = [_target(own) for own in rows.values()]
    return TargetOverview(measure_series(targets, fetch_actuals(store)), rows)


def _target(rows: Sequence[TargetsRow]) -> PlanTarget:
    row = rows[0]
    measures = frozenset(row.measured_id for row in rows if row.measured_id)
    return plan_target(row, id_=row.target_id, name=row.target, measures=measures, year=row.plan_year)
