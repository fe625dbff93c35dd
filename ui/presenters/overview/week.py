"""What changed in a region since a week ago: the loads, and the figures of its chains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from graph.analysis.figures import FiguresChange, changed_figures
from loaders.history.event import EVENT_PREFIX, LoadEvent
from loaders.history.figures import RecordedFigures
from ui.presenters.figure_change import change_sentences
from ui.text import Words

WEEK = timedelta(days=7)
MAX_LOADS = 6  # lines; the history on the page of lists has them all


@dataclass(frozen=True, kw_only=True)
class WeekChanges:
    """The changes of a week.

    Attributes:
        since: the moment that today is compared with: a week ago, or the first record where none is so old.
        is_week: whether ``since`` is a week ago.
        base: the event whose figures are compared, such as ``L12``; empty where there are none.
        figures: the chains whose figures differ; None where no earlier figures were recorded.
        loads: the entries of the history since then, the newest first.
    """

    since: datetime | None
    is_week: bool
    base: str
    figures: tuple[FiguresChange, ...] | None
    loads: tuple[LoadEvent, ...]


def week_changes(
    events: Sequence[LoadEvent], log: Sequence[RecordedFigures], region: str, now: datetime
) -> WeekChanges:
    """Compare a region's chains with those of a week ago.

    Args:
        events: the log of loads, the oldest first.
        log: the figures after each of them, the oldest first.
        region: the region's id.
        now: the moment of today, with a zone.
    """
    start = now - WEEK
    loads = tuple(event for event in reversed(events) if datetime.fromisoformat(event.at) > start and event.touched)
    old = [entry for entry in log if entry.at <= start]
    base = old[-1] if old else next((entry for entry in log if entry.recorded), None)
    if base is None or base.regions is None or not log[-1].recorded or log[-1].regions is None:
        return WeekChanges(since=start, is_week=bool(old), base="", figures=None, loads=loads)
    return WeekChanges(
        since=start if old else base.at,
        is_week=bool(old),
        base=f"{EVENT_PREFIX}{base.sequence}",
        figures=changed_figures(base.regions.get(region), log[-1].regions.get(region)),
        loads=loads,
    )


def comparison_text(changes: WeekChanges, words: Words) -> str:
    """Write with what today is compared, or why it cannot be."""
    if changes.figures is None:
        return words("overview.week_unrecorded" if changes.is_week else "overview.week_nothing_older")
    if changes.is_week or changes.since is None:
        return words("overview.week_compared")
    return words("overview.week_since_first", at=f"{changes.since:%Y-%m-%d}")


def figure_lines(changes: WeekChanges, words: Words, names: Mapping[str, str]) -> list[str]:
    """Write the chains that changed most; one sentence where none changed, nothing where it is not known.

    Args:
        changes: what changed.
        words: the words of the user's language.
        names: the names of chains by id, where others than the recorded ones are to be shown.
    """
    if changes.figures is None:
        return []
    return list(change_sentences(changes.figures, words, names)) or [words("overview.week_same")]


def load_lines(changes: WeekChanges, words: Words) -> list[str]:
    """Write what was loaded, judged or amended, one line for the same thing done on the same day."""

    def key(event: LoadEvent) -> tuple[str, str, str]:
        return event.at[:10], event.context.action, event.title or event.dataset

    lines = []
    for (day, action, title), group in groupby(changes.loads, key):
        own = list(group)
        lines.append(
            words(
                "overview.week_restored" if own[0].is_import else "overview.week_load",
                day=day,
                action=words(f"action.{action}"),
                title=title,
                changes=_counts(own, words),
            )
        )
    more = len(lines) - MAX_LOADS
    return lines if more <= 0 else [*lines[:MAX_LOADS], words("overview.week_more", count=more)]


def _counts(events: Sequence[LoadEvent], words: Words) -> str:
    """Write how many records and statements were added, changed and removed; empty where none was."""
    counts = {
        name: sum(getattr(event.nodes, name) + getattr(event.statements, name) for event in events)
        for name in ("added", "changed", "removed")
    }
    parts = [words(f"overview.week_{name}", count=count) for name, count in counts.items() if count]
    return words("overview.week_counts", counts=words("compare.comma").join(parts)) if parts else ""
