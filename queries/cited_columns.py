"""The columns by which every statement is cited, as records keep them."""

from __future__ import annotations

from typing import TypedDict

from queries.rows.chains import AbsencesRow, HoldingsRow
from queries.rows.explore import BetweenRow, NeighboursRow
from queries.rows.plan import WordingRow

CitedRow = AbsencesRow | BetweenRow | HoldingsRow | NeighboursRow | WordingRow
"""Rows of queries that have their source's columns, which are empty where a source does not say."""


class CitedColumns(TypedDict):
    """The columns of a source as a record's arguments, "" for what is not said."""

    source_title: str
    publisher: str
    published: str
    grade: str
    access: str
    publisher_kind: str


def cited_columns(row: CitedRow) -> CitedColumns:
    """Return a row's source as arguments of a record that is cited by it."""
    return CitedColumns(
        source_title=row.source_title or "",
        publisher=row.publisher or "",
        published=row.published or "",
        grade=row.grade or "",
        access=row.access or "",
        publisher_kind=row.publisher_kind or "",
    )
