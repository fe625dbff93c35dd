"""A network with what belongs to it: what was chosen, the tables below, the files to take away."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from queries.subgraph import EntityRef, MergedEdge, Subgraph
from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table, table
from ui.components.url_state import escape_markdown, tabs, toggle
from ui.exports import subgraph_table
from ui.exports.graphml import graphml
from ui.exports.network_html import network_html
from ui.exports.network_layout import Point
from ui.exports.xlsx import XLSX_MIME

FIRST_ROWS, MOST_ROWS = 20, 400


def thing_heading(thing: EntityRef, context: PageContext) -> None:
    """What a chosen thing is."""
    st.markdown(f"**{escape_markdown(thing.name)}**")
    st.caption(escape_markdown(" · ".join(subgraph_table.about(thing, context.words))))


def link_statements(graph: Subgraph, link: MergedEdge, context: PageContext) -> None:
    """The statements that a line stands for, each with its source."""
    words = context.words
    names = [graph.entities[link.a].name, graph.entities[link.b].name]
    st.markdown(f"**{escape_markdown(' — '.join(names))}**")
    st.caption(words("explore.parallel", count=len(link.statements)))
    for said in link.statements:
        relation = f"{graph.entities[said.source].name} {words.label(said.relation)} {graph.entities[said.target].name}"
        marks = [
            words(f"status.{said.status}"),
            words(f"confidence.{said.confidence}"),
            words(f"support.{said.support}"),
        ]
        if said.kind:
            marks.append(said.kind)
        st.html(
            f'<div class="said"><b><bdi>{escape(relation)}</bdi></b><br>{escape(" · ".join(marks))}<br>'
            f"<bdi>{escape(subgraph_table.source(said, words))}</bdi><br><code>{escape(said.id)}</code></div>"
        )


def network_tables(graph: Subgraph, context: PageContext) -> None:
    """The same as tables: the first rows, and all when asked, since a long table would hold up the picture."""
    words = context.words
    counts = {"things": len(graph.entities), "statements": len(graph.statements)}
    titles = {name: words("counted", title=words(f"explore.{name}"), count=count) for name, count in counts.items()}
    shown = tabs(words("page.explore"), titles)
    more = words("explore.all_rows", count=min(counts[shown], MOST_ROWS))
    rows = MOST_ROWS if counts[shown] > FIRST_ROWS and toggle(more, "rows") else FIRST_ROWS
    if shown == "things":
        lines = (_thing_line(thing, context) for thing in list(graph.entities.values())[:rows])
        heads = [words(f"column.{name}") for name, _ in subgraph_table.THING_COLUMNS]
        st.html(html_table(heads, lines, "facts"))
    else:
        said = (subgraph_table.statement(graph, one, words) for one in graph.statements[:rows])
        st.html(table([name for name, _ in subgraph_table.STATEMENT_COLUMNS], said, words))
    if counts[shown] > rows:
        st.caption(words("explore.table_cut", count=rows))


def _thing_line(thing: EntityRef, context: PageContext) -> str:
    words = context.words
    link = context.anchor("entity", thing.name, id=thing.id)
    texts = (words.label(thing.label), thing.kind, subgraph_table.existence(thing.existence, words), thing.id)
    return cells_line([link, *(f"<bdi>{escape(text)}</bdi>" for text in texts)])


def network_downloads(graph: Subgraph, at: dict[str, Point], title: str, context: PageContext) -> None:
    """The network as files: HTML to hand over, XLSX, GraphML."""
    words = context.words
    made: list[tuple[str, Callable[[], bytes], str, str]] = [
        ("html", lambda: network_html(graph, at, title, words).encode(), "html", "text/html"),
        ("xlsx", lambda: subgraph_table.network_workbook(graph, title, words), "xlsx", XLSX_MIME),
        ("graphml", lambda: graphml(graph, at), "graphml", "application/xml"),
    ]
    for column, (name, make, suffix, mime) in zip(st.columns([1, 1, 1, 3]), made, strict=False):
        column.download_button(
            words(f"explore.{name}"),
            make,
            f"{title}.{suffix}",
            mime,
            on_click="ignore",
            width="stretch",
            key=f"file-{name}",
        )
