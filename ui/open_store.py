"""Open the store that the settings name, and bring it to today's schema first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.backup.restore import is_restore_cut_off
from graph.store.migrate import MigrationReport, migrate
from graph.store.open import embedded_folder, open_store
from graph.store.store import Store
from ui.settings import Settings


def open_configured_store(
    settings: Settings,
    on_migrated: Callable[[MigrationReport], None] = lambda report: None,
    *,
    restoring: bool = False,
) -> Store:
    """Return the store, connected; one of an older version is migrated, with a backup beside it.

    Args:
        settings: the store's address, the account and the engine's limits.
        on_migrated: called after a migration, to tell the user.
        restoring: whether a backup will be restored: a store in which a restore was cut off is then opened as it is.

    Raises:
        StoreError: there is no such store, it does not answer, a newer version of this program wrote it, or a restore
            was cut off.
    """
    store = open_store_unmigrated(settings)
    try:
        if restoring and is_restore_cut_off(store):
            return store
        if report := migrate(store, default_schema(), backup_folder(settings)):
            on_migrated(report)
    except LiantuError:
        store.close()
        raise
    return store


def open_store_unmigrated(settings: Settings) -> Store:
    """Return the store as it is, whatever version wrote it. Raises StoreError when there is none or it is silent."""
    return open_store(
        settings.store,
        settings.user,
        settings.password,
        heap=settings.heap,
        query_seconds=settings.console_seconds,
        idle_seconds=settings.engine_idle_seconds,
        java=settings.java,
    )


def backup_folder(settings: Settings) -> Path:
    """Return where backups go: beside the embedded store's folder, else the user's own folder."""
    path = settings.store.removeprefix("embedded:")
    return settings.home if path == settings.store else Path(path).expanduser().parent


def reviews_folder(settings: Settings) -> Path:
    """Return where reviews of documents are kept: in the embedded store's folder, else in the user's own folder."""
    path = settings.store.removeprefix("embedded:")
    return (settings.home if path == settings.store else embedded_folder(settings.store)) / "reviews"
