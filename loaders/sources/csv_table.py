"""CSV files of a dataset as rows that know their file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from graph.model.normalize import normalize_text
from loaders.errors import LoadError
from loaders.records import TableRow
from loaders.sources.text_file import read_text

MAX_TABLE_CELL = 1_000_000  # characters; a document's whole text may be one cell


def read_table(path: Path, columns: frozenset[str]) -> Iterator[TableRow]:
    """Read the rows of a CSV file. Empty rows are left out.

    Args:
        path: the file; its first line names the columns.
        columns: the names that a column may have.

    Raises:
        LoadError: a column is unknown or named twice, a row is longer than the header, or the file is no CSV.
    """
    csv.field_size_limit(MAX_TABLE_CELL)
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = _without_empty_end([normalize_text(name) for name in next(reader, [])])
        _check_header(path, header, columns)
        line = reader.line_num + 1
        for cells in map(_without_empty_end, reader):
            if len(cells) > len(header):
                raise LoadError("row_too_long", file=path.name, line=line, columns=len(header), cells=len(cells))
            if cells:
                yield TableRow(path.name, line, dict(zip(header, cells, strict=False)))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise LoadError("file_not_csv", file=path.name, line=reader.line_num) from problem


def _without_empty_end(cells: list[str]) -> list[str]:
    """Drop the empty cells at the end of a row, because spreadsheets write them up to the widest row."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _check_header(path: Path, header: list[str], columns: frozenset[str]) -> None:
    for name in header:
        if name not in columns:
            raise LoadError("unknown_column", file=path.name, column=name, known=sorted(columns))
        if header.count(name) > 1:
            raise LoadError("column_twice", file=path.name, column=name)
