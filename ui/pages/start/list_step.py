"""The step of the lists: what is there of each kind, and what the next list of it would make known."""

from __future__ import annotations

from functools import partial

import streamlit as st

from queries.first_day import ResourceState
from ui.components.download_row import Download, download_button
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.exports.list_template import list_template, template_title
from ui.presenters.first_day import described_text, next_text
from ui.presenters.source_filter import file_name

LINE_WIDTHS = (2.2, 0.9, 5.2, 1.5)


def list_step(context: PageContext, resources: tuple[ResourceState, ...]) -> None:
    """Show a line for each kind, with its template."""
    words = context.words
    st.caption(words("start.lists_note"))
    with st.container(key="start-lists"):
        for resource in resources:
            _line(context, resource)
    st.html(context.links.anchor("lists", words("start.lists_go"), "go"))


def _line(context: PageContext, resource: ResourceState) -> None:
    words = context.words
    title = template_title(resource.kind.list_type, words)
    title_column, there_column, next_column, template_column = st.columns(LINE_WIDTHS, vertical_alignment="center")
    title_column.caption(f"**{escape_markdown(title)}**")
    there_column.caption(escape_markdown(described_text(resource, words)))
    next_column.caption(escape_markdown(next_text(resource, words)))
    kind = resource.kind.list_type
    name = f"{file_name(context.region_name, title)}.xlsx"
    template = Download(words("start.lists_template"), name, partial(list_template, kind, words))
    with template_column:
        download_button(template, key=kind)
