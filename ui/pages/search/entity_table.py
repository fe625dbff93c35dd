"""Entities as a table, and the sentence above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from ui.components.table import table
from ui.text import Words


def count_text(caption: str, shown: int, total: int, words: Words) -> str:
    """Return the sentence, which says so where only the first ones are shown."""
    return caption if shown == total else f"{caption} · {words('entities.first', count=shown)}"


def entity_table(cells: Iterable[Sequence[str]], last_column: str, words: Words) -> None:
    """Show a row for each entity: name, type, category, status, and the last column."""
    st.html(table(("name", "type", "category", "status", last_column), cells, words))
