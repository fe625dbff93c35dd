"""The rows of a list that were refused, as a list with one more column that says why: mend it, and load it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model.errors import LiantuError
from loaders.spreadsheets.table import Table
from ui.exports.xlsx import Cell, Sheet, workbook
from ui.text import Words

WIDTH, WHY_WIDTH = 18, 60


def refused_workbook(tables: Sequence[Table], refused: Sequence[LiantuError], words: Words) -> bytes:
    """The workbook's bytes: a sheet for each table with refused rows, in the order of the file."""
    why: dict[str, list[str]] = {}
    for fault in refused:
        place = fault.fields.get("origin") or f"{fault.fields.get('file')}:{fault.fields.get('line')}"
        why.setdefault(str(place), []).append(words.error(fault))
    sheets = [sheet for number, table in enumerate(tables, 1) if (sheet := _sheet(table, why, number, words))]
    return workbook(words("list.refused_title"), sheets, words)


def _sheet(table: Table, why: dict[str, list[str]], number: int, words: Words) -> Sheet | None:
    lines: list[list[Cell]] = [
        [*(row[column] for column in table.columns), "\n".join(why[row.origin])]
        for row in table.rows
        if row.origin in why
    ]
    columns = [*((column, WIDTH) for column in table.columns), (words("list.why"), WHY_WIDTH)]
    return Sheet(f"{number} {table.sheet.name}".strip(), columns, lines) if lines else None
