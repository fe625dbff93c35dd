"""Read the log of loads, and the versions that it refers to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.model.schema import Schema
from graph.store.integrity import READY
from graph.store.store import Reader
from loaders.errors import LoadError
from loaders.history.archive import load_archive
from loaders.history.event import LoadContext, LoadEvent, event_from_props
from loaders.history.rebuild import rebuild_records
from loaders.records import RecordSet
from queries.reader import read_rows
from queries.rows.history import LastEventRow, LoadEventsRow, SourceVersionRow, VersionPartsRow


@dataclass(frozen=True, kw_only=True)
class LastEvent:
    """The last entry of a dataset in the log.

    Attributes:
        sequence: the number of the last event of all datasets; 0 for an empty log.
        version: the version that the dataset's own last event left, empty if it was removed; None without an event.
        is_last: True if the dataset's own last event is the last of all.
        complete: True if it took every row, and every id it used was described.
        writer: the token of the writer that wrote it.
    """

    sequence: int
    version: str | None
    is_last: bool
    complete: bool
    writer: str


def load_events(read: Reader) -> list[LoadEvent]:
    """Return every event, the oldest first."""
    return [event_from_props(row.event["properties"]) for row in read_rows(read, LoadEventsRow)]


def find_event(read: Reader, id_: str) -> LoadEvent:
    """Return the event of an id.

    Raises:
        LoadError: there is none.
    """
    event = next((event for event in load_events(read) if event.id == id_.strip().upper()), None)
    if event is None:
        raise LoadError("event_unknown", id=id_)
    return event


def last_event(read: Reader, dataset: str) -> LastEvent:
    """Return the end of the log, as a dataset sees it."""
    (row,) = read_rows(read, LastEventRow, dataset=dataset)
    return LastEvent(
        sequence=row.sequence,
        version=(row.version or "") if row.id else None,
        is_last=row.own_sequence == row.sequence,
        complete=not row.refused and not row.dangling,
        writer=row.writer or "",
    )


def load_version(read: Reader, version: str) -> RecordSet:
    """Return the records of a version.

    Raises:
        LoadError: it is no longer kept, or it is damaged.
    """
    parts = [str(row.data) for row in read_rows(read, VersionPartsRow, version=version)]
    if not parts:
        raise LoadError("version_gone", version=version)
    return load_archive(parts)


def source_records(read: Reader, schema: Schema, dataset: str) -> RecordSet | None:
    """Return what a loaded dataset itself says, before rules and judgements; None when it is not loaded.

    For a dataset whose load was cut off, these are its records before that load.
    """
    rows = read_rows(read, SourceVersionRow, dataset=dataset)
    if not rows:
        return None
    version = rows[0].source_version or last_event(read, dataset).version
    if version:
        return load_version(read, version)
    return rebuild_records(read, schema, dataset) if rows[0].state == READY else None


def unchanged_version(read: Reader, dataset: str, previous_writer: str) -> str:
    """Return the version that a dataset has if its own last event was the last write, and complete; else "".

    Args:
        read: reads the store.
        dataset: its id.
        previous_writer: the token of the store's last writer.
    """
    last = last_event(read, dataset)
    ready = any(row.state == READY for row in read_rows(read, SourceVersionRow, dataset=dataset))
    unchanged = ready and last.complete and last.is_last and last.writer == previous_writer
    return (last.version or "") if unchanged else ""


def matching_noop_load(read: Reader, dataset: str, context: LoadContext, previous_writer: str) -> LoadEvent | None:
    """Return the dataset's last event if loading the same source again would change nothing; else None.

    That is: file, mapping and code are the same, every row was taken, and nothing was written since.
    """
    if not (context.sha256 and context.code_version and unchanged_version(read, dataset, previous_writer)):
        return None
    last = [event for event in load_events(read) if event.dataset == dataset][-1]
    return last if last.context.reads_same_source(context) else None


def recent_versions(events: list[LoadEvent], limit: int) -> frozenset[str]:
    """Return the versions that the last ``limit`` events of any dataset refer to."""
    by_dataset: dict[str, list[LoadEvent]] = defaultdict(list)
    for event in events:
        by_dataset[event.dataset].append(event)
    recent = [event for own in by_dataset.values() for event in own[-limit:]]
    return frozenset(version for event in recent for version in (event.version, event.previous_version))
