"""技术信息: where the sources about an entity were read, for whoever checks them."""

from __future__ import annotations

import streamlit as st

from queries.rows.quality import ReadPlacesRow
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.components.technical import technical_details

READ_PLACE_COLUMNS = ("statement", "about", "access", "read_at")


def read_places(context: PageContext, entity: str) -> None:
    """Show the addresses, folded away; nothing where every source was read at its original address."""
    words, rows = context.words, context.fetch(ReadPlacesRow, entity=entity)
    if not rows:
        return
    with technical_details(words):
        st.caption(words("source.technical_about"))
        cells = ([row.statement, row.about, words(f"access.{row.access or 'direct'}"), row.read_at] for row in rows)
        st.html(table(READ_PLACE_COLUMNS, cells, words))
