"""Write the log: the operations that add an event with the versions it refers to, and prune older versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model.schema import Schema
from graph.store import writes
from graph.store.batching import ParameterRow, WriteOp
from graph.store.store import Reader
from loaders.history.archive import Version, dump_archive
from loaders.history.event import ALL_DATASETS, LoadContext, LoadEvent, timestamp
from loaders.history.log import last_event, load_events, recent_versions, source_records
from loaders.records import RecordSet
from loaders.report import ChangeCounts, LoadReport
from queries.reader import read_rows
from queries.rows.history import VersionPartsRow, VersionsRow

VERSIONS_KEPT = 30  # events of a dataset whose versions can still be undone or compared; older ones are pruned


@dataclass(frozen=True, kw_only=True)
class LogState:
    """The part of the log on which the next entry of a dataset depends.

    Attributes:
        sequence: the number of the last event.
        previous: the version before the next event; None where the dataset is not loaded.
        stored_parts: version -> how many of its parts are stored; a load that was cut off may have left the first.
        damaged: the versions of which something else is stored.
        unreferenced: the stored versions that no dataset names as its source and no recent event refers to.
        is_logged: True if the dataset has an event; one that came with a snapshot has none.
    """

    sequence: int
    previous: Version | str | None
    stored_parts: dict[str, int]
    damaged: frozenset[str]
    unreferenced: tuple[str, ...]
    is_logged: bool


def fetch_log_state(read: Reader, schema: Schema, dataset: str, *versions: Version | None) -> LogState:
    """Fetch the state of the log before anything is written.

    Args:
        read: reads the store.
        schema: the schema.
        dataset: whose next entry it is.
        versions: the versions that the entry will refer to.
    """
    last = last_event(read, dataset)
    previous: Version | str | None = last.version
    if previous is None and (records := source_records(read, schema, dataset)):
        previous = dump_archive(records)
    versions_to_read = [version for version in (*versions, previous) if isinstance(version, Version)]
    recent = recent_versions(load_events(read), VERSIONS_KEPT)
    stored = read_rows(read, VersionsRow)
    parts = {
        version: tuple(row.data for row in read_rows(read, VersionPartsRow, version=version.hash))
        for version in versions_to_read
    }
    return LogState(
        sequence=last.sequence,
        previous=previous,
        stored_parts={version.hash: len(stored) for version, stored in parts.items()},
        damaged=frozenset(version.hash for version, stored in parts.items() if not version.is_begun_by(stored)),
        unreferenced=tuple(row.version for row in stored if not row.is_source and row.version not in recent),
        is_logged=last.version is not None,
    )


def version_ops(state: LogState, schema: Schema, version: Version) -> list[WriteOp]:
    """Return the operations that store the parts of a version which are not stored yet, or not as they were written."""
    damaged = version.hash in state.damaged
    missing = version.rows()[0 if damaged else state.stored_parts.get(version.hash, 0) :]
    ops: list[WriteOp] = [(writes.create_nodes(schema.nodes["Version"]), [row]) for row in missing]
    if damaged:
        ops.insert(0, (writes.delete_nodes("Version", "version"), [{"version": version.hash}]))
    return ops


def log_ops(
    state: LogState,
    schema: Schema,
    *,
    records: RecordSet,
    version: Version | None,
    context: LoadContext,
    report: LoadReport,
    writer: str,
) -> list[WriteOp]:
    """Return the operations that log a change of a dataset.

    Args:
        state: the log before.
        schema: the schema.
        records: the dataset's own records, which the number of rows is taken from.
        version: their version; None when the dataset is removed.
        context: who and why.
        report: what changed.
        writer: the token of the writer.
    """
    ops = version_ops(state, schema, version) if version else []
    if isinstance(state.previous, Version) and state.previous != version:
        ops += version_ops(state, schema, state.previous)
    event = LoadEvent(
        sequence=state.sequence + 1,
        dataset=report.dataset,
        title=records.dataset.title,
        at=timestamp(),
        context=context,
        version=version.hash if version else "",
        previous_version=_hash(state.previous),
        rows=len({node.location or node.row for node in records.nodes}),
        refused=len(report.refused),
        dangling=len(report.dangling),
        nodes=report.nodes,
        statements=report.statements,
        writer=writer,
    )
    return [*ops, event_op(schema, event), *_prune_ops(state, {event.version, event.previous_version})]


def repeat_op(schema: Schema, last: LoadEvent, sequence: int, context: LoadContext, writer: str) -> WriteOp:
    """Return the operation that logs that a dataset's last event happened once more and changed nothing."""
    event = replace(
        last,
        sequence=sequence,
        at=timestamp(),
        context=context,
        previous_version=last.version,
        refused=0,
        dangling=0,
        nodes=ChangeCounts(),
        statements=ChangeCounts(),
        writer=writer,
    )
    return event_op(schema, event)


def import_op(read: Reader, schema: Schema, context: LoadContext, *, rows: int, broken: int, writer: str) -> WriteOp:
    """Return the operation that logs that a whole graph was restored.

    Args:
        read: reads the store within the transaction.
        schema: the schema.
        context: who, and from which file.
        rows: the number of its records.
        broken: how many of them are not what their hashes say.
        writer: the token of the writer.
    """
    event = LoadEvent(
        sequence=last_event(read, ALL_DATASETS).sequence + 1,
        dataset=ALL_DATASETS,
        title=context.file,
        at=timestamp(),
        context=context,
        version="",
        previous_version="",
        rows=rows,
        refused=broken,
        dangling=0,
        nodes=ChangeCounts(),
        statements=ChangeCounts(),
        writer=writer,
    )
    return event_op(schema, event)


def event_op(schema: Schema, event: LoadEvent) -> WriteOp:
    """Return the operation that writes an event."""
    return writes.create_nodes(schema.nodes["LoadEvent"]), [{"props": event.props()}]


def _hash(version: Version | str | None) -> str:
    return version.hash if isinstance(version, Version) else version or ""


def _prune_ops(state: LogState, referenced: set[str]) -> Sequence[WriteOp]:
    rows: list[ParameterRow] = [{"version": version} for version in state.unreferenced if version not in referenced]
    return [(writes.delete_nodes("Version", "version"), rows)] if rows else []
