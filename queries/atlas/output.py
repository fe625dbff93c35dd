"""The tables of an atlas, written batch by batch into a folder that gets its name when all is done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from graph.analysis.array_types import Reals
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.errors import LiantuError

FORMATS = ("parquet", "csv")
PART = ".part"  # ends the name of the folder that is being written


class _Writer(Protocol):
    def write_table(self, table: pa.Table) -> None: ...

    def close(self) -> None: ...


class OutputTables:
    """The tables that are being written, one file each; they are made with their first rows."""

    def __init__(self, folder: Path, format_: str) -> None:
        self.folder, self.format = folder, format_
        self.rows: dict[str, int] = {}
        self._writers: dict[str, _Writer] = {}

    def write(self, name: str, columns: Mapping[str, Any]) -> None:
        """Add rows to a table.

        Args:
            name: the table's name.
            columns: an array of each column; those of floats are rounded, NaN becomes none.
        """
        table = pa.table({column: _arrow(values, self.format) for column, values in columns.items()})
        if name not in self._writers:
            path = str(self.folder / f"{name}.{self.format}")
            make = pq.ParquetWriter if self.format == "parquet" else pc.CSVWriter
            self._writers[name] = make(path, table.schema)
        self._writers[name].write_table(table)
        self.rows[name] = self.rows.get(name, 0) + table.num_rows

    def close(self) -> None:
        """Close all files."""
        for writer in self._writers.values():
            writer.close()


@contextmanager
def output_folder(folder: Path, *, replace: bool) -> Iterator[Path]:
    """Yield a folder to write into; it gets its name when the block ends, and is removed where the block fails.

    What a run that was killed has left of such a folder is removed first.

    Raises:
        LiantuError: there is something under the name already and it is not to be replaced, or it cannot be written.
    """
    folder = folder.resolve()  # "." has no name
    if folder.exists() and not replace and (not folder.is_dir() or any(folder.iterdir())):
        raise LiantuError("atlas_output", folder=str(folder))
    part = folder.with_name(folder.name + PART)
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            yield part
            if folder.exists():
                shutil.rmtree(folder)
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as problem:
        raise LiantuError("file_unwritable", file=str(folder), reason=problem) from problem


def named(places: np.ndarray, names: tuple[str, ...]) -> pa.DictionaryArray:
    """Return places as the names that they stand for; -1 is none."""
    indices = pa.array(places, pa.int32(), mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def _arrow(values: Any, format_: str) -> pa.Array:
    if isinstance(values, pa.DictionaryArray):
        return values.dictionary_decode() if format_ == "csv" else values
    if isinstance(values, np.ndarray) and values.dtype == np.float64:
        return _rounded(values)
    return pa.array(values)


def _rounded(values: Reals) -> pa.Array:
    return pa.array(np.round(values, SCORE_DECIMALS), mask=np.isnan(values))
