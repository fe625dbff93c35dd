"""Which target a figure of a progress report is of: sure by name, unit and subject, else proposed with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.analysis.plans.goal import parse_unit
from graph.analysis.plans.matching import (
    NEAR_TARGETS,
    SAME_ID,
    SAME_NAME,
    TARGET_NEAR,
    TARGET_OF_OTHER,
    are_contrary,
    measure_mark,
    name_mark,
)
from graph.analysis.plans.period import Period, parse_period
from graph.analysis.plans.picture import PlanTarget
from graph.analysis.plans.series import is_same_measure

TARGET_UNIT, TARGET_SEVERAL = "target_unit", "target_several"  # no unit printed; several measures of one name


@dataclass(frozen=True, kw_only=True)
class ReportedFigure:
    """A figure as a report prints it; ``target`` is a target's id, where the report names one."""

    measure: str
    unit: str
    period: str
    subject: str = ""
    target: str = ""


@dataclass(frozen=True)
class TargetMatch:
    """The target of a figure, by which rule, and whether nobody has to confirm it; ``others`` are further ones."""

    target: PlanTarget
    rule: str
    is_sure: bool
    others: tuple[PlanTarget, ...] = ()


def match_figure(
    figure: ReportedFigure, targets: Sequence[PlanTarget], subjects: Mapping[str, frozenset[str]]
) -> TargetMatch | None:
    """Return the target that a figure is of; None where none is likely.

    Args:
        figure: the figure.
        targets: those of a region's plans.
        subjects: target id -> the names of what it is a figure of.
    """
    if figure.target:
        named = [target for target in targets if target.id == figure.target]
        return TargetMatch(named[0], SAME_ID, is_sure=True) if named else None
    mark = measure_mark(figure.measure)
    exact = [target for target in targets if measure_mark(target.name) == mark]
    if figure.subject and exact:
        wanted = name_mark(figure.subject)
        of_subject = [target for target in exact if wanted in map(name_mark, subjects.get(target.id, ()))]
        if not of_subject:
            return _best(figure, exact, TARGET_OF_OTHER, is_sure=False)
        exact = of_subject
    if exact:
        return _of_name(figure, exact)
    near = [target for target in targets if _is_near(mark, target, figure)]
    likeness = {target.id: fuzz.ratio(*sorted((mark, measure_mark(target.name)))) for target in near}
    top = max(likeness.values(), default=0.0)
    best = [target for target in near if likeness[target.id] == top]
    return _best(figure, best, TARGET_NEAR, is_sure=False) if best else None


def _of_name(figure: ReportedFigure, exact: Sequence[PlanTarget]) -> TargetMatch:
    if not figure.unit:
        return _best(figure, exact, TARGET_UNIT, is_sure=False)
    unit = parse_unit(figure.unit)
    fitting = [target for target in exact if unit.is_comparable(parse_unit(target.unit))]
    if not fitting:
        return _best(figure, exact, TARGET_OF_OTHER, is_sure=False)
    is_one = all(is_same_measure(fitting[0], other) for other in fitting[1:])
    return _best(figure, fitting, SAME_NAME if is_one else TARGET_SEVERAL, is_sure=is_one)


def _is_near(mark: str, target: PlanTarget, figure: ReportedFigure) -> bool:
    other = measure_mark(target.name)
    fits = not figure.unit or parse_unit(figure.unit).is_comparable(parse_unit(target.unit))
    return fits and fuzz.ratio(*sorted((mark, other))) >= NEAR_TARGETS and not are_contrary(mark, other)


def _best(figure: ReportedFigure, targets: Sequence[PlanTarget], rule: str, *, is_sure: bool) -> TargetMatch:
    """Return the match with the target of the figure's year: the one due then, else the next one due, else the last."""
    period = parse_period(figure.period)
    year = period.last if period else 0

    def distance(target: PlanTarget) -> tuple[bool, int, str]:
        due = _due(target)
        return due < year, abs(due - year), target.id

    first, *others = sorted(targets, key=distance)
    return TargetMatch(first, rule, is_sure, tuple(others))


def _due(target: PlanTarget) -> int:
    span = parse_period(target.period) or Period(target.plan_year or 0, target.plan_year or 0)
    return span.last
