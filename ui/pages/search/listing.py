"""All entities of a type."""

from __future__ import annotations

import streamlit as st

from queries.rows.explore import ListingCountRow, ListingRow
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.exports.subgraph_table import existence
from ui.pages.search.entity_table import count_text, entity_table
from ui.text import Words

MAX_LISTED_ENTITIES = 500


def listing(context: PageContext, label: str, granularity: str, region: str) -> None:
    """Show the entities of a type, what most is said about first."""
    words, links = context.words, context.links
    rows = context.fetch(ListingRow, label=label, grain=granularity, limit=str(MAX_LISTED_ENTITIES), region=region)
    total = context.fetch(ListingCountRow, label=label, grain=granularity, region=region)[0].count
    name = words.label(label) if label else words("explore.all")
    st.caption(count_text(words("entities.listed", label=name, count=total), len(rows), total, words))
    entity_table((_listing_cells(row, words, links) for row in rows), "statements", words)


def _listing_cells(row: ListingRow, words: Words, links: Links) -> list[str]:
    return [
        links.anchor("entity", row.name or row.id, id=row.id),
        words.label(row.label),
        row.kind or "",
        existence(row.existence or "", words),
        str(row.statements),
    ]
