"""``liantu export`` and ``liantu import``."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from loaders.service.snapshots import export_stream, export_to, import_from
from ui.cli.options import language
from ui.cli.output import say
from ui.cli.stores import opened


def export(output: Path | None, store: str) -> None:
    """Write the whole graph to a file or to stdout."""
    with opened(store) as graph:
        if output is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # the file's encoding, whatever the terminal's
        count = export_stream(graph, sys.stdout) if output is None else export_to(graph, output)
    say(language()("store.exported", count=count, file=output or "-"))


def import_(file: Path, replace: bool, store: str) -> None:
    """Restore the whole graph from a file."""
    with opened(store) as graph:
        count = import_from(graph, file, replace=replace)
    say(language()("store.imported", count=count))
