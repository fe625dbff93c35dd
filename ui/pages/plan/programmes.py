"""The plan's programmes and projects with those who run them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.rows.plan import ProgrammesRow
from ui.components.links import Links
from ui.components.table import table
from ui.exports.subgraph_table import existence
from ui.pages.plan.cells import entity_link
from ui.text import Words

PROGRAMME_COLUMNS = ("programme", "type", "category", "status", "actors")


def programmes(rows: Sequence[ProgrammesRow], words: Words, links: Links) -> None:
    """Show a row for each programme."""
    cells = (
        [
            entity_link(row.programme_id, row.programme, links),
            words.label(row.label),
            row.kind or "",
            existence(row.existence or "", words),
            words.join(row.actors),
        ]
        for row in rows
    )
    st.html(table(PROGRAMME_COLUMNS, cells, words))
