"""数据与口径: datasets and their sources, counts, what disagrees, and the method's parameters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from queries.region import Picture
from queries.status import Status, status
from ui.components.page_context import Frame
from ui.components.table import cells_line, html_table, table
from ui.components.url_state import sheet
from ui.exports.method_table import method_lines


def data(frame: Frame) -> None:
    """The page."""
    words = frame.words
    found, picture = frame.kept(status), frame.picture()
    st.title(words("page.data"), anchor=False)
    conflicts = frame.ask("conflicts").rows
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in conflicts:
        groups[str(row["conflict_group"])].append(row)
    titles = {
        "datasets": words("counted", title=words("page.datasets"), count=len(found.datasets)),
        "counts": words("data.counts"),
        "conflicts": words("counted", title=words("data.conflicts"), count=len(groups)),
        "method": words("data.method"),
    }
    match sheet(words("page.data"), titles):
        case "datasets":
            _datasets(frame, found)
        case "counts":
            _counts(frame, found)
        case "conflicts":
            _conflicts(frame, groups)
        case _:
            _method(frame, picture)


def _datasets(frame: Frame, found: Status) -> None:
    words = frame.words
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


def _counts(frame: Frame, found: Status) -> None:
    words = frame.words
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


def _conflicts(frame: Frame, groups: Mapping[str, list[Mapping[str, Any]]]) -> None:
    words = frame.words
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


def _method(frame: Frame, picture: Picture) -> None:
    words = frame.words
    st.caption(words("data.method_note"))
    lines = [
        cells_line([f"<code>{escape(name)}</code>", escape(words(f"method.{name}")), escape(value)])
        for name, value in method_lines(picture.method, words)
    ]
    st.html(html_table([words(f"column.{name}") for name in ("parameter", "about", "value")], lines, "facts"))
    st.caption(words("sheet_note"))
