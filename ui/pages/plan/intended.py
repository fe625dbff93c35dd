"""Statements of plans by status: existing, planned, aspired."""

from __future__ import annotations

import streamlit as st

from queries.rows.plan import IntendedRow
from ui.components.citation_link import citation_link
from ui.components.inputs import segments
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.statement_table import StatementCells, doubt_notice, statement_table
from ui.exports.citation import document_place
from ui.pages.plan.cells import entity_link
from ui.text import Words

PLAN_STATUSES = ("aspired", "planned", "existing")
INTENDED_COLUMNS = ("actor", "relation", "target", "type", "about", "evidence")


def intended(context: PageContext) -> None:
    """Show a choice of status, and a row for each statement of it."""
    words, links = context.words, context.links
    label, default = words("column.status"), PLAN_STATUSES[0]
    status = segments(label, PLAN_STATUSES, "status", lambda s: words(f"status.{s}"), default, label_hidden=True)
    rows = context.fetch(IntendedRow, status=status, region=context.region)
    st.caption(words("plan.intended_note", status=words(f"status.{status}"), count=len(rows)))
    doubt_notice(context)
    lines = (StatementCells(row.statement, _cells(row, words, links)) for row in rows)
    statement_table(context, INTENDED_COLUMNS, lines, f"intended-{status}")


def _cells(row: IntendedRow, words: Words, links: Links) -> list[str]:
    return [
        entity_link(row.actor_id, row.actor, links),
        words.label(row.relation),
        entity_link(row.target_id, row.target, links),
        words.label(row.target_label),
        words("subject_omitted") if row.subject_stated == "no" else "",
        citation_link(row, words, document_place(row.section, row.char_start)),
    ]
