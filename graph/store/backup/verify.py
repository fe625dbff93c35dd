"""Verify a backup: restore it into a scratch store on the embedded engine, and compare."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph.model.schema import Schema
from graph.store.backup.archive import open_archive
from graph.store.backup.restore import restore_backup
from graph.store.open import open_store


def verify_backup(file: Path, schema: Schema, *, heap: str = "1g") -> None:
    """Restore a backup into a scratch store beside it, compare what is there with the backup, and remove the store.

    The scratch store is on the embedded engine whatever store the backup is of: equal graphs give equal lines on both.

    Args:
        file: the backup.
        schema: today's schema.
        heap: the scratch engine's heap limit, as Java writes it.

    Raises:
        StoreError: the backup is damaged, or does not hold what it should.
        OSError: it cannot be read, or there is no room for the scratch store.
    """
    with (
        open_archive(file) as archive,
        tempfile.TemporaryDirectory(prefix=".verify-", dir=file.parent, ignore_cleanup_errors=True) as scratch,
        open_store(f"embedded:{Path(scratch) / 'store'}", heap=heap) as store,
    ):
        restore_backup(store, schema, archive)
