"""Extract: the rows of a dataset's tables, each with its format. Nothing is interpreted yet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from graph.model.schema import Schema
from loaders.dataset.manifest import Manifest
from loaders.dataset.table_format import TableFormat
from loaders.dataset.tables import TABLE_FORMATS
from loaders.errors import LoadError
from loaders.records import TableRow
from loaders.sources.csv_table import read_table
from loaders.sources.text_file import refuse_device

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xls", ".xlsx"})


def extract_rows(folder: Path, manifest: Manifest, schema: Schema) -> Iterator[tuple[TableFormat, TableRow]]:
    """Read every table of a folder, row by row: a long one need not be in memory as a whole.

    Args:
        folder: the dataset's folder.
        manifest: says what empty cells mean.
        schema: says which columns a table may have.

    Raises:
        LoadError: a table has another name, cannot be read, or has an unknown column.
    """
    _check_file_names(folder)
    for table in TABLE_FORMATS:
        file = folder / table.file
        if not os.path.lexists(file):
            continue
        _refuse_pipe(file)
        defaults = manifest.default_cells(table.name)
        for row in read_table(file, table.columns(schema)):
            stated = {column: text for column, text in row.cells.items() if text.strip()}
            yield table, TableRow(row.file, row.line, {**row.cells, **defaults, **stated})


def _refuse_pipe(file: Path) -> None:
    try:
        refuse_device(file, pipes=True)
    except OSError as problem:
        raise LoadError("file_unreadable", file=str(file), reason=problem) from problem


def _check_file_names(folder: Path) -> None:
    """Refuse a table under another name, because it would be passed over in silence."""
    known_files = [table.file for table in TABLE_FORMATS]
    try:
        files = sorted(folder.iterdir())
    except OSError as problem:
        raise LoadError("file_unreadable", file=str(folder), reason=problem) from problem
    for file in files:
        if file.suffix.lower() in TABLE_SUFFIXES and file.name not in known_files:
            raise LoadError("table_unknown", file=file.name, known=known_files)
