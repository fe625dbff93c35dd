"""The whole graph to a file and back."""

from __future__ import annotations

import os
from errno import EISDIR
from pathlib import Path
from typing import IO

from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.snapshot import export_graph, import_graph
from graph.store.store import Store


def export_to(store: Store, file: Path) -> int:
    """Write the graph to a file, in one step: an interrupted export leaves the old file."""
    if not file.name or file.is_dir():
        raise LiantuError("file_unwritable", file=str(file), reason=IsADirectoryError(EISDIR, "a folder"))
    try:
        fresh = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            with fresh.open("w", encoding="utf-8", newline="\n") as out:
                count = export_graph(store, default_schema(), out)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(file), reason=problem) from problem
    return count


def export_stream(store: Store, out: IO[str]) -> int:
    """Write the graph to a stream."""
    return export_graph(store, default_schema(), out)


def import_from(store: Store, file: Path, *, replace: bool) -> int:
    """Restore the graph of a file."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return import_graph(store, default_schema(), lines, replace=replace, name=file.name)
    except OSError as problem:
        raise LiantuError("file_unreadable", file=str(file), reason=problem) from problem
    except UnicodeDecodeError as problem:
        raise LiantuError("file_encoding", file=str(file), tried=["UTF-8"]) from problem
