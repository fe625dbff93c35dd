"""The table of a file: found in its first rows as in those of a list, then read to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.model.errors import LiantuError
from graph.model.normalize import normalize_text
from loaders.companies.input_files import InputFile
from loaders.companies.input_rows import is_parquet, sheet_rows
from loaders.errors import LoadError
from loaders.lists.detect import tables_of
from loaders.lists.mapping import ListMapping
from loaders.lists.transform import mapping_applies, places_without_region
from loaders.sources.header import AUTOMATIC
from loaders.sources.list_table import ListTable
from loaders.sources.sheet import Cells, Sheet
from loaders.sources.table_layout import TableLayout

SAMPLE_ROWS = 1_000  # in which the table is found, and by which a mapping is guessed
FIRST_LINE = TableLayout(header=1)  # in Parquet the names of the columns are not to be found


def sample_tables(file: InputFile, layout: TableLayout) -> tuple[ListTable, ...]:
    """Return the tables in the first rows of a file; none where it has no row.

    Raises:
        LiantuError: the file cannot be read.
    """
    rows: list[Cells] = []
    for line, cells in islice(sheet_rows(file), SAMPLE_ROWS + 1):
        rows += [()] * (line - len(rows) - 1)
        rows.append(tuple(map(normalize_text, cells)))
    sheet = Sheet(file=file.label, rows=tuple(rows))
    try:
        return tables_of([sheet], FIRST_LINE if is_parquet(file) else layout)
    except LoadError as problem:
        if problem.code in ("list_empty", "list_head_only"):
            return ()
        raise


def first_tables(files: Sequence[InputFile]) -> tuple[InputFile, tuple[ListTable, ...]]:
    """Return the first file that has a row, and the tables in its first rows.

    Raises:
        LiantuError: a file cannot be read, or none has a row.
    """
    for file in files:
        if tables := sample_tables(file, AUTOMATIC):
            return file, tables
    raise LiantuError("companies_empty", file=files[0].label)


@dataclass(frozen=True)
class InputTable:
    """A file's table.

    Attributes:
        file: the file.
        header_line: the last line that is none of its rows.
        positions: where the mapping's columns stand; -1: the file lacks one.
    """

    file: InputFile
    header_line: int
    positions: tuple[int, ...]

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Yield each row's line, and its cells by the mapping's columns; a header that stands again is no row.

        Raises:
            LiantuError: the file cannot be read.
        """
        head: Cells = ()
        own = [place for place in self.positions if place >= 0]
        order = [own.index(place) if place >= 0 else -1 for place in self.positions]
        for line, cells in sheet_rows(self.file, own):
            if line <= self.header_line:
                head = cells
            elif cells != head:
                yield line, tuple(cells[place] if place >= 0 else "" for place in order)


def find_input_tables(files: Sequence[InputFile], mapping: ListMapping) -> list[InputTable]:
    """Return the tables that a mapping reads, one of each file that has a row.

    Raises:
        LiantuError: a file cannot be read, none has a row, no table of a file has the columns, several have, or the
            mapping lacks the region.
    """
    tables = [table for file in files if (table := _input_table(file, mapping))]
    if not tables:
        raise LiantuError("companies_empty", file=files[0].label)
    return tables


def _input_table(file: InputFile, mapping: ListMapping) -> InputTable | None:
    tables = sample_tables(file, mapping.layout)
    fitting = [table for table in tables if mapping_applies(table, mapping)]
    if tables and not fitting:
        raise LoadError("list_columns", file=file.label, columns=list(mapping.columns))
    if len(fitting) > 1 or any(table.sheet.area for table in fitting):
        raise LoadError("companies_tables", file=file.label)
    if not fitting:
        return None
    table = fitting[0]
    if places_without_region(mapping, table.columns):
        raise LoadError("list_region", file=file.label)
    positions = tuple(table.positions.get(column, -1) for column in mapping.columns)
    return InputTable(file, 1 if is_parquet(file) else table.header_line, positions)
