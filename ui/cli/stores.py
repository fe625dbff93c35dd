"""Opening the store that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.store.migrate import MigrationReport
from graph.store.store import Store
from ui.cli.options import language, settings
from ui.cli.output import say
from ui.open_store import open_configured_store


@contextmanager
def opened(url: str, *, restoring: bool = False) -> Iterator[Store]:
    """Open the store of an address (empty: the environment's) and close it afterwards.

    Args:
        url: the address.
        restoring: whether a backup will be restored, as it must be where a restore was cut off.

    Raises:
        StoreError: it cannot be used.
    """
    with open_configured_store(settings(url), _tell_migrated, restoring=restoring) as store:
        yield store


def _tell_migrated(report: MigrationReport) -> None:
    """Say on stderr that the store was migrated, and where the backup is."""
    say(language()("store.migrated", before=report.before, after=report.after, file=report.backup))
