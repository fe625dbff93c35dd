"""数据与口径: datasets and their sources, counts, what disagrees, and the method's parameters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from queries.region import RegionAnalysis
from queries.status import GraphStatus, graph_status
from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table, table
from ui.components.url_state import tabs
from ui.exports.method_table import method_lines


def data(context: PageContext) -> None:
    """The page."""
    words = context.words
    found, picture = context.cached(graph_status), context.analysis()
    st.title(words("page.data"), anchor=False)
    conflicts = context.run_query("conflicts").rows
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in conflicts:
        groups[str(row["conflict_group"])].append(row)
    titles = {
        "datasets": words("counted", title=words("page.datasets"), count=len(found.datasets)),
        "counts": words("data.counts"),
        "conflicts": words("counted", title=words("data.conflicts"), count=len(groups)),
        "method": words("data.method"),
    }
    match tabs(words("page.data"), titles):
        case "datasets":
            _datasets(context, found)
        case "counts":
            _counts(context, found)
        case "conflicts":
            _conflicts(context, groups)
        case _:
            _method(context, picture)


def _datasets(context: PageContext, found: GraphStatus) -> None:
    words = context.words
    if not found.datasets:
        st.info(words("page.empty_body"))
        return
    names = ("dataset", "title", "publisher", "date", "licence", "region", "rows", "state")
    cells = []
    for row in found.datasets:
        state = words(f"data.state.{row['state']}") if words.has(f"data.state.{row['state']}") else str(row["state"])
        cells.append([*(str(row.get(name) or "") for name in names[:-1]), state])
    st.html(table(names, cells, words))
    st.caption(words("data.datasets_note"))


def _counts(context: PageContext, found: GraphStatus) -> None:
    words = context.words
    one, other = st.columns(2)
    with one:
        lines = [cells_line([escape(words.label(name)), f"{count:,}"]) for name, count in found.nodes.items()]
        st.html(html_table([words("column.type"), words("column.count")], lines, "facts"))
    with other:
        lines = [
            cells_line([escape(words.label(name)), f"{count:,}", f"{found.leads.get(name, 0):,}"])
            for name, count in sorted(found.edges.items())
        ]
        heads = [words(f"column.{name}") for name in ("relation", "count", "of_these_leads")]
        st.html(html_table(heads, lines, "facts"))


def _conflicts(context: PageContext, groups: Mapping[str, list[Mapping[str, Any]]]) -> None:
    words = context.words
    st.caption(words("data.conflicts_note"))
    for name, rows in groups.items():
        things = list(dict.fromkeys(str(row["thing"]) for row in rows))
        st.html(f"<h4><bdi>{escape('、'.join(things))}</bdi> <code>{escape(name)}</code></h4>")
        cells = (
            [
                words(f"measure.{row['said']}") if words.has(f"measure.{row['said']}") else words.label(row["said"]),
                f"{row['value'] or ''}{row['unit'] or ''}",
                row["period"] or "",
                row["note"] or "",
                " ".join(part for part in (row["source_title"], row["evidence"]) if part),
                row["dataset"],
            ]
            for row in rows
        )
        st.html(table(("said", "value", "as_of", "about", "evidence", "dataset"), cells, words))


def _method(context: PageContext, analysis: RegionAnalysis) -> None:
    words = context.words
    st.caption(words("data.method_note"))
    lines = [
        cells_line([f"<code>{escape(name)}</code>", escape(words(f"method.{name}")), escape(value)])
        for name, value in method_lines(analysis.method, words)
    ]
    st.html(html_table([words(f"column.{name}") for name in ("parameter", "about", "value")], lines, "facts"))
    st.caption(words("sheet_note"))
