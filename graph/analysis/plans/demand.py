"""What a target asks for in one plan and in the other: more, less, or something that is neither."""

from __future__ import annotations

from graph.analysis.plans.change import PlanChangeKind
from graph.analysis.plans.goal import Better, Goal
from graph.analysis.plans.picture import PlanTarget
from graph.analysis.plans.progress import target_goal
from graph.analysis.rounding import SCORE_DECIMALS


def demand_change(before: PlanTarget, after: PlanTarget) -> PlanChangeKind | None:
    """Return whether a target asks for more, for less, or for something that is neither; None where it is the same.

    Of a goal whose smaller number is the better one, a smaller number asks for more.
    """
    old, new = target_goal(before), target_goal(after)
    if old is None or new is None or old.better != new.better or not old.unit.is_comparable(new.unit):
        return None if _print(before) == _print(after) else PlanChangeKind.REWORDED
    one, other = _bounds(old), _bounds(new)
    if one == other:
        is_alike = (old.strict, old.nearly) == (new.strict, new.nearly)
        return None if is_alike else PlanChangeKind.REWORDED
    if old.better == Better.NEITHER:
        return PlanChangeKind.REWORDED
    falls, rises = (all(map(compare, one, other)) for compare in (float.__ge__, float.__le__))
    if not falls and not rises:
        return PlanChangeKind.REWORDED
    is_more = rises if old.better == Better.HIGHER else falls
    return PlanChangeKind.RAISED if is_more else PlanChangeKind.LOWERED


def _print(target: PlanTarget) -> tuple[str, ...]:
    return target.comparator, target.value, target.value_max, target.unit


def _bounds(goal: Goal) -> tuple[float, float]:
    return round(goal.low, SCORE_DECIMALS), round(goal.high, SCORE_DECIMALS)
