"""The values of a progress report with their targets, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.plans.picture import PlanTarget
from loaders.progress.progress_records import MatchedEntry
from loaders.service.progress import ProgressReading
from queries.target_progress import TargetOverview
from ui.presenters.demand import amount_text, dated_demand
from ui.text import Words


@dataclass(frozen=True, kw_only=True)
class ProgressMatchRow:
    """A reported value beside its target; ``target`` is empty where none is likely."""

    measure: str
    value: str
    period: str
    target: str
    rule: str
    is_sure: bool

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the texts of a table's row."""
        return self.measure, self.value, self.period, self.target, self.rule


def progress_match_rows(reading: ProgressReading, words: Words) -> list[ProgressMatchRow]:
    """Return a row for each value, in the order of the report."""
    return [_row(item, reading.overview, words) for item in reading.matched]


def progress_match_lines(reading: ProgressReading, words: Words) -> list[str]:
    """Write how many values are matched, and each that is not sure with its reason."""
    rows = progress_match_rows(reading, words)
    sure = sum(row.is_sure for row in rows)
    lines = [words("progress.matched", sure=sure, unsure=sum(bool(row.target) for row in rows) - sure)]
    unsure = (row for row in rows if row.target and not row.is_sure)
    return [*lines, *(words("progress.match_line", **vars(row)) for row in unsure)]


def target_caption(target: PlanTarget, overview: TargetOverview, words: Words) -> str:
    """Name a target among others: its demand, what it measures and its plan."""
    rows = overview.rows[target.id]
    measured = words.join(list(dict.fromkeys(row.measured for row in rows if row.measured)))
    return words(
        "progress.target", name=target.name, demand=dated_demand(target, words), measured=measured, plan=rows[0].plan
    )


def proposals_first(item: MatchedEntry, targets: Iterable[PlanTarget]) -> list[str]:
    """Return the ids of all targets, those that are proposed for a value first."""
    proposed = [item.match.target.id, *(other.id for other in item.match.others)] if item.match else []
    return list(dict.fromkeys([*proposed, *(target.id for target in targets)]))


def _row(item: MatchedEntry, overview: TargetOverview, words: Words) -> ProgressMatchRow:
    match = item.match
    return ProgressMatchRow(
        measure=item.entry.measure,
        value=amount_text(item.entry.value, item.entry.unit),
        period=item.entry.period,
        target=target_caption(match.target, overview, words) if match else "",
        rule=words(f"rule.{match.rule}") if match else words("progress.no_target"),
        is_sure=match is not None and match.is_sure,
    )
