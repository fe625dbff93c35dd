"""Suspicions about the entity, and the statements that are to be verified."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.rows.quality import LeadsRow
from queries.rows.support import EverythingRow
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.pages.entity.evidence import evidence_text
from ui.pages.entity.statements import ENTITY_STATEMENT_COLUMNS, statement_lines
from ui.text import Words

LEAD_COLUMNS = ("organisation", "about", "reason", "confirm", "evidence")


def leads(context: PageContext, rows: Sequence[LeadsRow], to_verify: Sequence[EverythingRow]) -> None:
    """Show the leads, then the statements, or that there are none."""
    words = context.words
    st.caption(words("entity.leads_note"))
    if not rows and not to_verify:
        st.info(words("entity.no_leads"))
    if rows:
        st.html(table(LEAD_COLUMNS, (_cells(row, words) for row in rows), words))
    if to_verify:
        lines = statement_lines(context, to_verify)
        st.html(table(ENTITY_STATEMENT_COLUMNS, (line.cells for line in lines), words))


def _cells(row: LeadsRow, words: Words) -> list[str]:
    reason = words(f"reason_of_lead.{row.reason}")
    return [row.who, row.suspected, reason, row.confirm, evidence_text(row, words)]
