"""Rows as CSV that Excel opens: UTF-8 with BOM, and nothing that it would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# Excel in Chinese and Japanese takes full-width signs for half-width ones, and looks past blanks and line breaks.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


TECHNICAL_COLUMNS = ("read_at",)  # where a source was read: in no file that is handed over


def public_columns(columns: Sequence[str]) -> list[str]:
    """Return the columns that a file to hand over has."""
    return [column for column in columns if column not in TECHNICAL_COLUMNS]


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; numbers stay numbers."""
    if not text.startswith(FORMULA) and not text.lstrip().startswith(FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a CSV text, without BOM."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(escape_formula, header))
    writer.writerows(map(escape_formula, row) for row in rows)
    return out.getvalue()


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as a CSV file, with BOM."""
    return csv_text(header, rows).encode("utf-8-sig")


def scoped_csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]], scope: str, caption: str) -> bytes:
    """Write rows as a CSV file whose last column says by which sources they are, since a table has no other head.

    Args:
        header: the columns' captions.
        rows: the cells of each row.
        scope: the year and the grade that are set, in words; empty: all sources, and there is no such column.
        caption: the column's caption.
    """
    return csv_bytes(*with_scope(header, rows, scope, caption))


def with_scope(
    header: Sequence[str], rows: Iterable[Sequence[str]], scope: str, caption: str
) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """Return a table's header and rows with a last column that says by which sources they are; as they are for all."""
    if not scope:
        return header, rows
    return [*header, caption], ([*row, scope] for row in rows)
