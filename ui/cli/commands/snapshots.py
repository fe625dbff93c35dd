"""``liantu export`` and ``liantu import``."""

from __future__ import annotations

import io
import sys
from dataclasses import asdict
from pathlib import Path

from graph.model.errors import UsageError
from graph.store.neo4j_import import ARGUMENTS_FILE
from loaders.service.snapshots import export_neo4j_to, export_stream, export_to, import_folder, import_from
from ui.cli.options import language, principal
from ui.cli.output import say
from ui.cli.stores import opened

NEO4J_FORMAT = "neo4j-admin"


def export(format_: str, output: Path | None, store: str) -> None:
    """Write the whole graph to a file or to stdout, or for Neo4j's importer to a folder."""
    if format_ == NEO4J_FORMAT:
        _export_neo4j_files(output, store)
        return
    with opened(store) as graph:
        if output is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # the file's encoding, whatever the terminal's
        who = principal()
        count = export_stream(graph, sys.stdout, who) if output is None else export_to(graph, output, who)
    say(language()("store.exported", count=count, file=output or "-"))


def _export_neo4j_files(folder: Path | None, store: str) -> None:
    if folder is None:
        raise UsageError("output_needed", format=NEO4J_FORMAT)
    with opened(store) as graph:
        count = export_neo4j_to(graph, folder, principal())
    say(language()("store.exported_neo4j", count=count, folder=folder, arguments=ARGUMENTS_FILE))


def import_(file: Path, replace: bool, store: str) -> None:
    """Restore the whole graph from a file, or fill a new embedded store from a folder."""
    if file.is_dir():
        _import_folder(file, store)
        return
    words = language()
    with opened(store) as graph:
        report = import_from(graph, file, replace_all=replace, principal=principal())
    say(words("store.imported", count=report.count))
    say(words("store.imported_from", **asdict(report.origin)) if report.origin else words("store.imported_unsigned"))
    if report.broken:
        say(words("store.imported_broken", count=len(report.broken), **asdict(report.broken[0])))
    else:
        say(words("store.imported_intact"))


def _import_folder(folder: Path, store: str) -> None:
    with opened(store) as graph:
        count = import_folder(graph, folder, principal())
    say(language()("store.imported", count=count))
    say(language()("store.imported_unchecked"))
