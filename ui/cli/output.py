"""Rows to stdout as a table, JSON or CSV; everything else to stderr."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from graph.model.errors import LiantuError
from ui.exports.csv import csv_bytes, csv_text
from ui.presenters.cells import cell_text

PIPED_WIDTH = 200


def say(text: str) -> None:
    """A line for the person, on stderr."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(text))


def bar() -> Progress:
    """A bar on stderr, gone when all is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)


@contextmanager
def progress_of(text: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with a text, from what is called with how much is done and how much there is."""
    with bar() as shown:
        task = shown.add_task(text, total=None)
        yield lambda done, whole: shown.update(task, completed=done, total=whole)


def write_rows(
    columns: Sequence[str], rows: Sequence[Mapping[str, Any]], format_: str, file: Path | None = None
) -> None:
    """Rows in a format, to stdout or a file.

    Args:
        columns: the columns, in order.
        rows: a mapping a row.
        format_: ``table``, ``json`` (an array of objects) or ``csv``.
        file: where to, instead of stdout.
    """
    if format_ == "json":
        text = json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
        write_text(text, file)
    elif format_ == "csv":
        cells = [[cell_text(row.get(column)) for column in columns] for row in rows]
        if file:
            write_bytes(csv_bytes(columns, cells), file)
        else:
            write_text(csv_text(columns, cells), None)
    else:
        _table(columns, rows, file)


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], file: Path | None) -> None:
    table = Table(show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell_text(row.get(column))) for column in columns))
    if file:
        with io.StringIO() as out:
            Console(file=out, width=PIPED_WIDTH).print(table)
            write_text(out.getvalue(), file)
    else:
        Console(width=None if sys.stdout.isatty() else PIPED_WIDTH, highlight=False).print(table)


def write_text(text: str, file: Path | None) -> None:
    """Text to stdout or a file."""
    if file:
        write_bytes(text.encode(), file)
    else:
        sys.stdout.write(text)


def write_bytes(content: bytes, file: Path) -> None:
    """Bytes to a file. Raises LiantuError when it cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(file), reason=problem) from problem
