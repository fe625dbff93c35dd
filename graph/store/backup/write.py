"""Write a backup: the graph with its whole log, as it was at one moment, while others read and write."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from graph.model.errors import StoreError
from graph.model.schema import Schema
from graph.store import reads
from graph.store.backup.archive import FILES, GRAPH, LOG, ArchiveWriter, BackupManifest, new_archive
from graph.store.backup.beside import read_stable
from graph.store.backup.log_lines import write_log
from graph.store.backup.pause import Pause, writers_paused
from graph.store.contents import last_writer
from graph.store.retry import retry_jittered
from graph.store.snapshot import export_graph
from graph.store.snapshot_format import SnapshotOrigin
from graph.store.store import Store

logger = logging.getLogger(__name__)

LOADING_SECONDS = 60.0
"""How long to wait for a load in batches to end. One that was cut off does not end, and is backed up as it is."""
LOADING_WAIT_SECONDS = 2.0
"""The longest wait between two looks at it."""
PAUSED_TRIES = 3
"""How often the graph is read in a pause, which a writer ends that has waited too long."""
CHANGED = ("export_changed", "export_broken", "store_damaged", "backup_broken_log", "backup_changed")
"""What reading a graph that somebody writes to may find; in a pause, all but the last are the graph's own faults."""


@dataclass(frozen=True)
class WritingState:
    """The marks that a writer changes: its token, the log's last event, the datasets whose load is not complete."""

    writer: str
    sequence: int
    loading: tuple[str, ...]


def write_backup(
    store: Store, schema: Schema, file: Path, *, files: Mapping[str, Path], origin: SnapshotOrigin
) -> BackupManifest:
    """Write a backup to a new file, and return what is in it.

    The graph is read while others may write. If somebody does, it is read again in a pause, in which writers wait.

    Args:
        store: the graph.
        schema: today's schema, which the store has.
        file: where to.
        files: the name within the backup of each file, with ``/`` between folders -> where it is.
        origin: who makes it, and when.

    Raises:
        StoreError: a row is not what was written, or writers did not wait long enough (``backup_changed``).
        OSError: a file cannot be read, or the disk is full.
    """
    job = _Backup(store, schema, file, files, origin)
    if not _state(store).loading:
        try:
            return job.write(nullcontext())
        except StoreError as problem:
            if problem.code not in CHANGED:
                raise
    _wait_for_loads(store)
    for _ in range(PAUSED_TRIES):
        try:
            return job.write(writers_paused(store))
        except StoreError as problem:
            if problem.code not in ("backup_changed", "export_changed"):
                raise
    raise StoreError("backup_changed")


@dataclass(frozen=True)
class _Backup:
    store: Store
    schema: Schema
    file: Path
    files: Mapping[str, Path]
    origin: SnapshotOrigin

    def write(self, pause: AbstractContextManager[Pause | None]) -> BackupManifest:
        """Write everything once, the graph within a pause. Raises StoreError ``backup_changed`` if it has changed."""
        with new_archive(self.file) as archive:
            with pause as held:
                before = _state(self.store)
                manifest = self._write_graph(archive, before)
                if _state(self.store) != before or not (held is None or held.is_held()):
                    raise StoreError("backup_changed")
            for name, path in sorted(self.files.items()):
                archive.add(f"{FILES}{name}", read_stable(path))
            return archive.finish(manifest)

    def _write_graph(self, archive: ArchiveWriter, state: WritingState) -> BackupManifest:
        with archive.text(GRAPH) as out:
            records = export_graph(self.store, self.schema, out)
        with archive.text(LOG) as out:
            counts = write_log(self.store, self.schema, out)
        return BackupManifest(
            schema=self.schema.version,
            made=self.origin,
            records=records,
            events=counts.events,
            versions=counts.versions,
            loading=state.loading,
        )


def _state(store: Store) -> WritingState:
    rows = store.read(reads.writing_state())
    writer = next((str(row["writer"] or "") for row in last_writer(store)), "")
    loading = tuple(str(row["dataset"]) for row in rows if row["dataset"])
    return WritingState(writer, int(rows[0]["sequence"] or 0) if rows else 0, loading)


def _wait_for_loads(store: Store) -> None:
    """Wait until no dataset is loading, for a while."""

    def look() -> None:
        if loading := _state(store).loading:
            raise StoreError("dataset_loading", dataset=", ".join(loading))

    def is_loading(problem: BaseException) -> bool:
        return isinstance(problem, StoreError) and problem.code == "dataset_loading"

    try:
        retry_jittered("backup after a load", LOADING_SECONDS, is_loading, longest_seconds=LOADING_WAIT_SECONDS)(look)
    except StoreError as problem:
        if not is_loading(problem):
            raise
        logger.warning("back up a graph with datasets whose load is not complete")
