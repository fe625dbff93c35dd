"""``liantu backup`` and ``liantu restore``."""

from __future__ import annotations

from pathlib import Path

from graph.store.store import Store
from loaders.service.backups import Backups
from ui.backup_files import backup_files, default_backups
from ui.cli.options import language, principal, settings
from ui.cli.output import say
from ui.cli.stores import opened
from ui.settings import Settings

KIB = 1024


def backup(folder: Path | None, keep: int | None, verify: bool, store: str) -> None:
    """Write a backup, verify it, and remove older ones."""
    words, chosen = language(), settings(store)
    with opened(store) as graph:
        report = _backups(graph, chosen, folder).make(keep=keep, verify=verify)
    size, manifest = -(-report.file.stat().st_size // KIB), report.manifest
    say(words("backup.made", file=report.file, size=size, records=manifest.records, events=manifest.events))
    say(words("backup.verified" if verify else "backup.unverified"))
    for dataset in manifest.loading:
        say(words("backup.loading", dataset=dataset))
    for removed in report.kept.removed:
        say(words("backup.removed", file=removed.name))
    for damaged in report.kept.damaged:
        say(words("backup.damaged", file=damaged.name))


def restore(file: Path, replace: bool, save: bool, store: str) -> None:
    """Restore a backup."""
    words, chosen = language(), settings(store)
    with opened(store, restoring=True) as graph:
        report = _backups(graph, chosen).restore(file, replace=replace, save=save)
    manifest = report.manifest
    if report.saved:
        say(words("backup.saved", file=report.saved))
    say(words("backup.restored", records=manifest.records, events=manifest.events, at=manifest.made.at))
    for name in report.restored:
        say(words("backup.file_restored", name=name))
    for name in report.left:
        say(words("backup.file_left", name=name))


def _backups(graph: Store, chosen: Settings, folder: Path | None = None) -> Backups:
    return Backups(
        store=graph,
        folder=folder or default_backups(chosen),
        beside=backup_files(chosen),
        principal=principal(),
        heap=chosen.heap,
    )
