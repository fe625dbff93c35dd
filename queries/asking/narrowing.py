"""The rows of an answer that a question asks about, where its query answers for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from queries.asking.name_variants import fold
from queries.query import LIST_SEPARATOR
from queries.run import Answer

KINDS, STATUS, DATASET = "kinds", "status", "dataset"
TEXT, PERIOD = "text", "period"
EVERY_STATUS = "all"


def narrowed(answer: Answer, wanted: Mapping[str, str], name_column: str) -> Answer:
    """Return an answer with the rows that have what is wanted.

    Args:
        answer: all rows of the query.
        wanted: what a column has to say, several values separated; ``kinds`` are words of the name, and a ``dataset``
            is told by the year in its id; a ``text`` holds all of the words, a ``period`` the year.
        name_column: the column that names a row.
    """
    rows = tuple(
        row
        for row in answer.rows
        if all(_has(row.get(name_column if key == KINDS else key), key, value) for key, value in wanted.items())
    )
    return replace(answer, rows=rows)


def _has(cell: object, key: str, wanted: str) -> bool:
    """Return whether a cell says what is wanted."""
    values = wanted.split(LIST_SEPARATOR)
    if key == KINDS:
        return all(value in fold(str(cell)) for value in values)
    if key == TEXT:
        return all(value in fold(str(cell)) for value in values)
    if key in (DATASET, PERIOD):
        return wanted in str(cell)
    return str(cell) in values or (key == STATUS and wanted == EVERY_STATUS)
