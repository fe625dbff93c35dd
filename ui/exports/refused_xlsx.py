"""A list whose refused rows say why: mended and loaded through the same map it is the whole list again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.model.errors import LiantuError
from loaders.sources.list_table import ListTable
from ui.exports.xlsx import Cell, Worksheet, workbook
from ui.text import Words

WIDTH, WHY_WIDTH = 18, 60


def refused_xlsx(tables: Sequence[ListTable], refused: Sequence[LiantuError], words: Words) -> bytes:
    """Return the workbook's bytes: every row of every table, refused ones first, with a last column for the reason.

    All rows, since a list that is loaded is the whole of what it says: the refused ones alone would remove the others.
    """
    why: dict[str, list[str]] = {}
    for fault in refused:
        place = fault.fields.get("origin") or f"{fault.fields.get('file')}:{fault.fields.get('line')}"
        why.setdefault(str(place), []).append(words.error(fault))
    return workbook(
        words("list.refused_title"),
        [_sheet(table, name, why, words) for table, name in zip(tables, _names(tables), strict=True)],
        words,
    )


def _names(tables: Sequence[ListTable]) -> list[str]:
    """Return the sheets' names: tables of one sheet go by their titles, by which the mapping knows their kinds."""
    sheets = Counter((table.sheet.file, table.sheet.name) for table in tables)
    return [table.caption if sheets[table.sheet.file, table.sheet.name] > 1 else table.sheet.name for table in tables]


def _sheet(table: ListTable, name: str, why: dict[str, list[str]], words: Words) -> Worksheet:
    rows = sorted(table.rows, key=lambda row: row.location not in why)
    lines: list[list[Cell]] = [
        [*(row[column] for column in table.columns), "\n".join(why.get(row.location, ()))] for row in rows
    ]
    columns = [*((column, WIDTH) for column in table.columns), (words("list.why"), WHY_WIDTH)]
    return Worksheet(name or words("list.refused_title"), columns, lines)
