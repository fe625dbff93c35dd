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
from graph.store.batching import WriteOp
from graph.store.store import Reader, Store, Transaction, entity_label
from loaders.errors import LoadError
from loaders.gc_pause import collect_every
from loaders.history.archive import Version, dump_archive
from loaders.history.event import Event, LoadContext
from loaders.history.log import (
    log_statements,
    matching_noop_load,
    repeat_entry,
    source_records,
    unchanged_version,
    version_statements,
)
from loaders.linking.canonicalise import canonicalise
from loaders.linking.judgements import Judgement, Linker, build_linker, stored_judgements
from loaders.records import RecordSet
from loaders.report import ChangeCounts, LoadReport
from loaders.sync.plan import BATCH, ChangeSet, write_ops
from loaders.sync.prefetch import prefetch
from loaders.sync.stored_state import StoreDiff, chunked, restrict_to_existing
from loaders.sync.validate import ValidRecords, validate

ONE_TRANSACTION, FEW_REMOVED = 20_000, 5_000
Progress = Callable[[int, int], None]
RecordEdit = Callable[[RecordSet | None], RecordSet]


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

    records: RecordSet
    occasion: LoadContext
    keep: bool = True
    dry: bool = False
    new: tuple[Judgement, ...] = ()
    change: RecordEdit | None = None
    writer: str = ""
    since: str = ""

    @cached_property
    def version(self) -> Version:
        """The records, packed."""
        return dump_archive(self.records)


@dataclass(frozen=True)
class SyncResult:
    """What comparing found. ``steps`` are still to be written when the change is large."""

    report: LoadReport
    change: ChangeSet
    steps: Iterable[WriteOp]


Way = Callable[[Transaction, Schema, Job], SyncResult]


def removal(dataset: str, context: LoadContext) -> Job:
    """The dataset shall go."""
    return Job(RecordSet(Dataset(id=dataset, title="", publisher="", licence="")), context, keep=False)


def sync(store: Store, schema: Schema, job: Job, way: Way, progress: Progress = lambda done, whole: None) -> LoadReport:
    """Write what a way of comparing finds: in one transaction when it is small, else batch by batch.

    The lock is taken first: what is checked and compared is what will be there when it is written.

    Raises:
        LoadError: the way's. StoreError: the store failed, or a large load was cut off.
    """
    token = uuid.uuid4().hex

    def at_once(tx: Transaction) -> SyncResult:
        since = tx.run(cypher.acquire_lock(), {"writer": token})[0]["writer"] or ""
        if not job.dry:
            tx.run(cypher.set_writer_token(), {"writer": token})
        found = way(tx, schema, replace(job, writer=token, since=since))
        if found.change.size > ONE_TRANSACTION and not job.dry:
            return found
        if not job.dry:
            execute(tx, found)
        return replace(found, steps=())

    found = store.write(at_once)
    size = found.change.size
    if found.steps:
        _in_batches(store, schema, token, found, progress)
    progress(size, size)
    fits = () if job.dry else tuple(endpoint_violations(store.read, schema, found.change.relabelled))
    return replace(found.report, endpoint_violations=fits)


def record_unchanged_load(store: Store, schema: Schema, dataset: str, context: LoadContext) -> Event | None:
    """Note that a dataset was loaded once more, if that brings nothing else: see ``came_last``; else nothing is noted.

    Returns:
        The event that brought it.
    """
    token = uuid.uuid4().hex

    def at_once(tx: Transaction) -> Event | None:
        since = tx.run(cypher.acquire_lock(), {"writer": token})[0]["writer"] or ""
        last = matching_noop_load(tx.run, dataset, context, since)
        if last:
            tx.run(cypher.set_writer_token(), {"writer": token})
            tx.run_rows(*repeat_entry(tx.run, schema, last, context, token))
        return last

    return store.write(at_once)


def execute(tx: Transaction, found: SyncResult) -> None:
    """Write all steps."""
    for statement, rows in found.steps:
        tx.run_rows(statement, rows)


def diff_dataset(tx: Transaction, schema: Schema, job: Job) -> SyncResult:
    """A dataset against the store, by the decisions that stand.

    Raises:
        LoadError: a row of an amended dataset does not fit, or a table has too few or too many rows.
    """
    if job.change is None:
        if _is_still_so(tx, job):
            return _unchanged(tx, schema, job)
        return diff_against_store(tx, schema, job, build_linker(stored_judgements(tx.run)))
    records = job.change(source_records(tx.run, schema, job.records.dataset.id))
    found = diff_against_store(tx, schema, replace(job, records=records), build_linker(stored_judgements(tx.run)))
    if found.report.refused:
        raise LoadError("fact_refused", reason=found.report.refused[-1])
    return found


