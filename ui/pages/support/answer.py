"""The answer to a query: a table whose names lead to their things, the same as a network, and files of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from queries.run import Answer
from queries.subgraph import induced_subgraph
from ui.components.network import Clicked, network
from ui.components.network_view import network_downloads
from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table
from ui.components.url_state import param, set_params, tabs
from ui.exports.csv import csv_bytes
from ui.exports.network_layout import layout_network
from ui.presenters.cells import cell_text

HEIGHT, MOST_THINGS = 460, 80
PLACE = ("char_start", "char_end")


def show_answer(context: PageContext, answer: Answer, title: str, asked: Sequence[str] = ()) -> None:
    """Show it; ``asked`` are things that the question was about."""
    words = context.words
    st.caption(words("ask.rows_cut" if answer.cut else "ask.rows", count=len(answer.rows)))
    if not answer.rows:
        st.info(words("ask.none"))
        return
    ids = _things_of(answer, asked)
    if tabs(words("page.support"), {"table": words("ask.table"), "graph": words("ask.graph")}) == "graph":
        _graph(context, ids, title)
        return
    st.html(_table(context, answer))
    cells = [[cell_text(row.get(column)) for column in answer.columns] for row in answer.rows]
    heads = [_head(context, column) for column in answer.columns]
    st.download_button(words("ask.csv"), lambda: csv_bytes(heads, cells), f"{title}.csv", "text/csv", on_click="ignore")


def _graph(context: PageContext, ids: Sequence[str], title: str) -> None:
    graph = context.cached(induced_subgraph, tuple(ids), None, MOST_THINGS)
    if len(graph.entities) < 2:
        st.info(context.words("ask.no_graph"))
        return
    if graph.cut:
        st.caption(context.words("explore.cut", shown=len(graph.entities), found=graph.total))
    at = layout_network(graph)
    network(graph, at, context.words, title=title, key="answer", follow=_follow, chosen=param("chosen"), height=HEIGHT)
    if (id_ := param("chosen")) in graph.entities:
        st.html(context.anchor("entity", graph.entities[id_].name, "go", id=id_))
    network_downloads(graph, at, title, context)


def _follow(clicked: Clicked) -> None:
    set_params(chosen=clicked.expanded or clicked.selected)


def _things_of(answer: Answer, asked: Sequence[str]) -> list[str]:
    """Ids of things in the answer: what was asked for, then the columns that hold ids."""
    named = [
        column for column in answer.columns if column == "id" or column.endswith(("_id", "_ids")) or column == "ids"
    ]
    found = list(asked)
    for row in answer.rows:
        for column in named:
            value = row.get(column)
            found += value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return list(dict.fromkeys(found))


def _table(context: PageContext, answer: Answer) -> str:
    """Names link to their things where the answer has their ids; ids, offsets and empty columns are not repeated."""
    linked = {column.removesuffix("_id"): column for column in answer.columns if column.endswith("_id")}
    shown = [column for column in answer.columns if _shown(column, answer)]
    lines = []
    for row in answer.rows:
        cells = []
        for column in shown:
            text, id_ = _cell(context, column, row), row.get(linked.get(column, ""))
            link = context.anchor("entity", text or str(id_), id=str(id_)) if id_ else ""
            cells.append(link or f"<bdi>{escape(text)}</bdi>")
        lines.append(cells_line(cells))
    return f'<div class="wide">{html_table([_head(context, column) for column in shown], lines, "facts")}</div>'


def _shown(column: str, answer: Answer) -> bool:
    if column in PLACE and "section" in answer.columns:
        return False  # told with the section
    if column.endswith("_id") and column.removesuffix("_id") in answer.columns:
        return False
    return any(row.get(column) not in (None, "", []) for row in answer.rows)


def _head(context: PageContext, column: str) -> str:
    key = "column.category" if column == "kind" else f"column.{column}"
    return context.words(key) if context.words.has(key) else column


def _cell(context: PageContext, column: str, row: Mapping[str, Any]) -> str:
    """A value in words where the words have it: a place, a status, a type, a relation."""
    words, value = context.words, row.get(column)
    if column == "section" and row.get("char_start") is not None:
        return words("page.offsets", section=value, start=row["char_start"], end=row["char_end"])
    if column == "subject_stated":
        return words("subject_omitted") if value == "no" else ""
    if isinstance(value, str):
        if column.endswith(("label", "relation")):
            return words.label(value)
        other = {"existence": "status", "publisher_kind": "publisher", "kind": "correspondence"}.get(column, column)
        for key in (f"{column}.{value}", f"{other}.{value}"):
            if words.has(key):
                return words(key)
    return cell_text(value)
