"""The verbs of the write path: load, unload, undo, judge, amend. Each is one command (``loaders.sync.commands``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model.records import Dataset
from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.errors import LoadError
from loaders.gc_pause import gc_paused
from loaders.history.event import LOAD_CONTEXT, UNLOADING, LoadContext, LoadEvent
from loaders.history.figures import record_figures
from loaders.history.log import find_event, last_event, load_events, load_version
from loaders.linking.judgements import Judgement
from loaders.records import RecordSet
from loaders.report import LoadReport
from loaders.sync.commands import Amend, Judge, Load, RecordEdit, Remove, SyncCommand
from loaders.sync.policy import DEFAULT_POLICY, WritePolicy
from loaders.sync.run import log_unchanged_load, run_command
from loaders.sync.write import Progress, no_progress
from queries.reader import read_rows
from queries.rows.sync import DatasetNodeRow, ReadyDatasetsRow


def load(
    store: Store,
    records: RecordSet,
    progress: Progress = no_progress,
    *,
    dry_run: bool = False,
    context: LoadContext = LOAD_CONTEXT,
    policy: WritePolicy = DEFAULT_POLICY,
) -> LoadReport:
    """Load a dataset: afterwards the store holds what it says, no more and no less, beside the other datasets.

    Args:
        store: where to.
        records: what the dataset says.
        progress: called with the records written and the records to write.
        dry_run: only report what would change.
        context: who loads, and from where; kept in the log.
        policy: how much is written at once.

    Returns:
        What was added, changed, removed and refused.

    Raises:
        LoadError: the records cannot be taken as a whole.
        StoreError: the store failed. Up to ``policy.single_transaction`` changes, it then holds what it held before.
    """
    report = _run(store, Load(records, context, dry_run), progress, policy)
    ready = {row.dataset for row in read_rows(store.read, ReadyDatasetsRow)}
    return replace(report, not_loaded=tuple(sorted(set(records.refers_to) - ready)))


def load_unchanged(store: Store, dataset: str, context: LoadContext) -> LoadEvent | None:
    """Load a file without reading it, where nothing can be different; the log says that it was loaded once more.

    Args:
        store: where to.
        dataset: its id.
        context: with the file's hash, the mapping and the code's fingerprint.

    Returns:
        The event that loaded it; None when the file must be read: it, the mapping or the code is another, a row was
        refused, or anything was written since.
    """
    store.setup(default_schema())
    record_figures(store)
    event = log_unchanged_load(store, default_schema(), dataset, context)
    if event:
        record_figures(store, changed=False)
    return event


def unload(
    store: Store,
    dataset: str,
    context: LoadContext = UNLOADING,
    progress: Progress = no_progress,
    *,
    policy: WritePolicy = DEFAULT_POLICY,
) -> LoadReport:
    """Remove a dataset: what remains is as if it had never been loaded.

    Raises:
        LoadError: it is not loaded.
    """
    if not read_rows(store.read, DatasetNodeRow, dataset=dataset):
        raise LoadError("not_loaded", dataset=dataset)
    return _run(store, Remove(dataset, context), progress, policy)


def undo(
    store: Store,
    id_: str,
    who: str = "",
    progress: Progress = no_progress,
    *,
    policy: WritePolicy = DEFAULT_POLICY,
) -> tuple[LoadEvent, LoadReport]:
    """Undo an event: load or remove the dataset so that it says what it said before, by the normal load path.

    Args:
        store: whose log it is.
        id_: the event's id.
        who: the person.
        progress: called with the records written and the records to write.
        policy: how much is written at once.

    Returns:
        The event and what its undoing changed.

    Raises:
        LoadError: no such event, it changed nothing, or the dataset has changed since, as by restoring the whole graph.
    """
    event = find_event(store.read, id_)
    for later in load_events(store.read):
        if later.sequence >= event.sequence and later.is_import:
            raise LoadError("event_restored", id=event.id, restored=later.id)
    if not event.touched:
        raise LoadError("event_unchanged", id=event.id, dataset=event.dataset)
    if last_event(store.read, event.dataset).version != event.version:
        raise LoadError("event_older", id=event.id, dataset=event.dataset)
    context = LoadContext(who=who, action="undo", undoes=event.id)
    if event.previous_version:
        return event, _run(store, Load(load_version(store.read, event.previous_version), context), progress, policy)
    return event, _run(store, Remove(event.dataset, context), progress, policy)


def judge(store: Store, judgements: Sequence[Judgement], context: LoadContext) -> LoadReport:
    """Add judgements, and sync every dataset that they touch, all in one transaction.

    Raises:
        LoadError: they contradict each other or older ones, or a row of some dataset would no longer fit.
    """
    return _run(store, Judge(tuple(judgements), context))


def amend(store: Store, dataset: Dataset, edit: RecordEdit, context: LoadContext) -> LoadReport:
    """Edit what a dataset says, starting from what it says while nobody else writes.

    Args:
        store: where it is.
        dataset: which one, and what it declares if it is new.
        edit: from its records (None: it is not loaded) to those it shall have.
        context: who edits it.

    Raises:
        LoadError: a row that was added does not fit the schema; nothing is written then.
    """
    return _run(store, Amend(dataset, edit, context))


def _run(
    store: Store, command: SyncCommand, progress: Progress = no_progress, policy: WritePolicy = DEFAULT_POLICY
) -> LoadReport:
    schema = default_schema()
    store.setup(schema)
    if isinstance(command, Load) and command.dry_run:
        with gc_paused():
            return run_command(store, schema, command, progress, policy)
    record_figures(store)  # before the first load that is logged with figures, and where recording was cut off
    with gc_paused():
        report = run_command(store, schema, command, progress, policy)
    record_figures(store, changed=report.changed)
    return report
