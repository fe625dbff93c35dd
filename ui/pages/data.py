"""数据与口径: datasets and their sources, counts, what disagrees, and the method's parameters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from graph.analysis.method import Method
from queries.rows.quality import ConflictsRow, DatasetsRow
from queries.status import GraphStatus, graph_status
from ui.components.citation_link import citation_link
from ui.components.inputs import tabs
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.components.title_row import title_row
from ui.exports.method_table import method_lines
from ui.text import Words

DATASET_COLUMNS_WITH_STATE = ("dataset", "title", "publisher", "date", "licence", "region", "rows", "state")
CONFLICT_COLUMNS = ("said", "value", "as_of", "about", "evidence", "dataset")
CONFLICT_HEADING = Markup("<h4><bdi>{}</bdi> <code>{}</code></h4>")
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
            _datasets(status.datasets, words)
        case "counts":
            _counts(status, words)
        case "conflicts":
            _conflicts(conflicts, words)
        case _:
            _method(context.analysis().method, words)


def _datasets(rows: Sequence[DatasetsRow], words: Words) -> None:
    if not rows:
        st.info(words("page.empty_body"))
        return
    *names, _ = DATASET_COLUMNS_WITH_STATE
    cells = ([*(str(getattr(row, name) or "") for name in names), _state(row, words)] for row in rows)
    st.html(table(DATASET_COLUMNS_WITH_STATE, cells, words))
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


def _conflicts(conflicts: Mapping[str, Sequence[ConflictsRow]], words: Words) -> None:
    st.caption(words("data.conflicts_note"))
    for group, rows in conflicts.items():
        things = list(dict.fromkeys(row.thing for row in rows))
        st.html(CONFLICT_HEADING.format("、".join(things), group))
        st.html(table(CONFLICT_COLUMNS, (_conflict_cells(row, words) for row in rows), words))


def _conflict_cells(row: ConflictsRow, words: Words) -> list[str]:
    measure = f"measure.{row.said}"
    return [
        words(measure) if words.has(measure) else words.label(row.said),
        f"{row.value or ''}{row.unit or ''}",
        row.period or "",
        row.note or "",
        citation_link(row, words),
        row.dataset,
    ]


def _method(method: Method, words: Words) -> None:
    st.caption(words("data.method_note"))
    cells = ([CODE.format(name), words(f"method.{name}"), value] for name, value in method_lines(method, words))
    st.html(table(("parameter", "about", "value"), cells, words))
    st.caption(words("sheet_note"))
