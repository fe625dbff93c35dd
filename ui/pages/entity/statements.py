"""The statements that relate the entity to others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.rows.support import EverythingRow
from ui.components.links import Links
from ui.components.table import table
from ui.pages.entity.evidence import evidence_text
from ui.text import Words

ENTITY_STATEMENT_COLUMNS = ("relation", "organisation", "type", "status", "confidence", "as_of", "evidence", "dataset")


def statements(rows: Sequence[EverythingRow], words: Words, links: Links) -> None:
    """Show a row for each statement, or that there is none."""
    if not rows:
        st.info(words("entity.no_statements"))
        return
    st.html(table(ENTITY_STATEMENT_COLUMNS, (_cells(row, words, links) for row in rows), words))


def _cells(row: EverythingRow, words: Words, links: Links) -> list[str]:
    arrow = "→" if row.direction == "out" else "←"
    relation = words.label(row.relation) + (f"·{_kind(row.kind, words)}" if row.kind else "")
    omitted = words("subject_omitted") if row.subject_stated == "no" else ""
    return [
        f"{arrow} {relation}",
        links.anchor("entity", row.other or row.other_id, id=row.other_id),
        words.label(row.other_label),
        words(f"status.{row.status}"),
        words(f"confidence.{row.confidence}"),
        row.as_of or "",
        " ".join(part for part in (evidence_text(row, words), omitted) if part),
        row.dataset,
    ]


def _kind(kind: str, words: Words) -> str:
    keys = (f"role.{kind}", f"correspondence.{kind}")
    return next((words(key) for key in keys if words.has(key)), str(kind))
