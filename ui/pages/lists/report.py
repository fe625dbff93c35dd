"""What loading a list did or would do: in words, the refused rows, and the files to take away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from loaders.lists.mapping import Mapping as ListMapping
from loaders.service.lists import ListReport
from ui.components.page_context import Frame
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.components.url_state import literal
from ui.exports.refused_xlsx import refused_workbook
from ui.exports.xlsx import XLSX_MIME
from ui.presenters.reports import list_lines, summary_line

MOST = 50
Cells = Sequence[str]


def list_report(found: ListReport, mapping: ListMapping, frame: Frame, *, dry: bool) -> None:
    """The report."""
    words, refused = frame.words, found.report.refused
    show = st.info if dry else st.success
    first, *others = list_lines(found, words, dry=dry)
    show(literal(first))
    for line in (summary_line(found.report, words), *others):
        st.caption(literal(line))
    one, two = st.columns(2)
    one.download_button(
        words("lists.map"), mapping.text(), f"{mapping.dataset}.yaml", "text/yaml", on_click="ignore", width="stretch"
    )
    if refused:
        two.download_button(
            words("lists.refused"),
            lambda: refused_workbook(found.tables, refused, words),
            f"{mapping.dataset}-{words('list.refused_title')}.xlsx",
            XLSX_MIME,
            on_click="ignore",
            width="stretch",
        )
    faults = [[words.error(fault)] for fault in refused[:MOST]]
    _table(frame, "lists.refused_head", ("why",), faults, len(refused))
    places = [[name, frame.picture().segment_name(segment), why] for name, segment, why in found.why[:MOST]]
    _table(frame, "lists.placed_head", ("organisation", "segment", "evidence"), places, len(found.why))
    _table(frame, "lists.joined_head", ("organisation", "id"), found.joined[:MOST], len(found.joined))


def _table(frame: Frame, title: str, columns: tuple[str, ...], rows: Sequence[Cells], count: int) -> None:
    """The first rows of ``count``."""
    words = frame.words
    if not rows:
        return
    with st.expander(words(title, count=count), expanded=title == "lists.refused_head"):
        lines = (cells_line(map(text_cell, row)) for row in rows)
        st.html(html_table(heads(words, *columns), lines, "facts"))
        if count > MOST:
            st.caption(words("lists.more", count=MOST))
