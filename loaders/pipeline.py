"""What can be done with a dataset: load it, unload it, undo either; decide of it, amend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model.records import Dataset
from graph.model.schema import default_schema
from graph.store.store import Store
from loaders.errors import LoadError
from loaders.gc_pause import gc_paused
from loaders.history.event import LOADING, UNLOADING, Event, LoadContext, find_event
from loaders.history.log import last_version, load_version
from loaders.linking.judgements import JUDGEMENTS, Judgement, judgement_records
from loaders.records import RecordSet
from loaders.report import LoadReport
from loaders.sync.judgements import apply_judgements
from loaders.sync.writer import Job, Progress, RecordEdit, Way, diff_dataset, record_unchanged_load, removal, sync


def load(
    store: Store,
    records: RecordSet,
    progress: Progress = lambda done, whole: None,
    *,
    dry: bool = False,
    context: LoadContext = LOADING,
) -> LoadReport:
    """Load a dataset: afterwards the store holds what it says, no more and no less, beside the others.

    Args:
        store: where to.
        records: what the source says.
        progress: called with the records written and the records to write.
        dry: only see what would be done.
        occasion: who loads, and from where; kept in the history.

    Returns:
        What was added, changed, removed and refused.

    Raises:
        LoadError: a table has fewer or more good rows than it must have.
        StoreError: the store failed; up to ``ONE_TRANSACTION`` changes, it then holds what it held before.
    """
    schema = default_schema()
    store.setup(schema)
    with gc_paused():
        report = sync(store, schema, Job(records, context, dry=dry), _way(records.dataset.id), progress)
    loaded = {row["id"] for row in store.read("MATCH (d:Dataset {state: 'ready'}) RETURN d.id AS id")}
    return replace(report, not_loaded=tuple(sorted(set(records.refers_to) - loaded)))


def load_again(store: Store, dataset: str, context: LoadContext) -> Event | None:
    """Load a file without reading it, where nothing can be different: the history says that it was loaded once more.

    Args:
        store: where to.
        dataset: its id.
        occasion: the file's hash, the mapping and the program.

    Returns:
        The event that brought the dataset; None when the file has to be read: it, the mapping or the program is
        another, not all of it was taken, or anything was written since.
    """
    schema = default_schema()
    store.setup(schema)
    return record_unchanged_load(store, schema, dataset, context)


def unload(
    store: Store,
    dataset: str,
    context: LoadContext = UNLOADING,
    progress: Progress = lambda done, whole: None,
) -> LoadReport:
    """Take a dataset out again: what remains is as if it had never been loaded.

    Raises:
        LoadError: it is not loaded.
    """
    schema = default_schema()
    store.setup(schema)
    if not store.read("MATCH (d:Dataset {id: $id}) RETURN d.id AS id", {"id": dataset}):
        raise LoadError("not_loaded", dataset=dataset)
    with gc_paused():
        return sync(store, schema, removal(dataset, context), _way(dataset), progress)


def undo(
    store: Store, id_: str, who: str = "", progress: Progress = lambda done, whole: None
) -> tuple[Event, LoadReport]:
    """Bring back what a dataset said before an event.

    Args:
        store: whose history it is.
        id_: the event's id.
        who: takes it back.
        progress: called with the records written and the records to write.

    Returns:
        The event and what its undoing did.

    Raises:
        LoadError: no such event, it changed nothing, or the dataset has changed since.
    """
    schema = default_schema()
    store.setup(schema)
    found = find_event(store.read, id_)
    if not found.touched:
        raise LoadError("event_unchanged", id=found.id, dataset=found.dataset)
    if last_version(store.read, found.dataset)[1] != found.version:
        raise LoadError("event_older", id=found.id, dataset=found.dataset)
    occasion = LoadContext(who, "undo", undoes=found.id)
    with gc_paused():
        job = (
            Job(load_version(store.read, found.before), occasion) if found.before else removal(found.dataset, occasion)
        )
        return found, sync(store, schema, job, _way(found.dataset), progress)


def decide(store: Store, new: Sequence[Judgement], context: LoadContext) -> LoadReport:
    """Add decisions, and bring every dataset that they touch into their order: all in one transaction.

    Raises:
        LoadError: they contradict each other or older ones, or a row of some dataset would no longer fit.
    """
    schema = default_schema()
    store.setup(schema)
    return sync(store, schema, Job(judgement_records(()), context, new=tuple(new)), apply_judgements)


def amend(store: Store, dataset: Dataset, change: RecordEdit, context: LoadContext) -> LoadReport:
    """Change what a dataset says, from what it says when nobody else writes.

    Args:
        store: where it is.
        dataset: which.
        change: from its records (None: it is not loaded) to what they shall be.
        occasion: who changes it.

    Raises:
        LoadError: a row that was added does not fit the schema; nothing is written then.
    """
    schema = default_schema()
    store.setup(schema)
    return sync(store, schema, Job(RecordSet(dataset), context, change=change), diff_dataset)


def _way(dataset: str) -> Way:
    """Decisions are compared together with all that follows from them."""
    return apply_judgements if dataset == JUDGEMENTS.id else diff_dataset
