"""The input in parts of equal length: the cells of the mapping's columns as they are, each row with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyarrow as pa

from loaders.companies.input_table import InputTable
from loaders.companies.job import Job
from loaders.companies.parts import part_path, write_part
from loaders.sources.sheet import Cells

FILE, LINE = "(file)", "(line)"  # columns of a part beside those of the mapping


def write_input_parts(job: Job, tables: Iterable[InputTable]) -> None:
    """Write the parts that are not there yet. Raises LiantuError: a file cannot be read."""
    for number, part in enumerate(_parts(tables, tuple(job.mapping.columns), job.part_rows)):
        path = part_path(job.stage("input"), number)
        if not path.exists():
            write_part(path, part)


def _parts(tables: Iterable[InputTable], columns: Sequence[str], count: int) -> Iterator[pa.Table]:
    """Yield tables of as many rows; the last of each file is shorter, so that no part depends on the next file."""
    for table in tables:
        rows = table.rows()
        while part := list(islice(rows, count)):
            yield _placed(part, columns, table.file.label)


def _placed(rows: Sequence[tuple[int, Cells]], columns: Sequence[str], label: str) -> pa.Table:
    cells = zip(*(cells for _, cells in rows), strict=True)
    texts = {column: pa.array(texts, pa.string()) for column, texts in zip(columns, cells, strict=True)}
    lines = pa.array([line for line, _ in rows], pa.int64())
    return pa.table({**texts, FILE: pa.array([label] * len(rows)), LINE: lines})
