"""主体查询: what a search found, or the entities of one type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from graph.model.schema import STUB, default_schema
from queries.run import search_entities
from ui.components.page_context import PageContext
from ui.components.table import cells_line, html_table
from ui.components.url_state import escape_markdown, segments, select, text_input
from ui.exports.subgraph_table import existence

MOST_FOUND, MOST_HITS, MOST_LISTED = 100_000, 200, 500
GRANULARITIES = ("named", "class", "")


def entities(context: PageContext) -> None:
    """The page."""
    words = context.words
    st.title(words("page.entities"), anchor=False)
    text_field, type_field, kind_field = st.columns([2.4, 1.6, 2], vertical_alignment="bottom")
    with text_field:
        text = text_input(words("page.search"), "q", words("page.search_hint"))
    labels = [name for name, kind in default_schema().nodes.items() if kind.entity and name != STUB]
    with type_field:
        chosen = select(
            words("column.type"), ["", *labels], "type", lambda v: words.label(v) if v else words("explore.all")
        )
    with kind_field:
        grain = segments(words("entities.grain"), GRANULARITIES, "grain", lambda v: words(f"entities.{v or 'all'}"), "")
    if text:
        _found(context, text, chosen, grain)
    else:
        _listed(context, chosen, grain)


def _found(context: PageContext, text: str, label: str, grain: str) -> None:
    words = context.words
    hits = [
        hit
        for hit in context.cached(search_entities, text, MOST_FOUND)
        if label in ("", hit.label) and grain in ("", hit.granularity or GRANULARITIES[0])
    ]
    if not hits:
        st.info(escape_markdown(words("entities.none", text=text)))
        return
    shown = hits[:MOST_HITS]
    st.caption(_count(context, words("entities.found", count=len(hits)), len(shown), len(hits)))
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
    _table(context, rows, "aliases")


def _listed(context: PageContext, label: str, grain: str) -> None:
    words = context.words
    rows = context.run_query("listing", {"label": label, "grain": grain, "limit": str(MOST_LISTED)}).rows
    whole = context.run_query("listing-count", {"label": label, "grain": grain}).rows[0]["count"]
    name = words.label(label) if label else words("explore.all")
    st.caption(_count(context, words("entities.listed", label=name, count=whole), len(rows), whole))
    _table(context, [{**row, "about": [str(row["statements"])]} for row in rows], "statements")


def _count(context: PageContext, said: str, shown: int, whole: int) -> str:
    return said if shown == whole else f"{said} · {context.words('entities.first', count=shown)}"


def _table(context: PageContext, rows: Sequence[Mapping[str, Any]], last: str) -> None:
    words = context.words
    lines = []
    for row in rows:
        link = context.anchor("entity", row["name"] or row["id"], id=row["id"])
        texts = (words.label(row["label"]), row["kind"] or "", existence(row["existence"] or "", words))
        cells = [f"<bdi>{escape(text)}</bdi>" for text in (*texts, words.join(row["about"]))]
        lines.append(cells_line([link, *cells]))
    heads = [words(f"column.{name}") for name in ("name", "type", "category", "status", last)]
    st.html(html_table(heads, lines, "facts"))
