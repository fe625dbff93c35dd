"""An update of the bundled datasets: shown first, taken in under a backup, and not taken back by a load of all."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from graph.store.store import Store
from loaders.access.audit import AuditLog
from loaders.access.principal import AccessDeniedError, Principal
from loaders.access.role import Role
from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from loaders.release.signature import PublisherKey, ReleaseError
from loaders.release.update_file import UpdateFile, read_update
from loaders.service.backups import Backups
from loaders.service.datasets import load_dataset
from loaders.service.updates import DatasetUpdates
from tests.support.small_datasets import folder
from tests.support.update_files import update_file

KEY = Ed25519PrivateKey.generate()


def update(home: Path, version: str, name: str) -> UpdateFile:
    return read_update(update_file(home, KEY, version, name), PublisherKey(KEY.public_key()))


def region(store: Store) -> object:
    return store.read("MATCH (region {id: 'reg-x'}) RETURN region.name AS name")[0]["name"]


def test_an_update_is_shown_then_taken_under_a_backup_and_stays(embedded: Store, tmp_path: Path) -> None:
    store, log = embedded, AuditLog(tmp_path / "audit.log")
    load(store, read_dataset(folder(tmp_path, "candidates")))
    steward = Principal(name="张三", role=Role.STEWARD, audit=log)
    updates = DatasetUpdates(store=store, folder=tmp_path / "updates", principal=steward)
    newer = update(tmp_path, "2030-01-31", "新市")

    preview = updates.preview(newer)
    assert [(report.dataset, report.nodes.changed) for report in preview.reports] == [("candidates", 1)]
    assert preview.after == "2030-01-31"
    assert region(store) == "某市" and not updates.folder.exists()

    backups = Backups(store=store, folder=tmp_path / "backups", principal=steward)
    result = updates.take(newer, backups, verify=False)
    assert [report.dataset for report in result.reports] == ["candidates"]
    assert result.backup.is_file() and region(store) == "新市"
    assert [(entry.action, entry.outcome) for entry in log.entries()] == [
        (action, "done") for action in ("back-up", "load", "update")
    ]

    assert not load_dataset(store, "candidates", steward, updates=updates.folder).changed
    with pytest.raises(ReleaseError, match="update_older"):
        updates.preview(update(tmp_path, "2020-01-01", "旧市"))
    editor = DatasetUpdates(store=store, folder=updates.folder, principal=Principal(role=Role.EDITOR))
    with pytest.raises(AccessDeniedError):
        editor.preview(newer)
    assert not any(report.changed for report in updates.preview(newer).reports)
