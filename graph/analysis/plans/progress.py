"""A target against its achieved values: reached or missed only where that is certain; silence is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.analysis.plans.goal import Better, Fulfilment, Goal, fulfils, parse_goal, parse_unit
from graph.analysis.plans.period import Period, parse_period
from graph.analysis.plans.picture import ActualValue, PlanTarget
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.normalize import parse_number


class ProgressState(StrEnum):
    """The state of a target's progress.

    REACHED: the value of the whole due year is enough.
    MISSED: the value of the whole due year is not enough, and the target itself names that year.
    AHEAD: an earlier value since the plan is enough; the end of the due year is still to come.
    UNDERWAY: an earlier value since the plan is not enough yet, or nobody can say whether the latest is.
    UNKNOWN: there is no achieved value of the plan's years that can be compared.
    NO_GOAL: the target is a condition, or its value is no number.
    """

    REACHED = "reached"
    MISSED = "missed"
    AHEAD = "ahead"
    UNDERWAY = "underway"
    UNKNOWN = "unknown"
    NO_GOAL = "no_goal"


@dataclass(frozen=True, kw_only=True)
class ProgressPoint:
    """An achieved value in the base of its unit (元, not 亿元), with the years that it covers."""

    amount: float
    period: Period
    actual: ActualValue


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A target's progress.

    Attributes:
        state: how far it is.
        due: the year by which it is due, else the plan's own year; None where neither is known.
        is_due_stated: whether the target itself names the year.
        points: the values that can be compared, by year; leads are left out.
        latest: the point that ``state`` rests on.
        share: how much of the goal the latest point is, from 0; of a lower-is-better goal the other way round.
        set_aside: values that cannot be compared: 待核实, no number, another unit, no year.
    """

    state: ProgressState
    due: int | None = None
    is_due_stated: bool = False
    points: tuple[ProgressPoint, ...] = ()
    latest: ProgressPoint | None = None
    share: float | None = None
    set_aside: tuple[ActualValue, ...] = ()


def target_goal(target: PlanTarget) -> Goal | None:
    """Return what a target demands; None where nothing can reach it."""
    return parse_goal(
        name=target.name,
        kind=target.kind,
        comparator=target.comparator,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
    )


def target_progress(target: PlanTarget, actuals: Iterable[ActualValue]) -> Progress:
    """Return how far a target is by the achieved values about it."""
    goal, span = target_goal(target), _span(target)
    due, is_stated = span.last if span else None, parse_period(target.period) is not None
    values = sorted(actuals, key=lambda actual: actual.statement)
    if goal is None:
        return Progress(state=ProgressState.NO_GOAL, due=due, is_due_stated=is_stated, set_aside=tuple(values))
    pairs = [(actual, _point(actual, goal)) for actual in values]
    points = sorted((point for _, point in pairs if point), key=lambda point: (_order(point), point.actual.statement))
    state, latest = _judge(goal, span, _in_time(points, span, target.plan_year))
    if state == ProgressState.MISSED and not is_stated:
        state = ProgressState.UNDERWAY
    return Progress(
        state=state,
        due=due,
        is_due_stated=is_stated,
        points=tuple(points),
        latest=latest,
        share=_share(goal, latest) if latest else None,
        set_aside=tuple(actual for actual, point in pairs if point is None),
    )


def _span(target: PlanTarget) -> Period | None:
    """Return the years of a target: those that it names, else its plan's year."""
    year = target.plan_year
    return parse_period(target.period) or (Period(year, year) if year is not None else None)


def _point(actual: ActualValue, goal: Goal) -> ProgressPoint | None:
    """Return a value in the base of its unit; None where it cannot be compared for sure."""
    number, unit = parse_number(actual.value), parse_unit(actual.unit)
    period = parse_period(actual.period) or (Period(actual.year, actual.year) if actual.year else None)
    if actual.is_lead or number is None or period is None or not unit.is_comparable(goal.unit):
        return None
    return ProgressPoint(amount=number * unit.factor, period=period, actual=actual)


def _order(point: ProgressPoint) -> tuple[int, bool]:
    """Return a key that sorts by time: a part of a year stands before the whole one."""
    return point.period.last, not point.period.partial


def _in_time(points: Sequence[ProgressPoint], span: Period | None, plan_year: int | None) -> list[ProgressPoint]:
    """Return the points that say something of a target: not later than its due year, nor from before its plan.

    What was there before the plan is where it started from. Shown as progress, last year's flow would stand for this
    year's.
    """
    if span is None:
        return list(points)
    first = min(span.first, plan_year) if plan_year is not None else None
    return [point for point in points if point.period.last <= span.last and (first or 0) <= point.period.last]


def _judge(
    goal: Goal, span: Period | None, in_time: Sequence[ProgressPoint]
) -> tuple[ProgressState, ProgressPoint | None]:
    """Return the state, and the point that it rests on: the last one in time."""
    if not in_time:
        return ProgressState.UNKNOWN, None
    last = [point for point in in_time if _order(point) == _order(in_time[-1])]
    answers = {fulfils(goal, point.amount) for point in last}
    latest = last[-1]
    if len(answers) > 1 or Fulfilment.UNSURE in answers:  # sources disagree, or the print leaves it open
        return ProgressState.UNDERWAY, latest
    if span is None:
        return ProgressState.UNDERWAY, latest
    is_final = latest.period.last == span.last and not latest.period.partial
    if answers == {Fulfilment.YES}:
        return (ProgressState.REACHED if is_final else ProgressState.AHEAD), latest
    # A figure over several years may be a sum: the value of its last year alone does not show that it was missed.
    is_whole = latest.period.first <= span.first
    return (ProgressState.MISSED if is_final and is_whole else ProgressState.UNDERWAY), latest


def _share(goal: Goal, point: ProgressPoint) -> float | None:
    """Return how much of the goal a point is; None where the goal or the value is not above zero."""
    wanted = goal.high if goal.better == Better.LOWER else goal.low
    if wanted <= 0 or point.amount <= 0:
        return None
    return round(wanted / point.amount if goal.better == Better.LOWER else point.amount / wanted, SCORE_DECIMALS)
