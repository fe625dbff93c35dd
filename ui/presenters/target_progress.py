"""Targets beside what was achieved, in words: for the page and the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.analysis.plans.picture import ActualValue, PlanTarget
from graph.analysis.plans.progress import Progress, ProgressPoint, ProgressState
from graph.analysis.plans.series import MeasureSeries
from queries.rows.plan import TargetsRow
from queries.target_progress import TargetOverview
from ui.presenters.demand import amount_text, demand_text
from ui.text import Words

PROGRESS_COLUMNS = ("target", "value", "due", "actual", "progress", "status", "measured", "plan", "section")


@dataclass(frozen=True, kw_only=True)
class TargetProgressRow:
    """A target with its progress; ``rows`` are those of the query, one for each thing that it measures.

    ``share`` is how much of the goal the latest comparable value is; None where there is none.
    """

    target: PlanTarget
    rows: Sequence[TargetsRow]
    state: ProgressState
    share: float | None
    value: str
    due: str
    due_note: str
    actual: str
    actual_statement: str
    progress: str
    remark: str

    def cells(self, words: Words) -> list[str]:
        """Return the texts of ``PROGRESS_COLUMNS``."""
        first = self.rows[0]
        return [
            self.target.name,
            self.value,
            words("demand.due", demand=self.due, period=self.due_note) if self.due_note else self.due,
            self.actual,
            " ".join(filter(None, (self.progress, self.remark))),
            words(f"status.{self.target.status}") if self.target.status else "",
            words.join([row.measured for row in self.rows if row.measured]),
            first.plan,
            first.section or "",
        ]


def target_progress_rows(overview: TargetOverview, words: Words) -> list[TargetProgressRow]:
    """Return a row for each target; those of one measure stand together, the earliest due first."""
    return [
        _row(target, progress, overview.rows[target.id], words)
        for series in overview.series
        for target, progress in zip(series.targets, series.progress, strict=True)
    ]


def progress_summary(rows: Iterable[TargetProgressRow], words: Words) -> str:
    """Write how many targets are in each state."""
    counts = Counter(row.state for row in rows)
    parts = [
        words("counted", title=words(f"target_state.{state}"), count=counts[state])
        for state in ProgressState
        if counts[state]
    ]
    return words("progress.summary", total=sum(counts.values()), states=parts)


def _row(target: PlanTarget, progress: Progress, rows: Sequence[TargetsRow], words: Words) -> TargetProgressRow:
    return TargetProgressRow(
        target=target,
        rows=rows,
        state=progress.state,
        share=progress.share,
        value=demand_text(target, words),
        due=target.period or str(progress.due or ""),
        due_note="" if target.period or not progress.due else words("progress.due_of_plan"),
        actual=point_text(progress.latest, words) if progress.latest else "",
        actual_statement=progress.latest.actual.statement if progress.latest else "",
        progress=words(f"target_state.{progress.state}"),
        remark=_remark(progress, words),
    )


def point_text(point: ProgressPoint, words: Words) -> str:
    """Write an achieved value as it is printed, with its period."""
    return actual_text(point.actual, words)


def actual_text(actual: ActualValue, words: Words) -> str:
    """Write an achieved value with its period: 112 家（2023年）."""
    amount = amount_text(actual.value, actual.unit)
    period = actual.period or (str(actual.year) if actual.year else "")
    return words("demand.due", demand=amount, period=period) if period else amount


def _remark(progress: Progress, words: Words) -> str:
    """Say what was set aside, and which value an unknown target has instead of one of its due year."""
    if progress.state == ProgressState.NO_GOAL:
        return ""
    leads = sum(actual.is_lead for actual in progress.set_aside)
    others = len(progress.set_aside) - leads
    parts = [
        *([words("progress.leads", count=leads)] if leads else []),
        *([words("progress.set_aside", count=others)] if others else []),
    ]
    if progress.state == ProgressState.UNKNOWN and progress.points:
        parts.insert(0, words("progress.other_years", value=point_text(progress.points[-1], words)))
    return "；".join(parts) if words.language == "zh" else "; ".join(parts)


def series_lines(series: MeasureSeries, words: Words) -> list[tuple[str, str, str]]:
    """Return a measure over the years as text: year, what was asked for, what was achieved; also for who sees no line.

    The years are those of targets and of achieved values, the earliest first.
    """
    goals: dict[int, list[str]] = {}
    for target, progress in zip(series.targets, series.progress, strict=True):
        if progress.due is not None:
            goals.setdefault(progress.due, []).append(demand_text(target, words))
    actuals: dict[int, list[str]] = {}
    for point in series_points(series):
        actuals.setdefault(point.period.last, []).append(actual_text(point.actual, words))
    return [
        (str(year), words.join(goals.get(year, [])), words.join(actuals.get(year, [])))
        for year in sorted(goals.keys() | actuals.keys())
    ]


def series_points(series: MeasureSeries) -> tuple[ProgressPoint, ...]:
    """Return the achieved values of a measure, each once, in the order of time."""
    points = {point.actual.statement: point for progress in series.progress for point in progress.points}
    return tuple(sorted(points.values(), key=lambda point: (point.period.last, not point.period.partial)))
