"""Targets beside what was achieved, to take away: a workbook and a CSV file."""

from __future__ import annotations

from collections.abc import Sequence

from ui.exports.csv import csv_bytes
from ui.exports.xlsx import Worksheet, workbook
from ui.presenters.target_progress import PROGRESS_COLUMNS, TargetProgressRow
from ui.text import Words

PROGRESS_WIDTHS = (40, 22, 18, 24, 40, 10, 30, 36, 18)  # characters


def progress_csv(rows: Sequence[TargetProgressRow], words: Words) -> bytes:
    """Return the targets as a CSV file."""
    return csv_bytes([words(f"column.{name}") for name in PROGRESS_COLUMNS], [row.cells(words) for row in rows])


def progress_xlsx(rows: Sequence[TargetProgressRow], words: Words) -> bytes:
    """Return the targets as a workbook of one sheet."""
    columns = [(words(f"column.{name}"), width) for name, width in zip(PROGRESS_COLUMNS, PROGRESS_WIDTHS, strict=True)]
    title = words("progress.file")
    sheet = Worksheet(title, columns, [row.cells(words) for row in rows], words("progress.about"))
    return workbook(title, [sheet], words)
