"""What loading a list did or would do: in words, the refused rows, and the files to take away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.lists.mapping import ListMapping as ListMapping
from loaders.service.lists import ListReport
from ui.components.page_context import PageContext
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.components.url_state import escape_markdown
from ui.exports.refused_xlsx import refused_xlsx
from ui.exports.xlsx import XLSX_MIME
from ui.presenters.reports import list_lines, summary_line

MOST = 50
Cells = Sequence[str]


def list_report(found: ListReport, mapping: ListMapping, context: PageContext, *, dry: bool) -> None:
    """The report."""
    words, refused = context.words, found.report.refused
    show = st.info if dry else st.success
    first, *others = list_lines(found, words, dry=dry)
    show(escape_markdown(first))
    for line in (summary_line(found.report, words), *others):
        st.caption(escape_markdown(line))
    one, two = st.columns(2)
    one.download_button(
        words("lists.map"), mapping.text(), f"{mapping.dataset}.yaml", "text/yaml", on_click="ignore", width="stretch"
    )
    if refused:
        two.download_button(
            words("lists.refused"),
            lambda: refused_xlsx(found.tables, refused, words),
            f"{mapping.dataset}-{words('list.refused_title')}.xlsx",
            XLSX_MIME,
            on_click="ignore",
            width="stretch",
        )
    faults = [[words.error(fault)] for fault in refused[:MOST]]
    _table(context, "lists.refused_head", ("why",), faults, len(refused))
    places = [[name, context.analysis().segment_name(segment), why] for name, segment, why in found.classified[:MOST]]
    _table(context, "lists.placed_head", ("organisation", "segment", "evidence"), places, len(found.classified))
    _table(context, "lists.joined_head", ("organisation", "id"), found.joined[:MOST], len(found.joined))


def _table(context: PageContext, title: str, columns: tuple[str, ...], rows: Sequence[Cells], count: int) -> None:
    """The first rows of ``count``."""
    words = context.words
    if not rows:
        return
    with st.expander(words(title, count=count), expanded=title == "lists.refused_head"):
        lines = (cells_line(map(text_cell, row)) for row in rows)
        st.html(html_table(heads(words, *columns), lines, "facts"))
        if count > MOST:
            st.caption(words("lists.more", count=MOST))
