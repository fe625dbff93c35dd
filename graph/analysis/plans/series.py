"""One measure over the years: the targets of several plans that ask for it, and its achieved values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis.plans.goal import parse_unit
from graph.analysis.plans.matching import measure_mark
from graph.analysis.plans.picture import ActualValue, PlanTarget
from graph.analysis.plans.progress import Progress, target_progress


@dataclass(frozen=True, kw_only=True)
class MeasureSeries:
    """The targets of one measure by due year, each with its progress; one progress a target."""

    targets: tuple[PlanTarget, ...]
    progress: tuple[Progress, ...]

    @property
    def has_values(self) -> bool:
        """Return whether anything that was achieved can be compared."""
        return any(progress.points for progress in self.progress)


def measure_series(targets: Iterable[PlanTarget], actuals: Iterable[ActualValue]) -> tuple[MeasureSeries, ...]:
    """Return the measures in the order of their first targets.

    An achieved value that is tied to one plan's target counts for the targets of other plans that are the same
    measure's: a report on last year mostly stands in this year's plan.
    """
    values = list(actuals)
    groups = _groups(targets)
    series = []
    for group in groups:
        own = _values_of(group, values)
        judged = sorted(
            ((target, target_progress(target, own)) for target in group),
            key=lambda pair: (pair[1].due or 0, pair[0].id),
        )
        series.append(
            MeasureSeries(
                targets=tuple(target for target, _ in judged), progress=tuple(progress for _, progress in judged)
            )
        )
    return tuple(series)


def is_same_measure(one: PlanTarget, other: PlanTarget) -> bool:
    """Return whether two targets are surely of one measure: one name, comparable units, no different subjects."""
    is_apart = bool(one.measures and other.measures) and one.measures.isdisjoint(other.measures)
    is_comparable = parse_unit(one.unit).is_comparable(parse_unit(other.unit))
    return measure_mark(one.name) == measure_mark(other.name) and is_comparable and not is_apart


def _groups(targets: Iterable[PlanTarget]) -> list[list[PlanTarget]]:
    by_name: dict[str, list[list[PlanTarget]]] = defaultdict(list)
    groups: list[list[PlanTarget]] = []
    for target in targets:
        rivals = by_name[measure_mark(target.name)]
        group = next((group for group in rivals if all(is_same_measure(target, other) for other in group)), None)
        if group is None:
            group = []
            rivals.append(group)
            groups.append(group)
        group.append(target)
    return groups


def _values_of(group: Sequence[PlanTarget], actuals: Iterable[ActualValue]) -> list[ActualValue]:
    """Return the values tied to a target of the group, or of its name and of one of its subjects."""
    ids = {target.id for target in group}
    subjects = {id_ for target in group for id_ in target.measures}
    mark = measure_mark(group[0].name)
    return [
        actual
        for actual in actuals
        if actual.about in ids
        or (bool(actual.name) and measure_mark(actual.name) == mark and (not subjects or actual.about in subjects))
    ]
