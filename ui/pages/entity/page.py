"""主体详情: everything known about one entity, with its sources."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from queries.entity import EntityFacts, load_entity_facts
from queries.rows.support import EverythingRow
from ui.components.inputs import tabs
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.picker import pick_entity
from ui.components.read_places import read_places
from ui.components.source_filter import selected_filter
from ui.components.technical import technical_details
from ui.exports.subgraph_table import about
from ui.pages.entity.attributes import attributes
from ui.pages.entity.leads import leads
from ui.pages.entity.mentions import mentions
from ui.pages.entity.neighbourhood import neighbourhood
from ui.pages.entity.observations import observations
from ui.pages.entity.opening import opening
from ui.pages.entity.relations import other_ties, support_lists
from ui.pages.entity.segments import active_in
from ui.pages.entity.statements import statements
from ui.presenters.entity_key_facts import entity_key_facts
from ui.text import Words

COLUMN_SHARES = (1.15, 1)  # shares of the width: what is stated, and the picture
KEY_FACTS = Markup('<dl class="key-facts">{}</dl>')
KEY_FACT = Markup("<div><dt>{}</dt><dd>{}</dd></div>")


def entity(context: PageContext) -> None:
    """Render the page of the entity in the URL."""
    words, links = context.words, context.links
    heading_column, field_column = st.columns(COLUMN_SHARES, vertical_alignment="bottom")
    with field_column:
        chosen = pick_entity(context, words("entity.choose"), "id", label_hidden=True)
    if not chosen:
        with heading_column:
            st.title(words("page.entity"), anchor=False)
        opening(context)
        return
    all_facts = context.names.in_facts(context.cached(load_entity_facts, chosen))
    facts = all_facts.filtered(selected_filter())
    with heading_column:
        _heading(facts, words)
        if hidden := all_facts.row_count - facts.row_count:
            st.caption(words("source_filter.hidden", count=hidden))
    established = [row for row in facts.statements if row.support == "established"]
    left, right = st.columns(COLUMN_SHARES)
    with left:
        active_in(facts, context.analysis(), words, links)
        support_lists(context, established)
    with right:
        neighbourhood(context, chosen)
        other_ties(context, established)
    _tabs(context, facts, established)
    attributes(facts, words)
    read_places(context, chosen)
    with technical_details(words):
        st.caption(escape_markdown(words("entity.technical", id=chosen, datasets=list(facts.datasets))))


def _heading(facts: EntityFacts, words: Words) -> None:
    st.title(escape_markdown(facts.entity.name), anchor=False)
    st.caption(escape_markdown(" · ".join(filter(None, [*about(facts.entity, words), facts.effective("district")]))))
    if key_facts := entity_key_facts(facts, words):
        st.html(KEY_FACTS.format(Markup("").join(KEY_FACT.format(name, value) for name, value in key_facts)))


def _tabs(context: PageContext, facts: EntityFacts, established: list[EverythingRow]) -> None:
    words = context.words
    to_verify = [row for row in facts.statements if row.support != "established"]
    counts = {
        "statements": len(established),
        "observations": sum(len(rows) for _, rows in facts.observations),
        "places": len(facts.mentions),
        "leads": len(facts.leads) + len(to_verify),
    }
    titles = {name: words("counted", title=words(f"entity.{name}"), count=count) for name, count in counts.items()}
    match tabs(words("page.entity"), titles):
        case "statements":
            statements(context, established, facts.entity.id)
        case "observations":
            observations(context, facts)
        case "places":
            mentions(facts.mentions, words)
        case _:
            leads(context, facts.leads, to_verify)
