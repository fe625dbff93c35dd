"""Check a dataset's records against the store, compare, write the difference.

Up to ``ONE_TRANSACTION`` changes are written in one transaction. More go in batches; until the last the dataset's state
is ``loading``. A load that was cut off is completed by running it again: all that it may have left is then looked at.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property

from graph.model.errors import LiantuError, SchemaError, StoreError
from graph.model.records import Dataset, Edge
from graph.model.schema import Schema
from graph.store import writes as cypher
from graph.store.store import Store, Transaction, entity_label
from loaders.errors import LoadError
from loaders.gc_pause import swept
from loaders.history.archive import Version, packed
from loaders.history.event import Ask, Event, Occasion
from loaders.history.log import came_last, keeping, original, repeated, still_so, storing
from loaders.linking.canonicalise import applied
from loaders.linking.judgements import Decision, Judged, decisions, judged
from loaders.records import Records
from loaders.report import Count, LoadReport
from loaders.sync.plan import BATCH, Change, Step, steps
from loaders.sync.prefetch import ahead
from loaders.sync.stored_state import Comparison, among, parts
from loaders.sync.validate import Checked, check

ONE_TRANSACTION, FEW_REMOVED = 20_000, 5_000
Progress = Callable[[int, int], None]
Amendment = Callable[[Records | None], Records]


@dataclass(frozen=True)
class Job:
    """What is to be brought.

    Args:
        records: what the dataset says.
        occasion: who brings it, and why.
        keep: the dataset shall be there afterwards.
        dry: only see what would be done.
        new: decisions to add to those that are.
        change: makes the records from those that are; no row may be refused then.
        writer, since: the store's writer that brings it, and the one before.
    """

    records: Records
    occasion: Occasion
    keep: bool = True
    dry: bool = False
    new: tuple[Decision, ...] = ()
    change: Amendment | None = None
    writer: str = ""
    since: str = ""

    @cached_property
    def version(self) -> Version:
        """The records, packed."""
        return packed(self.records)


@dataclass(frozen=True)
class Brought:
    """What comparing found. ``steps`` are still to be written when the change is large."""

    report: LoadReport
    change: Change
    steps: Iterable[Step]


Way = Callable[[Transaction, Schema, Job], Brought]


def nothing(dataset: str, occasion: Occasion) -> Job:
    """The dataset shall go."""
    return Job(Records(Dataset(dataset, title="", publisher="", licence="")), occasion, keep=False)


def bring(store: Store, known: Schema, job: Job, way: Way, progress: Progress = lambda done, whole: None) -> LoadReport:
    """Write what a way of comparing finds: in one transaction when it is small, else batch by batch.

    The lock is taken first: what is checked and compared is what will be there when it is written.

    Raises:
        LoadError: the way's. StoreError: the store failed, or a large load was cut off.
    """
    token = uuid.uuid4().hex

    def at_once(tx: Transaction) -> Brought:
        since = tx.run(cypher.lock(), {"writer": token})[0]["writer"] or ""
        if not job.dry:
            tx.run(cypher.seize(), {"writer": token})
        found = way(tx, known, replace(job, writer=token, since=since))
        if found.change.size > ONE_TRANSACTION and not job.dry:
            return found
        if not job.dry:
            written(tx, found)
        return replace(found, steps=())

    found = store.write(at_once)
    size = found.change.size
    if found.steps:
        _in_batches(store, known, token, found, progress)
    progress(size, size)
    fits = () if job.dry else tuple(misfits(store.read, known, found.change.relabelled))
    return replace(found.report, misfits=fits)


def bring_again(store: Store, known: Schema, dataset: str, occasion: Occasion) -> Event | None:
    """Note that a dataset was loaded once more, if that brings nothing else: see ``came_last``; else nothing is noted.

    Returns:
        The event that brought it.
    """
    token = uuid.uuid4().hex

    def at_once(tx: Transaction) -> Event | None:
        since = tx.run(cypher.lock(), {"writer": token})[0]["writer"] or ""
        last = came_last(tx.run, dataset, occasion, since)
        if last:
            tx.run(cypher.seize(), {"writer": token})
            tx.run_rows(*repeated(tx.run, known, last, occasion, token))
        return last

    return store.write(at_once)


def written(tx: Transaction, found: Brought) -> None:
    """Write all steps."""
    for statement, rows in found.steps:
        tx.run_rows(statement, rows)


def compared(tx: Transaction, known: Schema, job: Job) -> Brought:
    """A dataset against the store, by the decisions that stand.

    Raises:
        LoadError: a row of an amended dataset does not fit, or a table has too few or too many rows.
    """
    if job.change is None:
        if _is_still_so(tx, job):
            return _unchanged(tx, known, job)
        return against(tx, known, job, judged(decisions(tx.run)))
    records = job.change(original(tx.run, known, job.records.dataset.id))
    found = against(tx, known, replace(job, records=records), judged(decisions(tx.run)))
    if found.report.refused:
        raise LoadError("fact_refused", reason=found.report.refused[-1])
    return found


def against(tx: Transaction, known: Schema, job: Job, order: Judged, *, remember: bool = True) -> Brought:
    """A dataset against the store by given decisions; kept in the history unless it only follows them."""
    said = job.records
    stand = applied(said, order)
    checked = _checked(tx, known, stand)
    ruled = job.keep and (bool(said.same) or (stand.nodes, stand.edges) != (said.nodes, said.edges))
    version = job.version if ruled or (job.keep and remember and not job.dry) else None
    change = Comparison(known, checked, job.keep, version.hash if version and ruled else "").compare(tx)
    report = LoadReport(
        said.dataset.id,
        change.rows.count,
        change.edges.count,
        declared=change.declared,
        refused=checked.records.refused,
        missing=checked.missing,
    )
    if remember and not job.dry:
        events = keeping(tx.run, known, version, job.occasion, report, said, job.writer)
    else:
        events = storing(tx.run, known, version) if version else []
    return Brought(report, change, steps(change, known, events))


def _is_still_so(tx: Transaction, job: Job) -> bool:
    """Whether these records are what the store took last, whole."""
    if not job.keep or job.records.refused:
        return False
    version = still_so(tx.run, job.records.dataset.id, job.since)
    return bool(version) and version == job.version.hash


def _unchanged(tx: Transaction, known: Schema, job: Job) -> Brought:
    """Nothing was written since the very same records were: there is nothing to compare."""
    said = job.records
    nodes, statements = Count(unchanged=len(said.nodes)), Count(unchanged=len(said.edges))
    report = LoadReport(said.dataset.id, nodes, statements)
    events = [] if job.dry else keeping(tx.run, known, job.version, job.occasion, report, said, job.writer)
    return Brought(report, Change(said.dataset.id), events)


def fitting(tx: Transaction, known: Schema, records: Records, order: Judged) -> Checked:
    """Records by decisions, without the rows that do not fit what is there."""
    return _checked(tx, known, applied(records, order))


def _checked(tx: Transaction, known: Schema, records: Records) -> Checked:
    return check(records, known, lambda ids: _labels(tx, known, ids, records.dataset.id))


def _labels(tx: Transaction, known: Schema, ids: Sequence[str], dataset: str) -> dict[str, str]:
    """The labels of what other datasets describe or refer to."""
    found: dict[str, str] = {}
    for anchor in known.anchors:
        text = cypher.present_elsewhere(anchor)
        for part in parts(among(tx, anchor, ids), BATCH):
            rows = tx.run(text, {"ids": part, "dataset": dataset})
            found |= {row["id"]: entity_label(row["labels"]) for row in rows}
    return found


def _in_batches(store: Store, known: Schema, token: str, found: Brought, progress: Progress) -> None:
    done, size = 0, found.change.written
    many = sum(node is None for node in found.change.nodes.values()) > FEW_REMOVED

    def one(tx: Transaction, statement: str, rows: list[dict[str, object]]) -> None:
        if not tx.run(cypher.still_locked(), {"writer": token}):
            raise StoreError("load_overtaken")
        tx.run_rows(statement, rows)

    try:
        with store.reindexed(known) if many else nullcontext():
            for statement, rows in ahead(swept(found.steps)):
                store.write(lambda tx, text=statement, part=rows: one(tx, text, part))  # type: ignore[misc]
                done = min(done + len(rows), size)  # the dataset's own entry and the event are beyond it
                progress(done, size)
    except LiantuError as problem:
        raise StoreError("load_cut_off", done=done, size=size, reason=problem) from problem


def misfits(ask: Ask, known: Schema, ids: Sequence[str]) -> Iterator[LiantuError]:
    """The statements that joined something else while these entities were unknown, or of another type."""
    for part in parts(ids, BATCH):
        for row in ask(cypher.edges_at(), {"ids": part}):
            edge = Edge(row["id"], row["type"], row["source"], row["target"], {}, row["dataset"])
            try:
                known.check_ends(edge, entity_label(row["source_labels"]), entity_label(row["target_labels"]))
            except SchemaError as problem:
                yield problem
