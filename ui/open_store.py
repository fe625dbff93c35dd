"""Opening the store that the settings name."""

from __future__ import annotations

from graph.store.open import open_store
from graph.store.store import Store
from ui.settings import Settings


def open_configured_store(settings: Settings) -> Store:
    """The store, connected. Raises StoreError."""
    return open_store(
        settings.store,
        settings.user,
        settings.password,
        heap=settings.heap,
        query_seconds=settings.console_seconds,
        idle_seconds=settings.engine_idle_seconds,
    )
