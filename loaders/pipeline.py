"""Read, map, check, compare, write, sweep: how a dataset gets into the store, and out of it again.

Up to ``ONE_TRANSACTION`` changes are written in one transaction. More go in batches, ordered so that a load that was
cut off is completed by running it again: a row's or statement's own record comes last, so what it entails is redone.
Until then the dataset's state is ``loading``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model.errors import LiantuError, SchemaError, StoreError
from graph.model.records import Dataset, Edge, statement_id
from graph.model.schema import Schema, schema
from graph.store import cypher
from graph.store.store import Store, Transaction, entity_label
from loaders.base import Loader, LoadError, LoadReport, Records, sum_counts
from loaders.check import check
from loaders.history.event import LOADING, UNLOADING, Event, Occasion, event, now
from loaders.history.keep import keeping, kept, last_version, original
from loaders.resolving.apply import applied
from loaders.resolving.decision import (
    DATASET,
    Decision,
    Judged,
    check_decisions,
    decisions,
    decisions_of,
    judged,
    numbered,
    records_of,
)
from loaders.writer import BATCH, Change, Step, Writer, parts

ONE_TRANSACTION = 20_000
Progress = Callable[[int, int], None]
Amendment = Callable[[Records | None], Records]


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
    records = loader.records()
    loaded = {row["id"] for row in store.read("MATCH (d:Dataset {state: 'ready'}) RETURN d.id AS id")}
    report = _bring(store, known, _Job(records, occasion, dry=dry), progress)
    return replace(report, not_loaded=tuple(sorted(set(records.refers_to) - loaded)))


def unload(store: Store, dataset: str, occasion: Occasion = UNLOADING) -> LoadReport:
    """Take a dataset out again: what remains is as if it had never been loaded.

    Raises:
        LoadError: it is not loaded.
    """
    known = schema()
    store.setup(known)
    if not store.read("MATCH (d:Dataset {id: $id}) RETURN d.id AS id", {"id": dataset}):
        raise LoadError("not_loaded", dataset=dataset)
    return _bring(store, known, _nothing(dataset, occasion))


def undo(store: Store, id_: str, who: str = "") -> tuple[Event, LoadReport]:
    """Bring back what a dataset said before an event.

    Args:
        store: whose history it is.
        id_: the event's id.
        who: takes it back.

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
    if not found.before:
        return found, _bring(store, known, _nothing(found.dataset, occasion))
    records = kept(store.read, found.before)
    return found, _bring(store, known, _Job(records, occasion))


def decide(store: Store, new: Sequence[Decision], occasion: Occasion) -> LoadReport:
    """Add decisions, and bring every dataset that they touch into their order: all in one transaction.

    Raises:
        LoadError: they contradict each other or older ones, or a row of some dataset would no longer fit.
    """
    known = schema()
    store.setup(known)
    return _bring(store, known, _Job(records_of(()), occasion, new=tuple(new)))


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
    return _bring(store, known, _Job(Records(dataset), occasion, change=change))


@dataclass(frozen=True)
class _Job:
    """What is to be brought.

    ``keep``: the dataset shall be there; ``new``: decisions to add to those that are; ``change``: makes the records,
    of which no row may be refused.
    """

    records: Records
    occasion: Occasion
    keep: bool = True
    dry: bool = False
    new: tuple[Decision, ...] = ()
    change: Amendment | None = None


def _nothing(dataset: str, occasion: Occasion) -> _Job:
    return _Job(Records(Dataset(dataset, title="", publisher="", licence="")), occasion, keep=False)


def _labels(tx: Transaction, known: Schema, ids: Sequence[str], dataset: str) -> dict[str, str]:
    """The labels of what other datasets describe or refer to."""
    found: dict[str, str] = {}
    for anchor in known.anchors:
        text = cypher.present_elsewhere(anchor)
        for part in parts(ids, BATCH):
            rows = tx.run(text, {"ids": part, "dataset": dataset})
            found |= {row["id"]: entity_label(row["labels"]) for row in rows}
    return found


@dataclass(frozen=True)
class _Brought:
    """What comparing found. ``steps`` are still to be written when the change is large."""

    report: LoadReport
    change: Change
    steps: tuple[Iterable[Step], ...]


def _bring(store: Store, known: Schema, job: _Job, progress: Progress = lambda done, whole: None) -> LoadReport:
    """Check and write the difference: in one transaction when it is small, else batch by batch.

    The lock is taken first: what is checked and compared is what will be there when it is written.
    """
    token = uuid.uuid4().hex

    def at_once(tx: Transaction) -> _Brought:
        tx.run(cypher.lock(), {"writer": token})
        found = _decided(tx, known, job) if job.records.dataset.id == DATASET.id else _compared(tx, known, job)
        small = found.change.size <= ONE_TRANSACTION
        for statement, rows in _every(found.steps) if small and not job.dry else ():
            tx.run_rows(statement, rows)
        return replace(found, steps=()) if small else found

    found = store.write(at_once)
    size = found.change.size
    if found.steps and not job.dry:
        _in_batches(store, token, _every(found.steps), size, progress)
    progress(size, size)
    misfits = () if job.dry else tuple(_misfits(store, known, found.change.relabelled))
    return replace(found.report, misfits=misfits)


