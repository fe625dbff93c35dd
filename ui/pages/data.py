"""数据与口径: datasets and their sources, counts, what disagrees, and the method's parameters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from graph.analysis.method import Method
from queries.rows.quality import ConflictsRow, DatasetsRow
from queries.status import GraphStatus, graph_status
from ui.components.citation_link import citation_link
from ui.components.inputs import tabs
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.components.technical import technical_details
from ui.components.title_row import title_row
from ui.exports.method_table import method_lines
from ui.presenters.dataset_age import dataset_age
from ui.text import Words

DATASET_COLUMNS = ("title", "publisher", "date", "age", "region", "records", "state")
TECHNICAL_DATASET_COLUMNS = ("title", "dataset", "licence", "note")
CONFLICT_COLUMNS = ("said", "value", "as_of", "about", "evidence", "dataset")
CONFLICT_HEADING = Markup("<h4><bdi>{}</bdi></h4>")
CODE = Markup("<code>{}</code>")


def data(context: PageContext) -> None:
    """Render the page of data and method."""
    words = context.words
    status = context.cached(graph_status)
    conflicts: dict[str, list[ConflictsRow]] = defaultdict(list)
    for row in context.fetch(ConflictsRow):
        conflicts[row.conflict_group].append(row)
    titles = {
        "datasets": words("counted", title=words("page.datasets"), count=len(status.datasets)),
        "counts": words("data.counts"),
        "conflicts": words("counted", title=words("data.conflicts"), count=len(conflicts)),
        "method": words("data.method"),
    }
    with title_row(words("page.data")):
        tab = tabs(words("page.data"), titles)
    match tab:
        case "datasets":
            _datasets(status.datasets, context.regions, words, context.links)
        case "counts":
            _counts(status, words)
        case "conflicts":
            _conflicts(conflicts, {row.dataset: row.title for row in status.datasets}, words)
        case _:
            _method(context.analysis().method, words)


def _datasets(rows: Sequence[DatasetsRow], regions: Mapping[str, str], words: Words, links: Links) -> None:
    if not rows:
        st.info(words("page.empty_body"))
        return
    cells = (
        [
            row.title,
            row.publisher,
            row.date or "",
            dataset_age(row.date or "", date.today().year, words),
            regions.get(row.region, "") if row.region else words("data.all_regions"),
            f"{row.rows:,}",
            _state(row, words),
        ]
        for row in rows
    )
    st.html(table(DATASET_COLUMNS, cells, words))
    st.html(links.anchor("lists", words("data.change"), "go"))
    with technical_details(words):
        technical = ([row.title, CODE.format(row.dataset), row.licence or "", row.note or ""] for row in rows)
        st.html(table(TECHNICAL_DATASET_COLUMNS, technical, words))
        st.caption(words("data.datasets_note"))


def _state(row: DatasetsRow, words: Words) -> str:
    key = f"data.state.{row.state}"
    return words(key) if words.has(key) else str(row.state)


def _counts(status: GraphStatus, words: Words) -> None:
    nodes_column, edges_column = st.columns(2)
    nodes = ([words.label(name), f"{count:,}"] for name, count in status.nodes.items())
    nodes_column.html(table(("type", "count"), nodes, words))
    edges = (
        [words.label(name), f"{count:,}", f"{status.leads.get(name, 0):,}"]
        for name, count in sorted(status.edges.items())
    )
    edges_column.html(table(("relation", "count", "of_these_leads"), edges, words))


def _conflicts(conflicts: Mapping[str, Sequence[ConflictsRow]], titles: Mapping[str, str], words: Words) -> None:
    if not conflicts:
        st.info(words("data.conflicts_none"))
        return
    st.caption(words("data.conflicts_note"))
    for rows in conflicts.values():
        things = list(dict.fromkeys(row.thing for row in rows))
        st.html(CONFLICT_HEADING.format(words.join(things)))
        st.html(table(CONFLICT_COLUMNS, (_conflict_cells(row, titles, words) for row in rows), words))


def _conflict_cells(row: ConflictsRow, titles: Mapping[str, str], words: Words) -> list[str]:
    measure = f"measure.{row.said}"
    return [
        words(measure) if words.has(measure) else words.label(row.said),
        f"{row.value or ''}{row.unit or ''}",
        row.period or "",
        row.note or "",
        citation_link(row, words),
        titles.get(row.dataset, row.dataset),
    ]


def _method(method: Method, words: Words) -> None:
    st.caption(words("data.method_note"))
    lines = method_lines(method, words)
    st.html(table(("about", "value"), ([words(f"method.{name}"), value] for name, value in lines), words))
    st.caption(words("sheet_note"))
    with technical_details(words):
        st.caption(words("data.method_technical"))
        st.html(table(("parameter", "value"), ([CODE.format(name), value] for name, value in lines), words))
