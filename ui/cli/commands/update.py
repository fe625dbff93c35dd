"""``liantu update``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.model.errors import UsageError
from loaders.release.signature import PUBLIC_KEY, PublisherKey, ReleaseError
from loaders.release.update_file import read_update
from loaders.service.backups import Backups
from loaders.service.updates import DatasetUpdates, UpdatePreview
from ui.backup_files import backup_files, default_backups
from ui.cli.commands.datasets import show_reports
from ui.cli.commands.load_effect import last_sequence, say_effect
from ui.cli.commands.scenario_diff import chain_lines
from ui.cli.options import language, principal, settings
from ui.cli.output import say
from ui.cli.stores import opened
from ui.doctor.bundle import installed_bundle
from ui.presenters.list_effect import effect_lines
from ui.presenters.reports import report_lines
from ui.presenters.scenario_diff import diff_scenarios


def update(file: Path, key: Path | None, yes: bool, store: str) -> None:
    """Show what an update file would change, and take it in after a yes."""
    words, chosen, who = language(), settings(store), principal()
    publisher = _publisher_key(key)
    checked = read_update(file, publisher)
    say(words("update.checked", version=checked.release.version, key=publisher.fingerprint))
    with opened(store) as graph:
        updates = DatasetUpdates(store=graph, folder=chosen.updates, principal=who)
        show_preview(updates.preview(checked))
        if not yes and not _confirmed():
            return
        since = last_sequence(graph)
        backups = Backups(
            store=graph,
            folder=default_backups(chosen),
            beside=backup_files(chosen),
            principal=who,
            heap=chosen.heap,
        )
        result = updates.take(checked, backups)
        say(words("update.backup", file=result.backup))
        show_reports(list(result.reports))
        say_effect(graph, since)
    say(words("update.taken", version=checked.release.version))


def show_preview(preview: UpdatePreview) -> None:
    """Write to stderr what an update would change, by dataset, and which links would change their state."""
    words = language()
    say(words("update.preview", before=preview.before, after=preview.after))
    for report in preview.reports:
        for line in report_lines(report, words):
            say(line)
    for before, after in preview.effects:
        diff = diff_scenarios(before, after, words)
        for line in (*effect_lines(diff, words), *chain_lines(diff, words)):
            say(line)
    if not preview.reports:
        say(words("update.none_loaded"))


def _publisher_key(file: Path | None) -> PublisherKey:
    """Return the publisher's key: the one that was named, else the installed bundle's; never one from the update."""
    bundle = installed_bundle()
    known = file or (bundle / PUBLIC_KEY if bundle else None)
    if known is None or not known.exists():
        raise ReleaseError("update_no_key")
    return PublisherKey.read(known)


def _confirmed() -> bool:
    """Ask whether to go on. Raises UsageError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise UsageError("update_unconfirmed")
    return click.confirm(language()("update.confirm"), err=True)
