"""Targets of two plans that are reached by what was known to one of them and not to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.analysis.plans.change import PlanChange, PlanChangeKind, pair_change
from graph.analysis.plans.matching import Pairing, measure_mark
from graph.analysis.plans.picture import ActualValue, PlanPicture, PlanTarget
from graph.analysis.plans.progress import ProgressState, target_progress


def reached_changes(
    before: PlanPicture,
    after: PlanPicture,
    pairs: Iterable[tuple[PlanTarget, PlanTarget, Pairing]],
    ids: Mapping[str, str],
) -> Iterator[PlanChange]:
    """Yield the targets that the values known to one plan reach, and those known to the other do not."""
    joined = list(pairs)
    for one, other, pair in joined:
        kind, actual = _reached((one, other), before, after, ids)
        if kind:
            yield replace(pair_change(kind, one, other, pair), actual=actual)
    paired = {id(target) for pair in joined for target in pair[:2]}
    for target in (target for target in before.targets if id(target) not in paired):
        kind, actual = _reached((target,), before, after, ids)
        if kind:
            yield PlanChange(kind=kind, before=target, actual=actual)
    for target in (target for target in after.targets if id(target) not in paired):
        kind, actual = _reached((target,), before, after, ids)
        if kind:
            yield PlanChange(kind=kind, after=target, actual=actual)


def _reached(
    targets: Sequence[PlanTarget], before: PlanPicture, after: PlanPicture, ids: Mapping[str, str]
) -> tuple[PlanChangeKind | None, ActualValue | None]:
    """Return whether a target, or either of two that are one measure's, is reached by what only one plan knew."""
    kinds: dict[PlanChangeKind, ActualValue] = {}
    for target in sorted(targets, key=lambda target: target.id):
        states = [target_progress(target, _about(targets, target, picture, ids)) for picture in (before, after)]
        reached = [state.state == ProgressState.REACHED for state in states]
        if reached[0] != reached[1]:
            point = states[reached.index(True)].latest
            kind = PlanChangeKind.REACHED if reached[1] else PlanChangeKind.UNREACHED
            if point:
                kinds.setdefault(kind, point.actual)
    if len(kinds) != 1:
        return None, None
    return next(iter(kinds.items()))


def _about(
    targets: Sequence[PlanTarget], target: PlanTarget, picture: PlanPicture, ids: Mapping[str, str]
) -> list[ActualValue]:
    """Return the achieved values about a target: tied to it or its pair, or of its name and one of its subjects."""
    own = {item.id for item in targets}
    subjects = {ids.get(id_, id_) for item in targets for id_ in item.measures}
    return [
        actual
        for actual in picture.actuals
        if actual.about in own
        or (
            bool(actual.name)
            and measure_mark(actual.name) == measure_mark(target.name)
            and (not subjects or ids.get(actual.about, actual.about) in subjects)
        )
    ]
