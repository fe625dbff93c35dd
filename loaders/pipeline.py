"""What can be done with a dataset: load it, unload it, undo either; decide of it, amend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model.records import Dataset
from graph.model.schema import schema
from graph.store.store import Store
from loaders.errors import LoadError
from loaders.gc_pause import uncollected
from loaders.history.event import LOADING, UNLOADING, Event, Occasion, event
from loaders.history.log import kept, last_version
from loaders.linking.judgements import DATASET, Decision, records_of
from loaders.records import Loader, Records
from loaders.report import LoadReport
from loaders.sync.judgements import decided
from loaders.sync.writer import Amendment, Job, Progress, Way, bring, bring_again, compared, nothing


def load(
    store: Store,
    loader: Loader,
    progress: Progress = lambda done, whole: None,
    *,
    dry: bool = False,
    occasion: Occasion = LOADING,
) -> LoadReport:
    """Load a dataset: afterwards the store holds what it says, no more and no less, beside the others.

    Args:
        store: where to.
        loader: the source.
        progress: called with the records written and the records to write.
        dry: only see what would be done.
        occasion: who loads, and from where; kept in the history.

    Returns:
        What was added, changed, removed and refused.

    Raises:
        LoadError: the source is unusable. StoreError: the store failed; up to ``ONE_TRANSACTION`` changes, it then
            holds what it held before.
    """
    known = schema()
    store.setup(known)
    with uncollected():
        records = loader.records()
        report = bring(store, known, Job(records, occasion, dry=dry), _way(records.dataset.id), progress)
    loaded = {row["id"] for row in store.read("MATCH (d:Dataset {state: 'ready'}) RETURN d.id AS id")}
    return replace(report, not_loaded=tuple(sorted(set(records.refers_to) - loaded)))


def load_again(store: Store, dataset: str, occasion: Occasion) -> Event | None:
    """Load a file without reading it, where nothing can be different: the history says that it was loaded once more.

    Args:
        store: where to.
        dataset: its id.
        occasion: the file's hash, the mapping and the program.

    Returns:
        The event that brought the dataset; None when the file has to be read: it, the mapping or the program is
        another, not all of it was taken, or anything was written since.
    """
    known = schema()
    store.setup(known)
    return bring_again(store, known, dataset, occasion)


def unload(
    store: Store,
    dataset: str,
    occasion: Occasion = UNLOADING,
    progress: Progress = lambda done, whole: None,
) -> LoadReport:
    """Take a dataset out again: what remains is as if it had never been loaded.

    Raises:
        LoadError: it is not loaded.
    """
    known = schema()
    store.setup(known)
    if not store.read("MATCH (d:Dataset {id: $id}) RETURN d.id AS id", {"id": dataset}):
        raise LoadError("not_loaded", dataset=dataset)
    with uncollected():
        return bring(store, known, nothing(dataset, occasion), _way(dataset), progress)


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
    known = schema()
    store.setup(known)
    found = event(store.read, id_)
    if not found.touched:
        raise LoadError("event_unchanged", id=found.id, dataset=found.dataset)
    if last_version(store.read, found.dataset)[1] != found.version:
        raise LoadError("event_older", id=found.id, dataset=found.dataset)
    occasion = Occasion(who, "undo", undoes=found.id)
    with uncollected():
        job = Job(kept(store.read, found.before), occasion) if found.before else nothing(found.dataset, occasion)
        return found, bring(store, known, job, _way(found.dataset), progress)


def decide(store: Store, new: Sequence[Decision], occasion: Occasion) -> LoadReport:
    """Add decisions, and bring every dataset that they touch into their order: all in one transaction.

    Raises:
        LoadError: they contradict each other or older ones, or a row of some dataset would no longer fit.
    """
    known = schema()
    store.setup(known)
    return bring(store, known, Job(records_of(()), occasion, new=tuple(new)), decided)


def amend(store: Store, dataset: Dataset, change: Amendment, occasion: Occasion) -> LoadReport:
    """Change what a dataset says, from what it says when nobody else writes.

    Args:
        store: where it is.
        dataset: which.
        change: from its records (None: it is not loaded) to what they shall be.
        occasion: who changes it.

    Raises:
        LoadError: a row that was added does not fit the schema; nothing is written then.
    """
    known = schema()
    store.setup(known)
    return bring(store, known, Job(Records(dataset), occasion, change=change), compared)


def _way(dataset: str) -> Way:
    """Decisions are compared together with all that follows from them."""
    return decided if dataset == DATASET.id else compared
