"""The entities that a search finds, by type."""

from __future__ import annotations

import streamlit as st

from graph.store.search import Hit
from queries.run import search_entities
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.exports.subgraph_table import existence
from ui.pages.search.entity_table import count_text, entity_table
from ui.pages.search.near_misses import near_misses

MAX_LISTED_HITS = 100_000  # in effect all: a search is filtered by type before it is cut
MAX_SHOWN_HITS = 200
NAMED = "named"  # an entity with a name of its own, not a class such as "universities"


def search_hits(context: PageContext, text: str, label: str, granularity: str) -> None:
    """Show what a text finds, by type."""
    words = context.words
    hits = [
        hit
        for hit in context.cached(search_entities, text, MAX_LISTED_HITS)
        if label in ("", hit.label) and granularity in ("", hit.granularity or NAMED)
    ]
    if not hits:
        st.info(escape_markdown(words("entities.none", text=text)))
        near_misses(context, text)
        return
    shown = hits[:MAX_SHOWN_HITS]
    st.caption(count_text(words("entities.found", text=text, count=len(hits)), len(shown), len(hits), words))
    by_label: dict[str, list[Hit]] = {}  # types in the order of their best hit
    for hit in shown:
        by_label.setdefault(hit.label, []).append(hit)
    for hit_label, group in by_label.items():
        title = words("counted", title=words.label(hit_label), count=len(group))
        st.header(escape_markdown(title), anchor=False)
        entity_table((_hit_cells(hit, context) for hit in group), "aliases", words)


def _hit_cells(hit: Hit, context: PageContext) -> list[str]:
    words = context.words
    return [
        context.links.anchor("entity", context.names.of(hit.id, hit.name or hit.id), id=hit.id),
        words.label(hit.label),
        hit.kind or "",
        existence(hit.existence or "", words),
        words.join(hit.aliases),
    ]
