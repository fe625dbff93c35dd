"""What changed this week: the chains' figures and the loads."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from graph.analysis.source_filter import ALL_SOURCES
from graph.store.store import Store
from loaders.history.event import LoadEvent
from loaders.history.figures import RecordedFigures, figures_log
from loaders.history.log import load_events
from loaders.service.region_state import NOW
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter
from ui.presenters.overview.week import WeekChanges, comparison_text, figure_lines, load_lines, week_changes

CHANGE_LINES = Markup('<ul class="lines">{}</ul>')
CHANGE_LINE = Markup("<li>{}</li>")


def week(context: PageContext) -> None:
    """Show the section."""
    words = context.words
    events, log = context.cached(_history)
    changes = week_changes(events, log, context.region, datetime.now(UTC))
    st.header(words("overview.week"), anchor=False)
    lines = figure_lines(changes, words, context.names.by_id)
    st.caption(escape_markdown(comparison_text(changes, words)))
    st.html(_listed(lines) + _listed(load_lines(changes, words) or [words("overview.week_no_loads")]))
    if selected_filter() != ALL_SOURCES:
        st.caption(words("overview.week_filtered"))
    st.html(_links(context, changes))


def _history(store: Store) -> tuple[list[LoadEvent], list[RecordedFigures]]:
    return load_events(store.read), figures_log(store.read)


def _listed(lines: list[str]) -> Markup:
    return CHANGE_LINES.format(Markup("").join(CHANGE_LINE.format(line) for line in lines)) if lines else Markup("")


def _links(context: PageContext, changes: WeekChanges) -> Markup:
    words, links = context.words, context.links
    history = links.anchor("lists", words("overview.history_link"), "go", tab="history")
    if not changes.figures:
        return history
    before = links.anchor("compare", words("overview.week_link"), "go", before=changes.base, after=NOW.text)
    return Markup("{} · {}").format(before, history)
