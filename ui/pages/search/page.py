"""主体查询: the answer to a question, the entities that a search finds, or those of one type."""

from __future__ import annotations

import streamlit as st

from graph.model.schema import STUB
from graph.model.schema_file import default_schema
from queries.run import search_entities
from ui.components.inputs import segments, select, toggle
from ui.components.page_context import PageContext
from ui.components.top_bar import SEARCH_PARAM
from ui.components.url_state import param
from ui.pages.search.hits import NAMED, search_hits
from ui.pages.search.listing import listing
from ui.pages.search.question import question_answer

GRANULARITIES = (NAMED, "class", "")


def entities(context: PageContext) -> None:
    """Render the page of a question, of a search, or of a type while nothing is typed."""
    words, text = context.words, param(SEARCH_PARAM)
    is_question = bool(text) and question_answer(context, text)
    if is_question and not context.cached(search_entities, text, 1):
        return
    if not is_question:
        st.title(words("page.entities"), anchor=False)
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
        search_hits(context, text, label, granularity)
        return
    with here_column:
        is_local = toggle(words("entities.here", region=context.region_name), "here")
    listing(context, label, granularity, context.region if is_local else "")
