"""A progress report: read, matched with the targets of plans, loaded like every list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from graph.analysis.plans.entry_match import ReportedFigure, TargetMatch, match_figure
from graph.analysis.plans.picture import PlanTarget
from graph.model.errors import LiantuError
from graph.model.records import Dataset
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.dataset.skeleton import slug
from loaders.errors import LoadError, RowError
from loaders.gc_pause import gc_paused
from loaders.history.event import LOAD_CONTEXT, LoadContext
from loaders.pipeline import load
from loaders.progress.progress_records import MatchedEntry, progress_records
from loaders.progress.progress_table import ProgressEntry, ProgressSheet
from loaders.records import RecordSet
from loaders.report import LoadReport
from loaders.sync.write import Progress, no_progress
from queries.rows.comparison import PlanDatasetsRow
from queries.run import fetch_rows
from queries.target_progress import TargetOverview, fetch_target_overview

PROGRESS_PREFIX = "progress-"  # of the ids of datasets that are progress reports
CHOSEN = "chosen"  # the rule of a match that a person made


@dataclass(frozen=True)
class ProgressReading:
    """A report with its values matched, and the targets that a person may choose from instead."""

    sheet: ProgressSheet
    matched: tuple[MatchedEntry, ...]
    overview: TargetOverview

    @property
    def targets(self) -> dict[str, PlanTarget]:
        """Return the targets by id."""
        return {target.id: target for series in self.overview.series for target in series.targets}

    @property
    def unsure(self) -> tuple[MatchedEntry, ...]:
        """Return the values that a person should look at."""
        return tuple(item for item in self.matched if item.match is None or not item.match.is_sure)

    @property
    def plans(self) -> Counter[str]:
        """Return the ids of the plans whose targets are matched, with the numbers of values."""
        ids = (item.match.target.id for item in self.matched if item.match)
        return Counter(self.overview.rows[id_][0].plan_id for id_ in ids)

    def chosen(self, choices: Mapping[str, str]) -> ProgressReading:
        """Return the reading with a person's choices.

        Args:
            choices: key of an entry (``entry_key``) -> the target's id; "" sets the value aside.
        """
        targets = self.targets

        def choose(item: MatchedEntry) -> MatchedEntry:
            id_ = choices.get(entry_key(item.entry))
            if id_ is None or (id_ and id_ not in targets):
                return item
            return replace(item, match=TargetMatch(targets[id_], CHOSEN, is_sure=True) if id_ else None)

        return replace(self, matched=tuple(map(choose, self.matched)))


def entry_key(entry: ProgressEntry) -> str:
    """Return what tells an entry apart in its file: a row has one for each year that has a column."""
    return f"{entry.location}@{entry.period}"


def match_progress(store: Store, sheet: ProgressSheet, region: str = "") -> ProgressReading:
    """Match a report's values with the targets of a region's plans, or of all plans."""
    overview = fetch_target_overview(store, region)
    targets = [target for series in overview.series for target in series.targets]
    subjects = {id_: frozenset(row.measured for row in rows if row.measured) for id_, rows in overview.rows.items()}
    matched = (MatchedEntry(entry, match_figure(_figure(entry), targets, subjects)) for entry in sheet.entries)
    return ProgressReading(sheet, tuple(matched), overview)


@gc_paused()
def load_progress(
    store: Store,
    reading: ProgressReading,
    principal: Principal,
    progress: Progress = no_progress,
    *,
    dry: bool = False,
    context: LoadContext = LOAD_CONTEXT,
) -> LoadReport:
    """Load a report, or only see what would be done. Loaded again, it replaces what it said before.

    Raises:
        AccessDeniedError: the person may not load; seeing what would be done needs no right.
        LoadError: none of its values has a target; nothing is written then.
    """
    if not reading.plans:
        raise LoadError("progress_no_target", file=reading.sheet.file)
    dataset = _dataset(store, reading)
    nodes, edges = progress_records(reading.matched, dataset)
    unmatched: list[LiantuError] = [
        RowError("progress_unmatched", origin=item.entry.location, name=item.entry.measure)
        for item in reading.matched
        if item.match is None
    ]
    records = RecordSet(
        dataset=dataset,
        nodes=nodes,
        edges=edges,
        refused=(*reading.sheet.refused, *unmatched),
        refers_to=tuple(sorted(reading.plans)),
    )
    with nullcontext() if dry else principal.acting(Permission.LOAD, dataset.id):
        whole = replace(context, who=principal.signature)
        return load(store, records, progress, dry_run=dry, context=whole)


def _figure(entry: ProgressEntry) -> ReportedFigure:
    return ReportedFigure(
        measure=entry.measure, unit=entry.unit, period=entry.period, subject=entry.subject, target=entry.target
    )


def _dataset(store: Store, reading: ProgressReading) -> Dataset:
    """Return the dataset that a report becomes: named after its file, of the body and region of its plan."""
    stem = Path(reading.sheet.file.partition("/")[0]).stem
    ((main, _),) = reading.plans.most_common(1)
    plan = next((row for row in fetch_rows(store, PlanDatasetsRow) if row.dataset == main), None)
    return Dataset(
        id=f"{PROGRESS_PREFIX}{slug(stem)}",
        title=stem,
        publisher=plan.publisher if plan else stem,
        licence="内部资料",
        region=(plan.region if plan else None) or "",
    )
