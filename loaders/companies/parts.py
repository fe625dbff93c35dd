"""The parts of a run: numbered Parquet files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

PART_SUFFIX = ".parquet"
PartRow = dict[str, Any]  # of one of the tables below


def text_schema(*names: str, numbers: Sequence[str] = ()) -> pa.Schema:
    """Return a schema of columns of text, then of whole numbers."""
    return pa.schema([*((name, pa.string()) for name in names), *((name, pa.int64()) for name in numbers)])


ROW_SCHEMA = text_schema(
    "place", "label", "name", "name_key", "code", "id", "by_code", "by_name", "district", "problem", numbers=["number"]
)
HOLDING_SCHEMA = text_schema(
    "region",
    "segment",
    "organisation",
    "role",
    "status",
    "support",
    "dataset",
    "note",
    numbers=["number", "year"],
)
BLOCK_SCHEMA = text_schema("block", "id", "name", "label", "code", "district")
JOIN_SCHEMA = text_schema("id", "organisation", "rule")
PAIR_SCHEMA = text_schema("left_id", "right_id", "left_name", "right_name", "outcome", "rule").append(
    pa.field("score", pa.float64())
)
OUTCOME_SCHEMA = text_schema("place", "name", "code", "organisation", "rule", "problem", numbers=["number"])
ORGANISATION_SCHEMA = text_schema("organisation", "name", "code", numbers=["rows"])


def part_path(folder: Path, number: int) -> Path:
    """Return the file of a part."""
    return folder / f"{number:05}{PART_SUFFIX}"


def part_files(folder: Path) -> list[Path]:
    """Return the parts of a folder, in their order."""
    return sorted(folder.glob(f"*{PART_SUFFIX}"))


def write_part(path: Path, table: pa.Table) -> None:
    """Write a part: under another name first, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.{uuid4().hex}")
    with begun.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())  # after a power cut a part is whole, or not there
    os.replace(begun, path)


def remove_begun(folder: Path) -> None:
    """Remove what killed tasks have begun to write into a folder."""
    for begun in folder.glob(f".*{PART_SUFFIX}.*"):
        begun.unlink()


def to_table(rows: Iterable[PartRow], schema: pa.Schema) -> pa.Table:
    """Return rows as a table."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def read_rows(files: Iterable[Path], columns: Sequence[str] | None = None) -> Iterator[PartRow]:
    """Yield the rows of some files, a batch at a time in memory."""
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(columns=columns):
            yield from batch.to_pylist()


def equal_chunks(files: Iterable[Path], schema: pa.Schema, rows: int) -> Iterator[pa.Table]:
    """Yield the rows of some files in tables of equal length, however the files cut them; the last is shorter."""
    held: list[pa.Table] = []
    count = 0
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=rows, columns=schema.names):
            table = pa.Table.from_batches([batch]).select(schema.names).cast(schema)
            while count + len(table) >= rows:
                yield pa.concat_tables([*held, table.slice(0, rows - count)]).combine_chunks()
                table, held, count = table.slice(rows - count), [], 0
            held.append(table)
            count += len(table)
    if count:
        yield pa.concat_tables(held).combine_chunks()


def count_rows(files: Iterable[Path]) -> int:
    """Return how many rows some files have."""
    return sum(pq.ParquetFile(file).metadata.num_rows for file in files)


def count_of(files: Iterable[Path], column: str, text: str) -> int:
    """Return how often a text stands in a column of some files."""
    return sum(pc.sum(pc.equal(pq.read_table(file, columns=[column])[column], text)).as_py() or 0 for file in files)
