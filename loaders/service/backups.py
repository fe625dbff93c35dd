"""Back up everything that is the user's, and restore it: the graph with its history, and the files beside the store."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import disk_usage

from graph.model.errors import LiantuError, StoreError
from graph.model.schema_file import default_schema
from graph.store.backup.archive import BackupManifest, open_archive
from graph.store.backup.beside import BesideFile, files_of, restore_files
from graph.store.backup.folder import KeptBackups, keep_newest, name_backup, unfinished_backup
from graph.store.backup.restore import is_restore_cut_off, restore_backup
from graph.store.backup.verify import verify_backup
from graph.store.backup.write import write_backup
from graph.store.batching import WriteOp
from graph.store.snapshot_format import SnapshotOrigin
from graph.store.store import Store
from graph.store.transaction import Transaction
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.history.entry import import_op
from loaders.history.event import RESTORE, LoadContext, timestamp
from loaders.service.snapshots import PRODUCT

FULL_DISK = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, kw_only=True)
class BackupReport:
    """The result of a backup: the file, what is in it, whether it was verified, what became of older ones."""

    file: Path
    manifest: BackupManifest
    verified: bool
    kept: KeptBackups


@dataclass(frozen=True, kw_only=True)
class RestoreReport:
    """The result of a restore.

    Attributes:
        manifest: what was in the backup.
        saved: the backup of what the store held before; None where it was not to be saved, or could not be.
        restored: the names of the files beside the store that were restored.
        left: the names of those that the backup has, but that were left as they are.
    """

    manifest: BackupManifest
    saved: Path | None = None
    restored: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Backups:
    """The backups of a store.

    Args:
        store: the graph.
        folder: where backups go.
        beside: the files beside the store.
        principal: who makes or restores them.
        heap: the heap limit of the scratch engine that verifies them, as Java writes it.
    """

    store: Store
    folder: Path
    principal: Principal
    beside: Sequence[BesideFile] = ()
    heap: str = "1g"

    def make(
        self, *, keep: int | None = None, verify: bool = True, right: Permission = Permission.BACK_UP
    ) -> BackupReport:
        """Write a backup, while others read and write.

        It is written under another name, is on the disk, and is verified before it has its own.

        Args:
            keep: how many backups the folder keeps; older ones are removed; None: all.
            verify: whether the backup is restored into a scratch store and compared.
            right: the right that it needs: of what it is made for.

        Raises:
            AccessDeniedError: the person may not back up.
            StoreError: the graph is damaged, writers did not wait, or the backup does not hold what it should.
            LiantuError: the folder cannot be used, or the disk is full.
        """
        self.store.setup(default_schema())
        origin = SnapshotOrigin(who=self.principal.signature, at=timestamp(), product=f"{PRODUCT} {version(PRODUCT)}")
        acting = self.principal.acting(Permission.BACK_UP, str(self.folder), right)
        with acting, _disk_errors(self.folder), unfinished_backup(self.folder) as file:
            manifest = write_backup(self.store, default_schema(), file, files=files_of(self.beside), origin=origin)
            if verify:
                verify_backup(file, default_schema(), heap=self.heap)
            named = name_backup(file)
            kept = KeptBackups() if keep is None else keep_newest(self.folder, keep)
        return BackupReport(file=named, manifest=manifest, verified=verify, kept=kept)

    def restore(self, file: Path, *, replace: bool = False, save: bool = True) -> RestoreReport:
        """Restore a backup; what the store holds is backed up before it gives way.

        Args:
            file: the backup.
            replace: whether what the store holds gives way.
            save: whether it is backed up first.

        Raises:
            AccessDeniedError: the person may not restore.
            StoreError: the backup is damaged, or the store is not empty and ``replace`` is False.
            LiantuError: a file cannot be read or written.
        """
        acting = self.principal.acting(Permission.RESTORE, file.name)
        with acting, _disk_errors(file), open_archive(file) as archive:
            must_save = replace and save and not is_restore_cut_off(self.store)
            saved = self.make(verify=False).file if must_save else None
            manifest = restore_backup(
                self.store, default_schema(), archive, replace=replace, log_ops=self._log_ops(file, archive.manifest)
            )
            done = {beside.name: restore_files(archive, beside) for beside in self.beside if archive.files(beside.name)}
        return RestoreReport(
            manifest=manifest,
            saved=saved,
            restored=tuple(name for name, is_restored in done.items() if is_restored),
            left=tuple(name for name, is_restored in done.items() if not is_restored),
        )

    def _log_ops(self, file: Path, manifest: BackupManifest) -> Callable[[Transaction, str], Sequence[WriteOp]]:
        context = LoadContext(who=self.principal.signature, action=RESTORE, file=file.name)

        def log_ops(tx: Transaction, writer: str) -> list[WriteOp]:
            return [import_op(tx.run, default_schema(), context, rows=manifest.records, broken=0, writer=writer)]

        return log_ops


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    """Raise faults of the disk with the file, or the folder, that was at fault.

    Raises:
        StoreError: ``disk_full``.
        LiantuError: ``file_unwritable``.
    """
    try:
        yield
    except OSError as problem:
        at_fault = Path(problem.filename) if isinstance(problem.filename, str) else path
        if problem.errno in FULL_DISK:
            existing = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
            raise StoreError("disk_full", path=str(path), free=disk_usage(existing).free >> 20) from problem
        raise LiantuError("file_unwritable", file=str(at_fault), reason=problem) from problem
