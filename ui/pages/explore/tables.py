"""The network as tables: the entities, the statements."""

from __future__ import annotations

import streamlit as st

from queries.subgraph import EntityRef, Subgraph
from ui.components.inputs import tabs, toggle
from ui.components.links import Links
from ui.components.table import table
from ui.exports import subgraph_table
from ui.text import Words

FIRST_ROWS = 20  # a long table delays the picture above it; a switch shows the rest
MAX_TABLE_ROWS = 400  # the files have them all


def network_tables(graph: Subgraph, words: Words, links: Links) -> None:
    """Show one of the two tables."""
    counts = {"things": len(graph.entities), "statements": len(graph.statements)}
    titles = {name: words("counted", title=words(f"explore.{name}"), count=count) for name, count in counts.items()}
    shown = tabs(words("page.explore"), titles)
    more = words("explore.all_rows", count=min(counts[shown], MAX_TABLE_ROWS))
    limit = MAX_TABLE_ROWS if counts[shown] > FIRST_ROWS and toggle(more, "rows") else FIRST_ROWS
    if shown == "things":
        columns = subgraph_table.THING_HEADINGS
        entities = list(graph.entities.values())[:limit]
        st.html(table(columns, (_cells(entity, words, links) for entity in entities), words))
    else:
        columns = subgraph_table.STATEMENT_HEADINGS
        statements = graph.statements[:limit]
        st.html(table(columns, (subgraph_table.statement(graph, s, words)[: len(columns)] for s in statements), words))
    if counts[shown] > limit:
        st.caption(words("explore.table_cut", count=limit))


def _cells(entity: EntityRef, words: Words, links: Links) -> list[str]:
    link = links.anchor("entity", entity.name, id=entity.id)
    status = subgraph_table.existence(entity.existence, words)
    return [link, words.label(entity.label), entity.kind, status]
