"""The measured values of the entity, by measure."""

from __future__ import annotations

import streamlit as st

from queries.entity import EntityFacts, sources_disagree
from queries.rows.quality import ObservationsRow
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.statement_table import StatementCells, doubt_notice, statement_table
from ui.pages.entity.evidence import evidence_text
from ui.text import Words

OBSERVATION_COLUMNS = ("value", "about", "as_of", "support", "evidence")


def observations(context: PageContext, facts: EntityFacts) -> None:
    """Show a table for each measure, marked where the sources disagree, or that there is none."""
    words = context.words
    doubt_notice(context)
    if not facts.observations:
        st.info(words("entity.no_observations"))
        return
    for measure, rows in facts.observations:
        caption = words(f"measure.{measure}") if words.has(f"measure.{measure}") else measure
        conflict = f" :orange-background[{words('entity.conflict')}]" if sources_disagree(rows) else ""
        st.markdown(f"**{escape_markdown(caption)}**{conflict}")
        lines = (StatementCells(row.statement, _cells(row, words)) for row in rows)
        statement_table(context, OBSERVATION_COLUMNS, lines, f"observations-{measure}")


def _cells(row: ObservationsRow, words: Words) -> list[str]:
    return [
        " – ".join(part for part in (row.value, row.value_max) if part) + (row.unit or ""),
        row.text or "",
        row.period or row.as_of or "",
        words(f"support.{row.support}"),
        evidence_text(row, words),
    ]
