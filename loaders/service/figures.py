"""The figures of chains at a moment, and before and after a load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.analysis.figures import FiguresChange, RegionFigures, changed_figures
from graph.store.store import Store
from loaders.errors import LoadError
from loaders.history.figures import RecordedFigures, figures_log


@dataclass(frozen=True, kw_only=True)
class LoadEffect:
    """The changes of one command in the figures of the regions' chains.

    Attributes:
        event: the id of the command's last event, such as ``L12``.
        before: the number of the last event before the command; 0: the log was empty.
        after: the number of the command's last event.
        regions: by the region's id, its name and the chains that changed; regions without a change are left out.
        known: False where the figures before or after were not recorded, so nothing can be said.
    """

    event: str
    before: int
    after: int
    regions: Mapping[str, tuple[str, tuple[FiguresChange, ...]]]
    known: bool


def figures_at(store: Store, moment: datetime) -> RecordedFigures | None:
    """Return the figures of all regions at a moment: those after the last event up to it.

    Its ``regions`` are None where figures were not recorded up to then.

    Args:
        store: whose log it is.
        moment: with a zone.

    Returns:
        None where the log has no event up to the moment.
    """
    events = [entry for entry in figures_log(store.read) if entry.at <= moment]
    return events[-1] if events else None


def load_effect(store: Store, event: str = "") -> LoadEffect | None:
    """Return what the command of an event changed; without an id, what the last command changed.

    Returns:
        None for an empty log.

    Raises:
        LoadError: no such event.
    """
    log = figures_log(store.read)
    if not log and not event:
        return None
    entry = log[-1] if not event else next((entry for entry in log if entry.event == event.strip().upper()), None)
    if entry is None:
        raise LoadError("event_unknown", id=event)
    command = [other for other in log if other.sequence == entry.sequence or _is_one_command(other, entry)]
    return _effect(_last_before(log, command[0].sequence), command[-1])


def last_different(store: Store, region: str) -> int | None:
    """Return the number of the last event after which a region's figures were others than now.

    Returns:
        0 where only the figures before all events differ; None where the log is empty, or figures were not recorded.
    """
    log = figures_log(store.read)
    if not log or log[-1].regions is None:
        return None
    now = log[-1].regions.get(region)
    for entry in reversed(log):
        if entry.regions is None:
            return None
        if entry.recorded and changed_figures(entry.regions.get(region), now):
            return entry.sequence
    return 0 if now else None


def effect_since(store: Store, sequence: int) -> LoadEffect | None:
    """Return what all commands after an event changed together; None where there are none.

    Args:
        store: whose log it is.
        sequence: the event's number; 0: all commands.
    """
    log = figures_log(store.read)
    if not log or log[-1].sequence <= sequence:
        return None
    return _effect(_last_before(log, sequence + 1), log[-1])


def _last_before(log: Sequence[RecordedFigures], sequence: int) -> RecordedFigures | None:
    return next((entry for entry in reversed(log) if entry.sequence < sequence), None)


def _is_one_command(left: RecordedFigures, right: RecordedFigures) -> bool:
    return bool(left.writer) and left.writer == right.writer


def _effect(before: RecordedFigures | None, after: RecordedFigures) -> LoadEffect:
    old: Mapping[str, RegionFigures] | None = before.regions if before else {}
    new = after.regions if after.recorded else None
    regions = {}
    if old is not None and new is not None:
        for id_ in sorted(old.keys() | new.keys()):
            changes = changed_figures(old.get(id_), new.get(id_))
            if changes:
                regions[id_] = ((new.get(id_) or old[id_]).name, changes)
    return LoadEffect(
        event=after.event,
        before=before.sequence if before else 0,
        after=after.sequence,
        regions=regions,
        known=old is not None and new is not None,
    )