def diff_against_store(
    tx: Transaction, schema: Schema, job: Job, linker: Linker, *, remember: bool = True
) -> SyncResult:
    """A dataset against the store by given decisions; kept in the history unless it only follows them."""
    said = job.records
    stand = canonicalise(said, linker)
    checked = _checked(tx, schema, stand)
    ruled = job.keep and (bool(said.same) or (stand.nodes, stand.edges) != (said.nodes, said.edges))
    version = job.version if ruled or (job.keep and remember and not job.dry) else None
    change = StoreDiff(schema, checked, job.keep, version.hash if version and ruled else "").compare(tx)
    report = LoadReport(
        said.dataset.id,
        change.rows.count,
        change.edges.count,
        declared=change.declared,
        refused=checked.records.refused,
        dangling=checked.dangling,
    )
    if remember and not job.dry:
        events = log_statements(tx.run, schema, version, job.occasion, report, said, job.writer)
    else:
        events = version_statements(tx.run, schema, version) if version else []
    return SyncResult(report, change, write_ops(change, schema, events))


def _is_still_so(tx: Transaction, job: Job) -> bool:
    """Whether these records are what the store took last, whole."""
    if not job.keep or job.records.refused:
        return False
    version = unchanged_version(tx.run, job.records.dataset.id, job.since)
    return bool(version) and version == job.version.hash


def _unchanged(tx: Transaction, schema: Schema, job: Job) -> SyncResult:
    """Nothing was written since the very same records were: there is nothing to compare."""
    said = job.records
    nodes, statements = ChangeCounts(unchanged=len(said.nodes)), ChangeCounts(unchanged=len(said.edges))
    report = LoadReport(said.dataset.id, nodes, statements)
    events = [] if job.dry else log_statements(tx.run, schema, job.version, job.occasion, report, said, job.writer)
    return SyncResult(report, ChangeSet(said.dataset.id), events)


def rows_that_fit(tx: Transaction, schema: Schema, records: RecordSet, linker: Linker) -> ValidRecords:
    """Records by decisions, without the rows that do not fit what is there."""
    return _checked(tx, schema, canonicalise(records, linker))


def _checked(tx: Transaction, schema: Schema, records: RecordSet) -> ValidRecords:
    return validate(records, schema, lambda ids: _labels(tx, schema, ids, records.dataset.id))


def _labels(tx: Transaction, schema: Schema, ids: Sequence[str], dataset: str) -> dict[str, str]:
    """The labels of what other datasets describe or refer to."""
    found: dict[str, str] = {}
    for anchor in schema.merge_labels:
        text = cypher.existing_in_other_datasets(anchor)
        for part in chunked(restrict_to_existing(tx, anchor, ids), BATCH):
            rows = tx.run(text, {"ids": part, "dataset": dataset})
            found |= {row["id"]: entity_label(row["labels"]) for row in rows}
    return found


def _in_batches(store: Store, schema: Schema, token: str, found: SyncResult, progress: Progress) -> None:
    done, size = 0, found.change.written
    many = sum(node is None for node in found.change.nodes.values()) > FEW_REMOVED

    def one(tx: Transaction, statement: str, rows: list[dict[str, object]]) -> None:
        if not tx.run(cypher.verify_writer_token(), {"writer": token}):
            raise StoreError("load_overtaken")
        tx.run_rows(statement, rows)

    try:
        with store.fulltext_index_suspended(schema) if many else nullcontext():
            for statement, rows in prefetch(collect_every(found.steps)):
                store.write(lambda tx, text=statement, part=rows: one(tx, text, part))  # type: ignore[misc]
                done = min(done + len(rows), size)  # the dataset's own entry and the event are beyond it
                progress(done, size)
    except LiantuError as problem:
        raise StoreError("load_cut_off", done=done, size=size, reason=problem) from problem


def endpoint_violations(read: Reader, schema: Schema, ids: Sequence[str]) -> Iterator[LiantuError]:
    """The statements that joined something else while these entities were unknown, or of another type."""
    for part in chunked(ids, BATCH):
        for row in read(cypher.edges_of(), {"ids": part}):
            edge = Edge(
                id=row["id"],
                type=row["type"],
                source=row["source"],
                target=row["target"],
                props={},
                location=row["dataset"],
            )
            try:
                schema.check_endpoints(edge, entity_label(row["source_labels"]), entity_label(row["target_labels"]))
            except SchemaError as problem:
                yield problem
