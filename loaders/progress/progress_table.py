"""Rows of a progress report: measure, achieved value, unit, period, source; read from the tables of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis.plans.period import parse_period
from graph.model.normalize import TO_HALF_WIDTH, normalize_text, parse_number
from loaders.errors import LoadError, RowError
from loaders.progress.headings import progress_headings
from loaders.records import TableRow
from loaders.sources.header import find_tables
from loaders.sources.heading import normalize_heading
from loaders.sources.list_table import ListTable
from loaders.sources.sheet import Sheet

MEASURE, VALUE, UNIT, PERIOD, SOURCE = "measure", "value", "unit", "period", "source"
SUBJECT, TARGET = "subject", "target"
YEAR_HEADING = re.compile(r"((?:19|20)[0-9]{2})年?度?(?:实际|完成)?(?:值|数)?")  # a column a year: 2023年实际
HEADED_UNIT = re.compile(r"[(]([^()]{1,12})[)]$")  # 实际值(%)
PRINTED_VALUE = re.compile(r"(?:第|约)?([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9\s]{0,12})")  # 112家, 2.8%


@dataclass(frozen=True, kw_only=True)
class ProgressEntry:
    """One achieved value of a report.

    Attributes:
        location: file and line, for messages and as what can be cited.
        measure: the measure's name as printed.
        value: the number.
        unit, period, source, subject, target: as printed; empty where the report does not say.
    """

    location: str
    measure: str
    value: str
    unit: str = ""
    period: str = ""
    source: str = ""
    subject: str = ""
    target: str = ""


@dataclass(frozen=True)
class ProgressSheet:
    """The entries of a report, the rows that are none, and the tables that they stand in."""

    entries: tuple[ProgressEntry, ...]
    refused: tuple[RowError, ...]
    tables: tuple[ListTable, ...]

    @property
    def file(self) -> str:
        """Return the file's name."""
        return self.tables[0].sheet.file


def is_progress_report(sheets: Sequence[Sheet]) -> bool:
    """Return whether a spreadsheet has a table with a column of measures and one of achieved values."""
    return bool(_progress_tables(sheets))


def read_progress(sheets: Sequence[Sheet]) -> ProgressSheet:
    """Read a report.

    Raises:
        LoadError: no table has the columns of one.
    """
    tables = _progress_tables(sheets)
    if not tables:
        raise LoadError("progress_columns", file=sheets[0].file if sheets else "")
    read = [entry for table in tables for row in table.rows for entry in _entries(row, table)]
    return ProgressSheet(
        tuple(entry for entry in read if isinstance(entry, ProgressEntry)),
        tuple(entry for entry in read if isinstance(entry, RowError)),
        tables,
    )


def _progress_tables(sheets: Sequence[Sheet]) -> tuple[ListTable, ...]:
    headings = progress_headings()
    names = [heading for heading, column in headings.items() if column == MEASURE]
    tables = (table for sheet in sheets for table in find_tables(sheet, list(headings), names))
    return tuple(table for table in tables if table.rows and _is_report(table))


def _is_report(table: ListTable) -> bool:
    columns = _columns(table)
    return MEASURE in columns and (VALUE in columns or bool(_year_columns(table)))


def _columns(table: ListTable) -> Mapping[str, str]:
    """Return what a column says -> its name; of several that say the same the first."""
    columns: dict[str, str] = {}
    for name in table.columns:
        heading = HEADED_UNIT.sub("", normalize_heading(name))
        if column := progress_headings().get(heading):
            columns.setdefault(column, name)
    return columns


def _year_columns(table: ListTable) -> Mapping[str, str]:
    """Return the columns that a year heads -> the year."""
    years = {name: YEAR_HEADING.fullmatch(HEADED_UNIT.sub("", normalize_heading(name))) for name in table.columns}
    return {name: match[1] for name, match in years.items() if match}


def _entries(row: TableRow, table: ListTable) -> Iterator[ProgressEntry | RowError]:
    """Yield the values of a row: one, or one for each year that has a column; an empty cell is no value yet."""
    columns = _columns(table)
    cells = {column: normalize_text(row[name]) for column, name in columns.items()}
    if not cells[MEASURE]:
        yield RowError("empty_cell", file=row.file, line=row.line, column=columns[MEASURE])
        return
    values = {columns[VALUE]: cells.get(PERIOD, "")} if VALUE in columns else _year_columns(table)
    for name, period in values.items():
        if text := normalize_text(row[name]):
            yield _entry(row, cells, name, text, period)


def _entry(row: TableRow, cells: Mapping[str, str], column: str, text: str, period: str) -> ProgressEntry | RowError:
    """Return an entry; its unit may stand in its own column, behind the number or in the heading."""
    match = PRINTED_VALUE.fullmatch(text.translate(TO_HALF_WIDTH))
    if not match or parse_number(match[1]) is None:
        return RowError("bad_cell", file=row.file, line=row.line, column=column, value=text, wanted="number")
    if parse_period(period) is None:
        return RowError("progress_period", file=row.file, line=row.line, value=period, name=cells[MEASURE])
    headed = HEADED_UNIT.search(normalize_heading(column))
    return ProgressEntry(
        location=row.location,
        measure=cells[MEASURE],
        value=match[1],
        unit=match[2] or cells.get(UNIT, "") or (headed[1] if headed else ""),
        period=period,
        source=cells.get(SOURCE, ""),
        subject=cells.get(SUBJECT, ""),
        target=cells.get(TARGET, ""),
    )
