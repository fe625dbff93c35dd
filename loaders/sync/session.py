"""Carry out a command: link, fetch, validate, diff and plan in one transaction, then write the plan.

The write path of every command, whatever it is:

    extract -> transform   the caller makes a RecordSet (``loaders.dataset``, ``loaders.lists``)
    link                   ``loaders.linking``: canonical ids, judged statements
    diff                   ``stored`` fetches, ``validate`` and ``diff`` and ``change_set`` compare
    plan                   ``plan`` orders the write operations
    write                  ``write`` runs them, at once or in batches

The graph is locked first, so that what is compared is what will be there when the plan is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.model.records import Dataset
from graph.model.schema import Schema
from graph.store.batching import WriteOp
from graph.store.integrity import READY
from graph.store.store import Reader
from graph.store.transaction import Transaction
from loaders.errors import LoadError
from loaders.history.archive import Version, dump_archive
from loaders.history.entry import fetch_log_state, log_ops, version_ops
from loaders.history.event import LoadContext, timestamp
from loaders.history.log import last_event, source_records, unchanged_version
from loaders.linking.canonicalise import canonicalise
from loaders.linking.judgements import judgement_records, numbered, stored_judgements
from loaders.linking.link_state import fetch_link_state
from loaders.linking.linker import Linker, check_consistent
from loaders.records import RecordSet
from loaders.report import ChangeCounts, LoadReport, sum_counts
from loaders.sync.change_set import ChangeSet, build_change_set, dataset_entry
from loaders.sync.commands import Amend, Judge, Load, Remove, SyncCommand
from loaders.sync.diff import desired_edges, diff_dataset
from loaders.sync.endpoints import endpoint_violations
from loaders.sync.followers import datasets_to_follow
from loaders.sync.plan import plan
from loaders.sync.policy import WritePolicy
from loaders.sync.stored import fetch_dataset, fetch_labels_elsewhere, fetch_nodes, is_stored_intact
from loaders.sync.validate import ValidRecords, referenced_ids, validate
from loaders.sync.write import write_in_transaction
from queries.reader import read_rows
from queries.rows.history import SourceVersionRow
from queries.rows.sync import DatasetNodeRow


@dataclass(frozen=True)
class SyncResult:
    """The result of a session: the report, the change set, and the operations still to be written."""

    report: LoadReport
    changes: ChangeSet
    ops: Iterable[WriteOp] = ()


class DamagedRowsError(Exception):
    """A stored row is not what was written, so the server's files have to be mended first."""


@dataclass(frozen=True)
class _Target:
    """A dataset and its own records as they shall be; None: it shall be removed."""

    dataset: Dataset
    records: RecordSet | None

    @property
    def own_records(self) -> RecordSet:
        """Return the records; empty ones for a dataset that is removed."""
        return self.records or RecordSet(dataset=self.dataset)


