"""The whole graph to a file and back."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO

from graph.model.errors import LiantuError
from graph.model.schema import schema
from graph.store.snapshot import export_graph, import_graph
from graph.store.store import Store


def export_to(store: Store, file: Path) -> int:
    """Write the graph to a file, in one step: an interrupted export leaves the old file."""
    try:
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8", newline="\n") as out:
            try:
                count = export_graph(store, schema(), out.file)
                out.close()
                Path(out.name).replace(file)
            except BaseException:
                out.close()
                os.unlink(out.name)
                raise
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(file), reason=problem.strerror or str(problem)) from problem
    return count


def export_stream(store: Store, out: IO[str]) -> int:
    """Write the graph to a stream."""
    return export_graph(store, schema(), out)


def import_from(store: Store, file: Path, *, replace: bool) -> int:
    """Restore the graph of a file."""
    try:
        with file.open(encoding="utf-8") as lines:
            return import_graph(store, schema(), lines, replace=replace, name=file.name)
    except (OSError, UnicodeDecodeError) as problem:
        raise LiantuError("file_unreadable", file=str(file), reason=str(problem)) from problem
