"""Taking in an update file of the product's own datasets: what it would change first, then under a backup."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.analysis.method import Method
from graph.model.schema_file import default_schema
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.dataset.folder import BUNDLED, read_dataset
from loaders.pipeline import load
from loaders.records import RecordSet
from loaders.release.data_release import kept_versions, newest_datasets, read_release
from loaders.release.signature import ReleaseError
from loaders.release.update_file import UpdateFile
from loaders.report import LoadReport
from loaders.service.backups import Backups
from loaders.service.datasets import load_dataset
from loaders.service.list_effect import compare_with_load, planned_load
from loaders.service.regions import loaded_datasets
from queries.region import RegionAnalysis


@dataclass(frozen=True, kw_only=True)
class UpdatePreview:
    """The changes that an update would make.

    Attributes:
        before, after: the versions.
        reports: of the datasets that are loaded, what would be added, changed and removed.
        effects: of each of those with a region, the analysis as it is and as it would be by this dataset's holdings.
    """

    before: str
    after: str
    reports: tuple[LoadReport, ...]
    effects: tuple[tuple[RegionAnalysis, RegionAnalysis], ...]


@dataclass(frozen=True, kw_only=True)
class UpdateResult:
    """The result of an update: the backup of what was there before, and the report of each dataset that was loaded."""

    backup: Path
    reports: tuple[LoadReport, ...]


@dataclass(frozen=True, kw_only=True)
class DatasetUpdates:
    """The updates of a store's bundled datasets.

    Args:
        store: the graph.
        folder: where the versions that update files brought are kept; loads of bundled datasets take the newest.
        principal: who takes them in.
    """

    store: Store
    folder: Path
    principal: Principal

    def preview(self, update: UpdateFile, method: Method | None = None) -> UpdatePreview:
        """Return what an update would change; nothing is written.

        Raises:
            AccessDeniedError: the person may not update.
            ReleaseError: it is older than what is there, or holds a dataset that is none of the product's.
            LoadError: a dataset in it is unusable.
        """
        self.principal.check(Permission.UPDATE, update.release.version)
        before = self._check(update)
        self.store.setup(default_schema())
        records = self._records(update)
        return UpdatePreview(
            before=before,
            after=update.release.version,
            reports=tuple(load(self.store, each, dry_run=True) for each in records),
            effects=tuple(
                compare_with_load(self.store, planned_load(self.store, each), method)
                for each in records
                if each.dataset.region
            ),
        )

    def take(self, update: UpdateFile, backups: Backups, *, verify: bool = True) -> UpdateResult:
        """Back up, keep the new version, and load those of its datasets that are loaded, each in one go.

        Where it is cut off, the new version is kept already, and taking it in again does what is left.

        Args:
            update: the update.
            backups: where the backup goes.
            verify: whether the backup is restored into a scratch store and compared.

        Raises:
            AccessDeniedError, ReleaseError, LoadError: as ``preview``.
            StoreError, LiantuError: the backup failed, or the store; what was loaded until then stays loaded.
        """
        with self.principal.acting(Permission.UPDATE, update.release.version):
            self._check(update)
            self._records(update)  # before anything is written
            saved = backups.make(verify=verify, right=Permission.UPDATE).file
            newest = update.write(self.folder)
            for older in kept_versions(self.folder):
                if older != newest:
                    shutil.rmtree(older)
            reports = [
                load_dataset(self.store, name, self.principal, updates=self.folder) for name in self._loaded(update)
            ]
            return UpdateResult(backup=saved, reports=tuple(reports))

    def _check(self, update: UpdateFile) -> str:
        """Return the version that is there. Raises ReleaseError when the update is older, or not only the product's."""
        before = read_release(newest_datasets(self.folder)).version
        if update.release.version < before:
            raise ReleaseError("update_older", found=update.release.version, known=before)
        if unknown := sorted(update.datasets - {*BUNDLED}):
            raise ReleaseError("update_foreign", datasets=unknown)
        return before

    def _loaded(self, update: UpdateFile) -> Sequence[str]:
        """Return the datasets of an update that are loaded, in the order in which they are loaded."""
        loaded = loaded_datasets(self.store)
        return [name for name in BUNDLED if name in update.datasets and name in loaded]

    def _records(self, update: UpdateFile) -> list[RecordSet]:
        """Read every dataset of an update; return those that are loaded. Raises LoadError."""
        with TemporaryDirectory() as scratch:
            folder = update.write(Path(scratch))
            records = {name: read_dataset(folder / name) for name in sorted(update.datasets)}
        for name, each in records.items():
            if each.dataset.id != name:
                raise ReleaseError("update_foreign", datasets=[each.dataset.id])
        return [records[name] for name in self._loaded(update)]
