"""The statements that relate the entity to others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.rows.support import EverythingRow
from ui.components.page_context import PageContext
from ui.components.statement_table import StatementCells, doubt_notice, statement_table
from ui.pages.entity.evidence import evidence_text
from ui.pages.entity.original import original_link
from ui.presenters.entity_relations import relation_text

ENTITY_STATEMENT_COLUMNS = ("relation", "organisation", "type", "status", "confidence", "as_of", "evidence")


def statements(context: PageContext, rows: Sequence[EverythingRow], name: str) -> None:
    """Show a row for each statement, or that there is none; ``name`` tells apart the tables of a visit."""
    words = context.words
    doubt_notice(context)
    if not rows:
        st.info(words("entity.no_statements"))
        return
    lines = statement_lines(context, rows)
    statement_table(context, ENTITY_STATEMENT_COLUMNS, lines, name)


def statement_lines(context: PageContext, rows: Sequence[EverythingRow]) -> list[StatementCells]:
    """Return the cells of each statement."""
    return [StatementCells(row.statement, _cells(context, row)) for row in rows]


def _cells(context: PageContext, row: EverythingRow) -> list[str]:
    words, links = context.words, context.links
    arrow = "→" if row.direction == "out" else "←"
    omitted = words("subject_omitted") if row.subject_stated == "no" else ""
    return [
        f"{arrow} {relation_text(row, words)}",
        links.anchor("entity", row.other or row.other_id, id=row.other_id),
        words.label(row.other_label),
        words(f"status.{row.status}"),
        words(f"confidence.{row.confidence}"),
        row.as_of or "",
        Markup(" ").join(part for part in (evidence_text(row, words), original_link(context, row), omitted) if part),
    ]
