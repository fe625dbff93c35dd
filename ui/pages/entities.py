"""主体查询: what a search found, or the entities of one type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from graph.model.schema import STUB, schema
from queries.run import find
from ui.components.page_context import Frame
from ui.components.table import cells_line, html_table
from ui.components.url_state import literal, segments, select, typed
from ui.exports.subgraph_table import existence

MOST_FOUND, MOST_HITS, MOST_LISTED = 100_000, 200, 500
GRANULARITIES = ("named", "class", "")


def entities(frame: Frame) -> None:
    """The page."""
    words = frame.words
    st.title(words("page.entities"), anchor=False)
    text_field, type_field, kind_field = st.columns([2.4, 1.6, 2], vertical_alignment="bottom")
    with text_field:
        text = typed(words("page.search"), "q", words("page.search_hint"))
    labels = [name for name, kind in schema().nodes.items() if kind.entity and name != STUB]
    with type_field:
        chosen = select(
            words("column.type"), ["", *labels], "type", lambda v: words.label(v) if v else words("explore.all")
        )
    with kind_field:
        grain = segments(words("entities.grain"), GRANULARITIES, "grain", lambda v: words(f"entities.{v or 'all'}"), "")
    if text:
        _found(frame, text, chosen, grain)
    else:
        _listed(frame, chosen, grain)


def _found(frame: Frame, text: str, label: str, grain: str) -> None:
    words = frame.words
    hits = [
        hit
        for hit in frame.kept(find, text, MOST_FOUND)
        if label in ("", hit.label) and grain in ("", hit.granularity or GRANULARITIES[0])
    ]
    if not hits:
        st.info(literal(words("entities.none", text=text)))
        return
    shown = hits[:MOST_HITS]
    st.caption(_count(frame, words("entities.found", count=len(hits)), len(shown), len(hits)))
    rows = [
        {
            "id": hit.id,
            "name": hit.name,
            "label": hit.label,
            "kind": hit.kind,
            "existence": hit.existence,
            "about": hit.aliases,
        }
        for hit in shown
    ]
    _table(frame, rows, "aliases")


def _listed(frame: Frame, label: str, grain: str) -> None:
    words = frame.words
    rows = frame.ask("listing", {"label": label, "grain": grain, "limit": str(MOST_LISTED)}).rows
    whole = frame.ask("listing-count", {"label": label, "grain": grain}).rows[0]["count"]
    name = words.label(label) if label else words("explore.all")
    st.caption(_count(frame, words("entities.listed", label=name, count=whole), len(rows), whole))
    _table(frame, [{**row, "about": [str(row["statements"])]} for row in rows], "statements")


def _count(frame: Frame, said: str, shown: int, whole: int) -> str:
    return said if shown == whole else f"{said} · {frame.words('entities.first', count=shown)}"


def _table(frame: Frame, rows: Sequence[Mapping[str, Any]], last: str) -> None:
    words = frame.words
    lines = []
    for row in rows:
        link = frame.anchor("entity", row["name"] or row["id"], id=row["id"])
        texts = (words.label(row["label"]), row["kind"] or "", existence(row["existence"] or "", words))
        cells = [f"<bdi>{escape(text)}</bdi>" for text in (*texts, words.join(row["about"]))]
        lines.append(cells_line([link, *cells]))
    heads = [words(f"column.{name}") for name in ("name", "type", "category", "status", last)]
    st.html(html_table(heads, lines, "facts"))