def _every(steps: Iterable[Iterable[Step]]) -> Iterator[Step]:
    for part in steps:
        yield from part


def _compared(tx: Transaction, known: Schema, job: _Job) -> _Brought:
    """A dataset against the store, by the decisions that stand; the event comes last."""
    if job.change is None:
        return _against(tx, known, job, judged(decisions(tx.run)))
    records = job.change(original(tx.run, known, job.records.dataset.id))
    found = _against(tx, known, replace(job, records=records), judged(decisions(tx.run)))
    if found.report.refused:
        raise LoadError("fact_refused", reason=found.report.refused[-1])
    return found


def _against(tx: Transaction, known: Schema, job: _Job, order: Judged, *, remember: bool = True) -> _Brought:
    dataset = job.records.dataset.id
    checked = check(applied(job.records, order), known, lambda ids: _labels(tx, known, ids, dataset))
    writer = Writer(known, checked, job.keep)
    change = writer.compare(tx)
    report = LoadReport(
        dataset,
        change.rows.count,
        change.edges.count,
        declared=change.declared,
        refused=checked.records.refused,
        missing=checked.missing,
    )
    said = job.records if job.keep else None
    events = keeping(tx.run, known, said, dataset, job.occasion, report) if remember and not job.dry else []
    return _Brought(report, change, (writer.steps(change), events))


def _decided(tx: Transaction, known: Schema, job: _Job) -> _Brought:
    """The decisions themselves, and every dataset that the difference touches; written at once."""
    before = decisions(tx.run)
    after = [*before, *numbered(before, job.new, job.occasion.who, now())] if job.new else decisions_of(job.records)
    old, order = judged(before), judged(after)
    check_decisions(order)
    found = _against(tx, known, replace(job, records=records_of(after) if job.keep else job.records), order)
    reports = [found.report]
    for statement, rows in _every(found.steps):
        tx.run_rows(statement, rows)
    for dataset in _touched(tx, old, order):
        records = original(tx.run, known, dataset)
        if records is None:
            continue
        own = _against(tx, known, _Job(records, job.occasion), order, remember=False)
        _check_fit(tx, known, records, old, own.report)
        for statement, rows in _every(own.steps):
            tx.run_rows(statement, rows)
        reports.append(own.report)
    nodes, said = (sum_counts(getattr(one, name) for one in reports) for name in ("nodes", "statements"))
    return replace(found, report=replace(found.report, nodes=nodes, statements=said), steps=())


def _touched(tx: Transaction, old: Judged, new: Judged) -> list[str]:
    """The datasets that speak of what is judged differently now."""
    changed = {key for key in old.live.keys() | new.live.keys() if old.live.get(key) != new.live.get(key)}
    pairs = [id_ for key in changed if len(key) > 1 for id_ in key]
    ids = sorted({one for id_ in pairs for order in (old, new) for one in order.clusters.get(id_, (id_,))})
    loaded = [row["id"] for row in tx.run(cypher.ids("Dataset"))]
    rows = [statement_id(dataset, id_) for dataset in loaded for id_ in ids]
    found = {row["dataset"] for row in tx.run(cypher.speaking_of(), {"ids": ids, "rows": rows})} if ids else set()
    found |= {id_.partition("/")[0] for key in changed if len(key) == 1 for id_ in key}
    return sorted(found & set(loaded) - {DATASET.id})


def _check_fit(tx: Transaction, known: Schema, records: Records, old: Judged, report: LoadReport) -> None:
    """Raises LoadError when rows that stood by the old decisions would be refused by the new ones."""
    if report.refused:
        before = check(applied(records, old), known, lambda ids: _labels(tx, known, ids, records.dataset.id))
        if len(report.refused) > len(before.records.refused):
            raise LoadError("decision_misfit", dataset=report.dataset, reason=report.refused[-1])


def _in_batches(store: Store, token: str, steps: Iterable[Step], size: int, progress: Progress) -> None:
    done = 0

    def one(tx: Transaction, statement: str, rows: list[dict[str, object]]) -> None:
        if not tx.run(cypher.still_locked(), {"writer": token}):
            raise StoreError("load_overtaken")
        tx.run_rows(statement, rows)

    try:
        for statement, rows in steps:
            store.write(lambda tx, text=statement, part=rows: one(tx, text, part))  # type: ignore[misc]
            done += len(rows)
            progress(done, size)
    except LiantuError as problem:
        raise StoreError("load_cut_off", done=done, size=size, reason=problem) from problem


def _misfits(store: Store, known: Schema, ids: Sequence[str]) -> Iterator[LiantuError]:
    """The statements that joined something else while these entities were unknown, or of another type."""
    for part in parts(ids, BATCH):
        for row in store.read(cypher.edges_at(), {"ids": part}):
            edge = Edge(row["id"], row["type"], row["source"], row["target"], {}, row["dataset"])
            try:
                known.check_ends(edge, entity_label(row["source_labels"]), entity_label(row["target_labels"]))
            except SchemaError as problem:
                yield problem
