"""The input in parts of equal length: Parquet and CSV files, every cell a text, each row with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from graph.model.errors import LiantuError
from loaders.companies.job import CHUNK_ROWS, Job
from loaders.companies.parts import part_path, write_part
from loaders.sources.sheet import Sheet

SAMPLE_ROWS = 1_000  # what the guess of a mapping looks at
SUFFIXES = (".parquet", ".csv")
FILE, LINE = "(file)", "(line)"  # columns of a part beside those of the file


def source_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files of files and folders, in the order of their names within a folder.

    Raises:
        LiantuError: there is none, or one of another kind.
    """
    found = [file for path in paths for file in (_files_of(path) if path.is_dir() else [path])]
    for file in found:
        try:
            file.stat()
        except OSError as problem:
            raise LiantuError("file_unreadable", file=str(file), reason=problem) from problem
        if file.suffix.lower() not in SUFFIXES:
            raise LiantuError("companies_kind", file=str(file), known=list(SUFFIXES))
    if not found:
        raise LiantuError("companies_none", folder=str(paths[0]), known=list(SUFFIXES))
    return found


def _files_of(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES)


def sample_sheet(file: Path) -> Sheet:
    """Return a file's columns and first rows as a sheet, for the guess of a mapping. Raises LiantuError."""
    batch = next(_batches(file), None)
    if batch is None:
        raise LiantuError("companies_empty", file=str(file))
    rows = zip(*(column.to_pylist() for column in batch.slice(0, SAMPLE_ROWS).columns), strict=True)
    return Sheet(file=file.name, rows=(tuple(batch.schema.names), *rows))


def write_input_parts(job: Job, sources: Iterable[Path]) -> None:
    """Write the parts that are not there yet. Raises LiantuError: a file cannot be read."""
    columns = tuple(job.mapping.columns)
    for number, table in enumerate(_chunks(sources, columns, job.part_rows)):
        path = part_path(job.stage("input"), number)
        if not path.exists():
            write_part(path, table)


def _chunks(sources: Iterable[Path], columns: Sequence[str], rows: int) -> Iterator[pa.Table]:
    """Yield tables of as many rows; the last of each file is shorter, so that no part depends on the next file."""
    for file in sources:
        held: list[pa.RecordBatch] = []
        count, line = 0, 1
        for batch in _batches(file, columns):
            while count + len(batch) >= rows:
                head = batch.slice(0, rows - count)
                yield _placed([*held, head], file, line)
                line += rows
                batch, held, count = batch.slice(len(head)), [], 0
            if len(batch):
                held.append(batch)
                count += len(batch)
        if count:
            yield _placed(held, file, line)


def _placed(batches: list[pa.RecordBatch], file: Path, line: int) -> pa.Table:
    table = pa.Table.from_batches(batches)
    lines = pa.array(range(line, line + len(table)), pa.int64())
    return table.append_column(FILE, pa.array([file.name] * len(table))).append_column(LINE, lines)


def _batches(file: Path, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """Yield batches of texts; a column that a file lacks is empty."""
    try:
        reader = _parquet(file, columns) if file.suffix.lower() == ".parquet" else _csv(file)
        for batch in reader:
            yield _texts(batch, columns or batch.schema.names)
    except (OSError, pa.ArrowException) as problem:
        raise LiantuError("file_unreadable", file=str(file), reason=problem) from problem


def _parquet(file: Path, columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    parquet = pq.ParquetFile(file)
    own = [name for name in parquet.schema_arrow.names if columns is None or name in columns]
    yield from parquet.iter_batches(batch_size=CHUNK_ROWS, columns=own)


def _csv(file: Path) -> Iterator[pa.RecordBatch]:
    """Yield batches of a CSV file in UTF-8, every cell as it is written."""
    options = {"parse_options": pa_csv.ParseOptions(newlines_in_values=True)}
    with pa_csv.open_csv(file, **options) as first:
        types = dict.fromkeys(first.schema.names, pa.string())
    as_text = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    with pa_csv.open_csv(file, convert_options=as_text, **options) as batches:
        yield from batches


def _texts(batch: pa.RecordBatch, columns: Sequence[str]) -> pa.RecordBatch:
    empty = pa.array([""] * len(batch), pa.string())
    arrays = [
        batch.column(name).cast(pa.string()).fill_null("") if name in batch.schema.names else empty for name in columns
    ]
    return pa.RecordBatch.from_arrays(arrays, names=list(columns))
