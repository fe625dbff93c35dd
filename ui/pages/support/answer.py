"""The answer to a query: a table whose names lead to their entities, the same as a network, and files of both."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.run import Answer
from queries.subgraph import induced_subgraph
from ui.components.answer_table import column_caption, show_answer_table
from ui.components.download_row import Download, download_button
from ui.components.inputs import tabs
from ui.components.network import Clicked, network
from ui.components.network_downloads import network_downloads
from ui.components.page_context import PageContext
from ui.components.url_state import param, set_params
from ui.exports.csv import csv_bytes, public_columns
from ui.exports.network_layout import ROLES, arrange
from ui.presenters.cells import cell_text

ANSWER_NETWORK_HEIGHT_PIXELS = 460
MAX_NETWORK_ENTITIES = 80  # of an answer, whose entities often hang together little; more would be unreadable


def show_answer(context: PageContext, answer: Answer, title: str, asked_ids: Sequence[str] = ()) -> None:
    """Show the answer.

    Args:
        context: the page's context.
        answer: its rows.
        title: names the files.
        asked_ids: the entities that the question was about; they are in the network too.
    """
    words = context.words
    st.caption(words("ask.rows_cut" if answer.cut else "ask.rows", count=len(answer.rows)))
    if not answer.rows:
        st.info(words("ask.none"))
        return
    titles = {"table": words("ask.table"), "graph": words("ask.graph")}
    if tabs(words("page.support"), titles) == "graph":
        _network(context, _entity_ids(answer, asked_ids), title)
        return
    show_answer_table(context, answer, title)

    def csv_file() -> bytes:
        columns = public_columns(answer.columns)
        cells = [[cell_text(row.get(column)) for column in columns] for row in answer.rows]
        return csv_bytes([column_caption(column, words) for column in columns], cells)

    download_button(Download(words("ask.csv"), f"{title}.csv", csv_file))


def _network(context: PageContext, ids: Sequence[str], title: str) -> None:
    words, chosen = context.words, param("chosen")
    graph = context.names.in_subgraph(context.cached(induced_subgraph, tuple(ids), None, MAX_NETWORK_ENTITIES))
    if len(graph.entities) < 2:
        st.info(words("ask.no_graph"))
        return
    if graph.cut:
        st.caption(words("explore.cut", shown=len(graph.entities), found=graph.total))
    layout, height = arrange(graph, ROLES), ANSWER_NETWORK_HEIGHT_PIXELS
    network(graph, layout, words, title=title, name="answer", follow=_follow, chosen=chosen, height=height)
    if chosen in graph.entities:
        st.html(context.links.anchor("entity", graph.entities[chosen].name, "go", id=chosen))
    network_downloads(graph, layout, title, words)


def _follow(clicked: Clicked) -> None:
    set_params(chosen=clicked.expanded or clicked.selected)


def _entity_ids(answer: Answer, asked_ids: Sequence[str]) -> list[str]:
    """Return the ids that were asked about, then those in the columns of ids."""
    id_columns = [column for column in answer.columns if column in ("id", "ids") or column.endswith(("_id", "_ids"))]
    ids = list(asked_ids)
    for row in answer.rows:
        for column in id_columns:
            value = row.get(column)
            ids += value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return list(dict.fromkeys(ids))
