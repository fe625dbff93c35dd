"""A network with what belongs to it: what was chosen, the tables below, the files to take away."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from queries.subgraph import Link, Subgraph, Thing
from ui.components.page_context import Frame
from ui.components.table import cells_line, html_table, table
from ui.components.url_state import literal, sheet, switch
from ui.exports import subgraph_table
from ui.exports.graphml import graphml
from ui.exports.network_html import network_html
from ui.exports.network_layout import Point
from ui.exports.xlsx import XLSX_MIME

FIRST_ROWS, MOST_ROWS = 20, 400


def thing_heading(thing: Thing, frame: Frame) -> None:
    """What a chosen thing is."""
    st.markdown(f"**{literal(thing.name)}**")
    st.caption(literal(" · ".join(subgraph_table.about(thing, frame.words))))


def link_statements(graph: Subgraph, link: Link, frame: Frame) -> None:
    """The statements that a line stands for, each with its source."""
    words = frame.words
    names = [graph.things[link.a].name, graph.things[link.b].name]
    st.markdown(f"**{literal(' — '.join(names))}**")
    st.caption(words("explore.parallel", count=len(link.statements)))
    for said in link.statements:
        relation = f"{graph.things[said.source].name} {words.label(said.relation)} {graph.things[said.target].name}"
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


def network_tables(graph: Subgraph, frame: Frame) -> None:
    """The same as tables: the first rows, and all when asked, since a long table would hold up the picture."""
    words = frame.words
    counts = {"things": len(graph.things), "statements": len(graph.statements)}
    titles = {name: words("counted", title=words(f"explore.{name}"), count=count) for name, count in counts.items()}
    shown = sheet(words("page.explore"), titles)
    more = words("explore.all_rows", count=min(counts[shown], MOST_ROWS))
    rows = MOST_ROWS if counts[shown] > FIRST_ROWS and switch(more, "rows") else FIRST_ROWS
    if shown == "things":
        lines = (_thing_line(thing, frame) for thing in list(graph.things.values())[:rows])
        heads = [words(f"column.{name}") for name, _ in subgraph_table.THING_COLUMNS]
        st.html(html_table(heads, lines, "facts"))
    else:
        said = (subgraph_table.statement(graph, one, words) for one in graph.statements[:rows])
        st.html(table([name for name, _ in subgraph_table.STATEMENT_COLUMNS], said, words))
    if counts[shown] > rows:
        st.caption(words("explore.table_cut", count=rows))


def _thing_line(thing: Thing, frame: Frame) -> str:
    words = frame.words
    link = frame.anchor("entity", thing.name, id=thing.id)
    texts = (words.label(thing.label), thing.kind, subgraph_table.existence(thing.existence, words), thing.id)
    return cells_line([link, *(f"<bdi>{escape(text)}</bdi>" for text in texts)])


def network_files(graph: Subgraph, at: dict[str, Point], title: str, frame: Frame) -> None:
    """The network as files: HTML to hand over, XLSX, GraphML."""
    words = frame.words
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
