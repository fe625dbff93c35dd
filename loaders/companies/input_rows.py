"""The rows of a Parquet or CSV file as those of a sheet: texts, and the header is line 1."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graph.model.errors import LiantuError
from loaders.companies.input_files import InputFile
from loaders.errors import SourceError, in_file
from loaders.sources.cell import cell_text
from loaders.sources.delimited import MAX_LIST_CELL, SEPARATOR_CHARACTERS, find_separator
from loaders.sources.encoding import decode_text
from loaders.sources.sheet import Cells

READ_ROWS = 50_000  # of Parquet at once in memory
BLOCK_BYTES = 1 << 20  # of a text file, of which its encoding is told where it is not UTF-8
CODECS = {"UTF-8": "utf-8-sig", "UTF-8 (BOM)": "utf-8-sig", "GB18030": "gb18030", "UTF-16": "utf-16"}


def is_parquet(file: InputFile) -> bool:
    """Return whether a file is Parquet, by its name."""
    return file.path.suffix.lower() == ".parquet"


def sheet_rows(file: InputFile, positions: Sequence[int] | None = None) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a file that have a text, the header too.

    Args:
        file: the file.
        positions: of the columns to read, counted from 0, in their order; None: all.

    Yields:
        The row's last line in the file, counted from 1 (in Parquet the header counts as a line), and its texts.

    Raises:
        LiantuError: the file cannot be read; the error names it.
    """
    try:
        with in_file(file.label):
            yield from _parquet_rows(file.path, positions) if is_parquet(file) else _csv_rows(file.path, positions)
    except (OSError, pa.ArrowException, UnicodeError, OverflowError) as problem:
        raise LiantuError("file_unreadable", file=file.label, reason=problem) from problem


def _parquet_rows(path: Path, positions: Sequence[int] | None) -> Iterator[tuple[int, Cells]]:
    with pq.ParquetFile(path) as parquet:
        names = parquet.schema_arrow.names
        chosen = range(len(names)) if positions is None else positions
        yield 1, tuple(names[place] for place in chosen)
        only = [names[place] for place in chosen] if len(set(names)) == len(names) else None
        line = 2
        for batch in parquet.iter_batches(batch_size=READ_ROWS, columns=only):
            places = chosen if only is None else map(batch.schema.get_field_index, only)
            columns = [_texts(batch.column(place)) for place in places]
            yield from ((n, cells) for n, cells in enumerate(zip(*columns, strict=True), line) if any(cells))
            line += len(batch)


def _texts(column: pa.Array) -> list[str]:
    """Return cells as texts.

    A whole number keeps all of its digits: only a spreadsheet has lost some. Bytes are texts that were not marked so,
    as some programs write them. A cell that is a list or a record has no text.
    """
    if pa.types.is_nested(column.type):
        return [""] * len(column)
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return [(value or b"").decode("utf-8") for value in column.to_pylist()]
    return [str(value) if type(value) is int else cell_text(value) for value in column.to_pylist()]


def _csv_rows(path: Path, positions: Sequence[int] | None) -> Iterator[tuple[int, Cells]]:
    codec = text_codec(path)
    csv.field_size_limit(MAX_LIST_CELL)
    line = 0
    try:
        with path.open(encoding=codec) as text:
            separator = find_separator(text.read(SEPARATOR_CHARACTERS))
            text.seek(0)
            reader = csv.reader(text, delimiter=separator, strict=True)
            for cells in reader:
                line = reader.line_num
                if any(map(str.strip, cells)):
                    yield line, tuple(cells) if positions is None else _chosen(cells, positions)
    except csv.Error as problem:
        raise SourceError("csv_damaged", line=line + 1, reason=problem) from problem
    except UnicodeDecodeError as problem:
        raise SourceError("file_encoding", tried=[codec]) from problem


def _chosen(cells: Sequence[str], positions: Sequence[int]) -> Cells:
    return tuple(cells[place] if place < len(cells) else "" for place in positions)


def text_codec(path: Path) -> str:
    """Return the codec of a text file: UTF-8 where all of it is, else what the first other bytes can be.

    Raises:
        SourceError: as ``decode_text``.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, block = 0, b""
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        file.seek(0)
        try:
            for block in iter(partial(file.read, BLOCK_BYTES), b""):
                decoder.decode(block)
                lines += block.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _other_codec(block, lines)
    return CODECS["UTF-8"]


def _other_codec(block: bytes, lines: int) -> str:
    """Return what a block can be, without the lines that it cuts. ``lines``: those before it."""
    whole = block[block.find(b"\n") + 1 :] if lines else block
    whole = whole[: whole.rfind(b"\n") + 1] or whole
    try:
        return CODECS[decode_text(whole)[1]]
    except SourceError as problem:
        line = problem.fields.get("line")
        more = {"line": line + lines} if isinstance(line, int) else {}
        raise SourceError(problem.code, **{**problem.fields, **more}) from problem
