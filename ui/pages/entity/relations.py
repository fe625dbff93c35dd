"""Who supports the entity, whom it supports, and its other ties: a line for each, with its best source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from queries.rows.support import EverythingRow
from ui.components.citation_link import citation_link
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.presenters.entity_relations import RelatedEntity, entity_relations
from ui.text import Words

MAX_OPEN_LINES = 8  # of one list; the rest is folded
RELATED_LIST = Markup('<ul class="related">{lines}</ul>')
RELATED_LINE = Markup('<li>{link} <span>{about}</span><div class="under">{source}</div></li>')
MORE_RELATED = Markup('<details class="folded"><summary>{text}</summary><ul class="related">{lines}</ul></details>')


def support_lists(context: PageContext, rows: Sequence[EverythingRow]) -> None:
    """Show who supports the entity and whom it supports; a list with nothing in it says so."""
    words, lists = context.words, entity_relations(rows, context.words)
    _list(words("entity.supporters"), lists.supporters, words("entity.no_supporters"), context)
    _list(words("entity.supported"), lists.supported, words("entity.no_supported"), context)


def other_ties(context: PageContext, rows: Sequence[EverythingRow]) -> None:
    """Show the entity's other ties, if there are any."""
    if others := entity_relations(rows, context.words).others:
        _list(context.words("entity.others"), others, "", context)


def _list(title: str, related: Sequence[RelatedEntity], empty: str, context: PageContext) -> None:
    words, links = context.words, context.links
    st.header(words("counted", title=title, count=len(related)) if related else title, anchor=False)
    if not related:
        st.caption(empty)
        return
    lines = [_line(other, words, links) for other in related]
    html = RELATED_LIST.format(lines=Markup("").join(lines[:MAX_OPEN_LINES]))
    if rest := lines[MAX_OPEN_LINES:]:
        html += MORE_RELATED.format(text=words("entity.more", count=len(rest)), lines=Markup("").join(rest))
    st.html(html)


def _line(other: RelatedEntity, words: Words, links: Links) -> Markup:
    status = words(f"status.{other.status}") if other.status != "existing" else ""
    about = " · ".join(part for part in (other.relations, words.label(other.label), status) if part)
    source = citation_link(other.best, words, other.best.section or "")
    return RELATED_LINE.format(link=links.anchor("entity", other.name, id=other.id), about=about, source=source)
