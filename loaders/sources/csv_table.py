"""CSV files as rows that know their file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from graph.model.normalize import normalize_text
from loaders.errors import LoadError
from loaders.records import TableRow
from loaders.sources.encoding import decode_text

MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_CELL_CHARACTERS = 1_000_000


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, GB18030 or UTF-16, with LF line ends.

    Raises:
        LoadError: no such file, too large, damaged, or in no such encoding.
    """
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise LoadError("file_too_large", file=str(path), size=size, limit=MAX_FILE_BYTES)
        raw = path.read_bytes()
    except (OSError, ValueError) as problem:
        raise LoadError("file_unreadable", file=str(path), reason=problem) from problem
    return decode_text(raw, str(path))[0].replace("\r\n", "\n").replace("\r", "\n")


def read_table(path: Path, columns: frozenset[str]) -> Iterator[TableRow]:
    """The rows of a CSV file, empty ones left out.

    Args:
        path: the file; its first line names the columns.
        columns: the names that may stand there.

    Raises:
        LoadError: a column is unknown or named twice, a row is longer than the header, or the file is no CSV.
    """
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = _trimmed([normalize_text(name) for name in next(reader, [])])
        _check_header(path, header, columns)
        line = reader.line_num + 1
        for cells in map(_trimmed, reader):
            if len(cells) > len(header):
                raise LoadError("row_too_long", file=path.name, line=line, columns=len(header), cells=len(cells))
            if cells:
                yield TableRow(path.name, line, dict(zip(header, cells, strict=False)))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise LoadError("file_not_csv", file=path.name, line=reader.line_num) from problem


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without the empty ones at the end: spreadsheets write them."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _check_header(path: Path, header: list[str], columns: frozenset[str]) -> None:
    for name in header:
        if name not in columns:
            raise LoadError("unknown_column", file=path.name, column=name, known=sorted(columns))
        if header.count(name) > 1:
            raise LoadError("column_twice", file=path.name, column=name)
