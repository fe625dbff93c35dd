"""主体查询: the entities that a search finds, or those of one type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from graph.model.schema import STUB
from graph.model.schema_file import default_schema
from graph.store.search import Hit
from queries.rows.explore import ListingCountRow, ListingRow
from queries.run import search_entities
from ui.components.inputs import segments, select, toggle
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.table import table
from ui.components.top_bar import SEARCH_PARAM
from ui.components.url_state import param
from ui.exports.subgraph_table import existence
from ui.text import Words

MAX_LISTED_HITS = 100_000  # in effect all: a search is filtered by type before it is cut
MAX_SHOWN_HITS = 200
MAX_LISTED_ENTITIES = 500
NAMED = "named"  # an entity with a name of its own, not a class such as "universities"
GRANULARITIES = (NAMED, "class", "")


def entities(context: PageContext) -> None:
    """Render the page of a search, or of a type while nothing is searched."""
    words = context.words
    st.title(words("page.entities"), anchor=False)
    text = param(SEARCH_PARAM)
    type_column, granularity_column, here_column = st.columns([1.6, 2, 3.6], vertical_alignment="bottom")
    labels = [name for name, kind in default_schema().nodes.items() if kind.entity and name != STUB]
    with type_column:
        label = select(
            words("column.type"), ["", *labels], "type", lambda v: words.label(v) if v else words("explore.all")
        )
    with granularity_column:
        granularity = segments(
            words("entities.grain"), GRANULARITIES, "grain", lambda v: words(f"entities.{v or 'all'}"), ""
        )
    if text:
        _search(context, text, label, granularity)
        return
    with here_column:
        is_local = toggle(words("entities.here", region=context.region_name), "here")
    _listing(context, label, granularity, context.region if is_local else "")


def _search(context: PageContext, text: str, label: str, granularity: str) -> None:
    words = context.words
    hits = [
        hit
        for hit in context.cached(search_entities, text, MAX_LISTED_HITS)
        if label in ("", hit.label) and granularity in ("", hit.granularity or NAMED)
    ]
    if not hits:
        st.info(escape_markdown(words("entities.none", text=text)))
        return
    shown = hits[:MAX_SHOWN_HITS]
    st.caption(_count(words("entities.found", text=text, count=len(hits)), len(shown), len(hits), words))
    by_label: dict[str, list[Hit]] = {}  # types in the order of their best hit
    for hit in shown:
        by_label.setdefault(hit.label, []).append(hit)
    for hit_label, group in by_label.items():
        title = words("counted", title=words.label(hit_label), count=len(group))
        st.header(escape_markdown(title), anchor=False)
        _table((_hit_cells(hit, context) for hit in group), "aliases", words)


def _hit_cells(hit: Hit, context: PageContext) -> list[str]:
    words = context.words
    return [
        context.links.anchor("entity", context.names.of(hit.id, hit.name or hit.id), id=hit.id),
        words.label(hit.label),
        hit.kind or "",
        existence(hit.existence or "", words),
        words.join(hit.aliases),
    ]


def _listing(context: PageContext, label: str, granularity: str, region: str) -> None:
    words, links = context.words, context.links
    rows = context.fetch(ListingRow, label=label, grain=granularity, limit=str(MAX_LISTED_ENTITIES), region=region)
    total = context.fetch(ListingCountRow, label=label, grain=granularity, region=region)[0].count
    name = words.label(label) if label else words("explore.all")
    st.caption(_count(words("entities.listed", label=name, count=total), len(rows), total, words))
    _table((_listing_cells(row, words, links) for row in rows), "statements", words)


def _listing_cells(row: ListingRow, words: Words, links: Links) -> list[str]:
    return [
        links.anchor("entity", row.name or row.id, id=row.id),
        words.label(row.label),
        row.kind or "",
        existence(row.existence or "", words),
        str(row.statements),
    ]


def _count(caption: str, shown: int, total: int, words: Words) -> str:
    return caption if shown == total else f"{caption} · {words('entities.first', count=shown)}"


def _table(cells: Iterable[Sequence[str]], last_column: str, words: Words) -> None:
    st.html(table(("name", "type", "category", "status", last_column), cells, words))
