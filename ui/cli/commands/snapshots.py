"""``liantu export`` and ``liantu import``."""

from __future__ import annotations

import io
import sys
from dataclasses import asdict
from pathlib import Path

from loaders.service.snapshots import export_stream, export_to, import_from
from ui.cli.options import language, principal
from ui.cli.output import say
from ui.cli.stores import opened


def export(output: Path | None, store: str) -> None:
    """Write the whole graph to a file or to stdout."""
    with opened(store) as graph:
        if output is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # the file's encoding, whatever the terminal's
        who = principal()
        count = export_stream(graph, sys.stdout, who) if output is None else export_to(graph, output, who)
    say(language()("store.exported", count=count, file=output or "-"))


def import_(file: Path, replace: bool, store: str) -> None:
    """Restore the whole graph from a file."""
    words = language()
    with opened(store) as graph:
        report = import_from(graph, file, replace_all=replace, principal=principal())
    say(words("store.imported", count=report.count))
    say(words("store.imported_from", **asdict(report.origin)) if report.origin else words("store.imported_unsigned"))
    if report.broken:
        say(words("store.imported_broken", count=len(report.broken), **asdict(report.broken[0])))
    else:
        say(words("store.imported_intact"))
