"""A target of a plan, from the row of whichever query has read it."""

from __future__ import annotations

from graph.analysis.plans.picture import PlanPlace, PlanTarget
from queries.rows.comparison import PlanTargetsRow
from queries.rows.plan import TargetsRow


def plan_target(
    row: PlanTargetsRow | TargetsRow,
    *,
    id_: str,
    name: str,
    measures: frozenset[str],
    year: int | None,
    place: PlanPlace | None = None,
) -> PlanTarget:
    """Return a target.

    Args:
        row: has its figure, period and status.
        id_, name: its own.
        measures: the ids of what it measures.
        year: of its plan; None if it is not known.
        place: where it is stated; None if it is not known.
    """
    return PlanTarget(
        id=id_,
        name=name,
        kind=row.kind or "",
        comparator=row.comparator or "",
        value=row.value or "",
        value_max=row.value_max or "",
        unit=row.unit or "",
        period=row.period or "",
        status=row.existence or "",
        measures=measures,
        plan_year=year,
        place=place,
    )
