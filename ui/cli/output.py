"""Rows to stdout as a table, JSON or CSV; everything else to stderr."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.model.errors import LiantuError
from loaders.access.permission import Permission
from ui.cli.options import RowOutput, language, principal
from ui.exports.csv import csv_bytes, csv_text, public_columns, with_scope
from ui.presenters.cells import cell_text
from ui.presenters.source_filter import filter_text

if TYPE_CHECKING:
    from rich.progress import Progress

COUNTED_SOURCES = "counted_sources"  # the column of CSV that names the year and the grade
PIPED_WIDTH = 200  # characters a line where stdout is no terminal: names stay whole


def say(text: str) -> None:
    """Write a line for the person to stderr."""
    click.echo(text, err=True)


def progress_bar() -> Progress:
    """Return a bar on stderr that goes when all is done."""
    from rich.console import Console  # 60 ms that most commands need not spend
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)


@contextmanager
def progress_of(text: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with a text; yield a function that takes how much is done and how much there is."""
    with progress_bar() as shown:
        task = shown.add_task(text, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def write_rows(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    output: RowOutput,
    sources: SourceFilter = ALL_SOURCES,
) -> None:
    """Write rows in a format, to stdout or a file.

    Args:
        columns: the columns of tables and CSV, in order; JSON has all fields.
        rows: a mapping a row.
        output: the format, the most rows and the file.
        sources: the sources that the figures count; where it leaves some out, CSV says so in a last column, since a
            file that is handed over has no other head.
    """
    rows = rows[: output.limit]
    if output.format == "json":
        write_text(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", output.file)
    elif output.format == "csv":
        columns = public_columns(columns)
        cells = ([cell_text(row.get(column)) for column in columns] for row in rows)
        table = with_scope(columns, cells, filter_text(sources, language()), COUNTED_SOURCES)
        if output.file:
            write_bytes(csv_bytes(*table), output.file)
        else:
            write_text(csv_text(*table), None)
    else:
        _write_table(columns, rows, output.file)


def _write_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], file: Path | None) -> None:
    from rich.console import Console  # 60 ms that JSON and CSV need not spend
    from rich.table import Table
    from rich.text import Text

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
    """Write text to stdout or a file."""
    if file:
        write_bytes(text.encode(), file)
    else:
        sys.stdout.write(text)


def write_bytes(content: bytes, file: Path) -> None:
    """Write bytes to a file and make its folder; where there are accounts, the audit log keeps it.

    Raises:
        LiantuError: that fails.
    """
    try:
        with principal().acting(Permission.EXPORT, file.name):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(file), reason=problem) from problem