@dataclass(frozen=True, kw_only=True)
class SyncSession:
    """One command in one transaction.

    Attributes:
        tx: the transaction, with the graph locked.
        writer: the token of this writer.
        previous_writer: the token of the one before.
        repaired: whether the server's files were mended, as they must be before damaged rows are.
    """

    tx: Transaction
    schema: Schema
    context: LoadContext
    writer: str
    previous_writer: str
    dry_run: bool
    policy: WritePolicy
    repaired: bool = False

    @property
    def read(self) -> Reader:
        """Return the reader within the transaction."""
        return self.tx.run

    def run(self, command: SyncCommand) -> SyncResult:
        """Work out what a command writes.

        Raises:
            LoadError: a table has too few or too many good rows, an amended row does not fit, or judgements contradict
                each other or would make what a dataset says no longer fit.
            DamagedRowsError: stored rows are damaged, and the store was not repaired before.
        """
        match command:
            case Load(records=records):
                return self._repeat(records) if self._is_unchanged(records) else self._apply_records(records)
            case Remove(dataset=dataset):
                return self._apply(_Target(self._gone(dataset), None))
            case Amend(dataset=declared, edit=edit):
                return self._amend(edit(source_records(self.read, self.schema, declared.id)))
            case Judge(judgements=new):
                before = stored_judgements(self.read)
                after = [*before, *numbered(before, new, self.context.who, timestamp())]
                return self._apply_records(judgement_records(after))

    def _gone(self, dataset: str) -> Dataset:
        """Return the declaration of a dataset that is removed: the log keeps its title."""
        rows = read_rows(self.read, DatasetNodeRow, dataset=dataset)
        title = str(rows[0].node["properties"].get("title", "")) if rows else ""
        return Dataset(id=dataset, title=title, publisher="", licence="")

    def _apply_records(self, records: RecordSet) -> SyncResult:
        return self._apply(_Target(records.dataset, records))

    def _amend(self, records: RecordSet) -> SyncResult:
        result = self._apply_records(records)
        if result.report.refused:
            raise LoadError("fact_refused", reason=result.report.refused[-1])
        return result

    def _is_unchanged(self, records: RecordSet) -> bool:
        """Return whether these records are what was written last, and completely, and are still stored so."""
        if records.refused:
            return False
        id_ = records.dataset.id
        version = unchanged_version(self.read, id_, self.previous_writer)
        same = bool(version) and version == dump_archive(records).hash
        return same and is_stored_intact(self.read, self.schema, id_, version)

    def _repeat(self, records: RecordSet) -> SyncResult:
        """Log a load that changes nothing, because nothing has to be compared."""
        report = LoadReport(
            dataset=records.dataset.id,
            nodes=ChangeCounts(unchanged=len(records.nodes)),
            statements=ChangeCounts(unchanged=len(records.edges)),
        )
        ops = [] if self.dry_run else self._log_ops(records, dump_archive(records), report)
        return SyncResult(report, ChangeSet(dataset=records.dataset.id), ops)

    def _apply(self, target: _Target) -> SyncResult:
        """Sync a dataset, and every dataset that its judgements or moved ids touch."""
        before = fetch_link_state(self.read)
        after = before.with_dataset(target.dataset.id, target.records)
        if after == before or self.dry_run:
            return self._sync(target, after.linker)
        check_consistent(after.linker)
        followers = [
            self._follow(dataset, before.linker, after.linker)
            for dataset in datasets_to_follow(self.read, before.linker, after.linker, target.dataset.id)
        ]
        result = self._sync(target, after.linker)
        return self._write_together(result, followers, target.dataset) if followers else result

    def _write_together(self, result: SyncResult, followers: list[SyncResult], dataset: Dataset) -> SyncResult:
        """Write the dataset in the transaction that wrote its followers, so that all of it is kept, or nothing."""
        write_in_transaction(self.tx, result.ops)
        relabelled = sorted({id_ for follower in followers for id_ in follower.changes.relabelled})
        for problem in endpoint_violations(self.read, self.schema, relabelled):
            raise LoadError("decision_misfit", dataset=dataset.title, reason=problem)
        reports = [result.report, *(follower.report for follower in followers)]
        report = replace(
            result.report,
            nodes=sum_counts(report.nodes for report in reports),
            statements=sum_counts(report.statements for report in reports),
        )
        return replace(result, report=report, ops=())

    def _follow(self, dataset: str, before: Linker, after: Linker) -> SyncResult:
        """Sync a dataset again from its own records, by another linker, and write it at once."""
        (row,) = read_rows(self.read, SourceVersionRow, dataset=dataset)
        if row.state != READY:
            raise LoadError("dataset_loading", dataset=dataset)
        records = source_records(self.read, self.schema, dataset)
        if records is None:
            raise LoadError("version_gone", version=dataset)
        # A dataset that came with a snapshot has no event: it gets one, so that it can be undone later.
        logged = last_event(self.read, dataset).version is None
        result = self._sync(_Target(records.dataset, records), after, logged=logged)
        self._check_fit(records, before, result.report)
        write_in_transaction(self.tx, result.ops)
        return result

    def _check_fit(self, records: RecordSet, before: Linker, report: LoadReport) -> None:
        """Refuse a change of the linker that makes rows of a dataset unfit which fitted before."""
        if report.refused and len(report.refused) > len(self._validate(canonicalise(records, before)).records.refused):
            raise LoadError("decision_misfit", dataset=report.dataset, reason=report.refused[-1])

    def _sync(self, target: _Target, linker: Linker, *, logged: bool = True) -> SyncResult:
        """Link, fetch, validate, diff and plan one dataset.

        Args:
            target: the dataset and its own records.
            linker: the canonical ids and judged statements.
            logged: whether an event is written; a dataset that only follows others has none.
        """
        source = target.own_records
        linked = canonicalise(source, linker)
        valid = self._validate(linked)
        versions = self._versions(target, linked, logged=logged and not self.dry_run)
        stored = fetch_dataset(self.read, self.schema, target.dataset.id)
        desired = desired_edges(valid.records, self.schema)
        if stored.is_damaged and not (self.repaired or self.dry_run):
            raise DamagedRowsError
        diff = diff_dataset(desired, stored.descriptions, stored.statements)
        nodes = fetch_nodes(
            self.read,
            schema=self.schema,
            dataset=target.dataset.id,
            stored=stored,
            diff=diff,
            known_ids=valid.other_ids,
        )
        entry = dataset_entry(valid.records.dataset, desired.fingerprint, versions.source) if target.records else None
        changes = build_change_set(
            records=valid.records,
            schema=self.schema,
            labels=valid.labels,
            stored=stored,
            nodes=nodes,
            diff=diff,
            entry=entry,
        )
        report = _report(changes, valid)
        log = self._log_ops(source, versions.stored, report, logged=logged)
        return SyncResult(report, changes, plan(changes, self.schema, log, batch_rows=self.policy.batch_rows))

    def _validate(self, linked: RecordSet) -> ValidRecords:
        labels = fetch_labels_elsewhere(self.read, self.schema, linked.dataset.id, referenced_ids(linked))
        return validate(linked, self.schema, labels)

    def _versions(self, target: _Target, linked: RecordSet, *, logged: bool) -> _Versions:
        """Return the version of a dataset's own records, where it has to be stored, and its hash as the source."""
        if target.records is None:
            return _Versions()
        differs = bool(target.records.same) or not _same_records(linked, target.records)
        stored = dump_archive(target.records) if differs or logged else None
        return _Versions(stored, stored.hash if stored and differs else "")

    def _log_ops(
        self, source: RecordSet, version: Version | None, report: LoadReport, *, logged: bool = True
    ) -> list[WriteOp]:
        """Return the operations that log a change and store the version it refers to; a dry run logs nothing."""
        if not logged or self.dry_run:
            state = fetch_log_state(self.read, self.schema, report.dataset, version)
            return version_ops(state, self.schema, version) if version else []
        return log_ops(
            fetch_log_state(self.read, self.schema, report.dataset, version),
            self.schema,
            records=source,
            version=version,
            context=self.context,
            report=report,
            writer=self.writer,
        )


@dataclass(frozen=True)
class _Versions:
    """The version to store, and the hash that the dataset's entry names where its records were linked."""

    stored: Version | None = None
    source: str = ""


def _same_records(linked: RecordSet, source: RecordSet) -> bool:
    return linked is source or (linked.dataset, linked.nodes, linked.edges) == (
        source.dataset,
        source.nodes,
        source.edges,
    )


def _report(changes: ChangeSet, valid: ValidRecords) -> LoadReport:
    return LoadReport(
        dataset=changes.dataset,
        nodes=changes.diff.descriptions.counts,
        statements=changes.diff.statements.counts,
        declared=changes.entry_changed,
        refused=valid.records.refused,
        dangling=valid.dangling,
    )
